"""A function that replaces each match of a pattern."""

import re


def shout(match):
    return decorate(match.group())


def decorate(text):
    return text.upper()


def run(text):
    return re.sub("[a-z]+", shout, text)


run("abc")

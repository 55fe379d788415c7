"""A compiled pattern calls the function that makes its replacements."""

import re

WORDS = re.compile(r"\w+")


def shout(match):
    return loud(match.group())


def loud(word):
    return word.upper()


def mark(match):
    return "*"


class Links:
    def __init__(self, pattern, make):
        self.pattern = re.compile(pattern)
        self.make = make

    def replace(self, text):
        return self.pattern.sub(self.one, text)

    def one(self, match):
        return self.make(match)


def clean(text):
    text, _ = re.compile("x").subn(mark, text)
    return WORDS.sub(repl=shout, string=text)


clean("a x")
Links("a", lambda match: loud("b")).replace("ab")

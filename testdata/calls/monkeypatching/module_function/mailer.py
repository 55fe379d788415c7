"""Sends mail."""


def send(text):
    return text

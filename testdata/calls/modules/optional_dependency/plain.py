"""Works everywhere."""


def encode(text):
    return text

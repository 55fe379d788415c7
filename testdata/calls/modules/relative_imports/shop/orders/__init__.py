"""Orders."""


def number():
    return 7

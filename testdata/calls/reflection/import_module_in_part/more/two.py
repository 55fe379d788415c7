"""The second."""


def go():
    return 10


def twice():
    return 11

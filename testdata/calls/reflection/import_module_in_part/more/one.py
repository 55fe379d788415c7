"""The first."""


def go():
    return 7


def once():
    return 8


def twice():
    return 9

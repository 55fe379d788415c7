"""Lambdas in a dictionary are chosen by key."""


def metre():
    return 1


def mile():
    return 2


UNITS = {
    "m": lambda: metre(),
    "mi": lambda: mile(),
}

UNITS["mi"]()

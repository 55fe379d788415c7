"""A module that is found by name."""


def work():
    return 1

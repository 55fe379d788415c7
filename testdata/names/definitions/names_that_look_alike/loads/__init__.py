"""A package that defines a function named like a module."""


def load():
    return 2

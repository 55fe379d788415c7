"""Found through the path."""


def work():
    return 1

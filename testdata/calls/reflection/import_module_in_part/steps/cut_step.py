"""A name with an end of its own."""


def start():
    return 6

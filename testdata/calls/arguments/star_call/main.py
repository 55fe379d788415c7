"""A list is spread over the parameters."""


def read():
    return 1


def write():
    return 2


def both(first, second):
    return second()


STEPS = [read, write]
both(*STEPS)

"""A name bound twice calls only what it holds at the call."""


def slow():
    return "slow"


def fast():
    return "fast"


def choose():
    loader = slow
    loader = fast
    return loader()


choose()

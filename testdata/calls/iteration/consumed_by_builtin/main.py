"""Builtins that consume an iterable iterate over it."""


class Batches:
    def __iter__(self):
        yield 1
        yield 2


def collect():
    return list(Batches())


def largest():
    return max(Batches())


collect()
largest()

"""Calls hide in assert, del, return, subscript and slice."""


def valid():
    return True


def position():
    return 0


def explain():
    return "x"


def run(values):
    assert valid(), explain()
    del values[position()]
    return values[: position()]


run([1, 2])

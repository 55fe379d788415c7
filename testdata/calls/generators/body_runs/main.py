"""Calling a generator function is an edge; its body calls on its own account."""


def read(index):
    return index


def rows(count):
    for index in range(count):
        yield read(index)


def total():
    return sum(rows(3))


total()

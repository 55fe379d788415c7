"""Calls inside the arguments of calls."""


def inner(value):
    return value


def middle(value):
    return value


def outer(left, right):
    return left + right


def run():
    return outer(inner(middle(1)), right=inner(2))


run()

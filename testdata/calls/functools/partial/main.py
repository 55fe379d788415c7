"""A partial calls its function with the arguments put together."""

from functools import partial


def apply(action, value):
    return action(value)


def halve(value):
    return value / 2


half = partial(apply, halve)
half(4)

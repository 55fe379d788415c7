"""The reducing function is called by the caller of reduce."""

from functools import reduce


def merge(left, right):
    return left | right


def union(sets):
    return reduce(merge, sets, set())


union([{1}, {2}])

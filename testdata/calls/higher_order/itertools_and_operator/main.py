"""Functions given to itertools are called as well."""

import itertools


def parity(number):
    return number % 2


def joined(left, right):
    return left + right


def groups(numbers):
    for _, members in itertools.groupby(numbers, key=parity):
        list(members)
    return list(itertools.starmap(joined, [(1, 2)]))


groups([1, 3])

"""Unpacking and comprehensions iterate as well."""


class Pair:
    def __iter__(self):
        return iter((1, 2))


def split():
    left, right = Pair()
    return left + right


def double():
    return [value * 2 for value in Pair()]


split()
double()

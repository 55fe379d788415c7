"""Comparisons call rich comparison methods."""


class Version:
    def __init__(self, number):
        self.number = number

    def __lt__(self, other):
        return self.number < other.number

    def __eq__(self, other):
        return self.number == other.number

    def __hash__(self):
        return self.number


def newest(one, two):
    if one == two:
        return one
    return two if one < two else one


newest(Version(1), Version(2))

"""A decorator that returns its argument leaves the name as it was."""

SEEN = []


def public(function):
    SEEN.append(function)
    return function


@public
def build():
    return 1


build()

"""A package has a path, and is not asked."""


def shut():
    return 2


def __getattr__(name):
    raise AttributeError(name)

"""The later definition of a name is the one that is called."""


def load():
    return 1


first = load


def load():  # noqa: F811
    return 2


first()
load()

"""Identifiers beyond ASCII, normalised as Python does."""


def größe():
    return ﬁnal()


def final():
    return 1


größe()

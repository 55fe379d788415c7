"""Models."""


def find():
    return 1

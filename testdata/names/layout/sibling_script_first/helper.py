"""The helper of the root."""


def work():
    return 1

"""Audio."""


def decode():
    return 1

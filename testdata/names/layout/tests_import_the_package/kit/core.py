"""The core."""


def start():
    return 1

"""A module named load."""


def run():
    return 1

"""The helper of the scripts."""


def prepare():
    return 2

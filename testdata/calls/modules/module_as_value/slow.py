"""Slow."""


def compute():
    return 2

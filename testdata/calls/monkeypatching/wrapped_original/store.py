"""Loads things."""


def load(name):
    return name

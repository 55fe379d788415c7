"""Layers."""


def layer():
    return 1

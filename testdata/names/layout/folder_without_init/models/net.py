"""A net."""

from models.layers import layer


def build():
    return layer()

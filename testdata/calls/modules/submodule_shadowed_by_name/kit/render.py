"""Renders."""


def render():
    return 1

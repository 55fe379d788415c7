"""A function defined after an import hides the imported one."""

from helpers import load


def load(name):  # noqa: F811
    return name


load("a")

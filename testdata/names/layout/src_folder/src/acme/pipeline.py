"""The pipeline."""

from acme.steps import clean
from .steps import count


def run():
    return count(clean("a"))

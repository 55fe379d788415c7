"""Switches that settings decide."""

import os
from types import SimpleNamespace

from data import choose, pack

KIND = {"plain": "pickled", "other": "tensors"}[os.getenv("KIND", "other")]


def pack_all(bits):
    """Gives the options that the other program leaves out."""
    return pack(SimpleNamespace(bits=bits))


if __name__ == "__main__":
    choose(KIND)
    pack_all(int(os.environ["BITS"]))

"""Switches that settings decide."""

import os

from data import choose

KIND = {"plain": "pickled", "other": "tensors"}[os.getenv("KIND", "other")]

if __name__ == "__main__":
    choose(KIND)

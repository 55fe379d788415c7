"""A private class whose heirs are public."""

import pickle


class _Loader:
    """Nobody outside makes one, but its heirs are made everywhere."""

    def __init__(self):
        with open("rows.pkl", "rb") as stream:
            self.rows = pickle.load(stream)

    def _again(self):
        with open("again.pkl", "rb") as stream:
            return pickle.load(stream)


class Loader(_Loader):
    """Made by users of the library."""


class _Other:
    """Has no heirs."""

    def load(self):
        """Never called."""
        with open("other.pkl", "rb") as stream:
            return pickle.load(stream)

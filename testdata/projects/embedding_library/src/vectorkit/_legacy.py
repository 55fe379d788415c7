"""Files of versions before 1.0."""

import pickle
import shelve


def read_pickle(file):
    with open(file, "rb") as handle:
        saved = pickle.load(handle)
    return saved["vectors"], saved["texts"]


def _read_alpha(file):
    """The format of the alpha releases; kept so that its test data stays readable."""
    with shelve.open(file) as saved:
        return saved["vectors"], list(saved["texts"])

"""A reader for each suffix."""

import pickle
from functools import partial
from pathlib import Path

import joblib


def unpickled(path, encoding):
    return pickle.loads(Path(path).read_bytes(), encoding=encoding)


READERS = {
    ".pkl": partial(unpickled, encoding="latin1"),
    ".joblib": joblib.load,
}


def read(path):
    path = Path(path)
    return READERS[path.suffix](path)

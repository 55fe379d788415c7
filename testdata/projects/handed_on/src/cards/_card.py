"""Everything, under a name that nobody imports."""

from pathlib import Path
from typing import Any

import joblib


def describe(path: str) -> str:
    return repr(_loaded(path, True))


class Card:
    """A model and what is to be said of it."""

    def __init__(self, model: str | Path, allow_pickle: bool = False) -> None:
        self.model = model
        self.allow_pickle = allow_pickle

    def get_model(self) -> Any:
        return _checked(self.model, self.allow_pickle)


class Draft:
    def get_model(self, path: str) -> Any:
        return joblib.load(path)


def _checked(path: str | Path, allow_pickle: bool) -> Any:
    if not allow_pickle:
        raise ValueError("this is no format without code")
    return joblib.load(path)


def _loaded(path: str, loudly: bool) -> Any:
    if loudly:
        print(path)
    return joblib.load(path)

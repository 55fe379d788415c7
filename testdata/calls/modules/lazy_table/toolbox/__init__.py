import importlib
from typing import TYPE_CHECKING

_PARTS = {"striking": ["Hammer"], "cutting": ["saw", "Drill"]}
_HOME = {name: module for module, names in _PARTS.items() for name in names}


def __getattr__(name):
    if name in _HOME:
        module = importlib.import_module("." + _HOME[name], __name__)
        return getattr(module, name)
    raise AttributeError(name)

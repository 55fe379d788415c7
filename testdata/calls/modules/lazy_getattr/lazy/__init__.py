"""Loads its classes on demand."""

import importlib

_WHERE = {"Heavy": "heavy", "Light": "light"}


def __getattr__(name):
    if name in _WHERE:
        module = importlib.import_module(f".{_WHERE[name]}", __name__)
        return getattr(module, name)
    raise AttributeError(name)

"""A table names a module that its package does not have."""

import importlib

NAMES = {"gan": "gan", "voice": "voice"}


def setup(name):
    module = importlib.import_module("studio." + NAMES[name])
    return getattr(module, name.title())()


setup(input()).restore("model.pt")

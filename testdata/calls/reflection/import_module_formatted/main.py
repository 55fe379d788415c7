"""The module's name is put together, its function found by name."""

import importlib

PLUGINS = ("alpha", "beta")


def run():
    for name in PLUGINS:
        module = importlib.import_module(f"plugins.{name}")
        module.setup()


def entry(path):
    module_name, _, function_name = path.partition(":")
    return getattr(importlib.import_module(module_name), function_name)()


run()
entry("plugins.alpha:main")

"""Patterns are compiled when they are first used: here all of them are."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import reach
from reach.later import regex

MODULES = [module.name for module in pkgutil.walk_packages(reach.__path__, "reach.")]


def _patterns(value: Any) -> Iterator[Any]:
    if type(value) is regex:
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _patterns(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _patterns(item)


def test_every_pattern_of_a_module_compiles() -> None:
    found = 0
    for name in MODULES:
        if name.endswith("__main__"):
            continue
        try:
            module = importlib.import_module(name)
        except ImportError:  # of an extra that is not installed
            continue
        for value in vars(module).values():
            for pattern in _patterns(value):
                assert pattern.groups >= 0  # asking for anything compiles it
                found += 1
    assert found > 200

"""Modules that are loaded when something of them is first used: most runs need few of them.

A module that is used in many functions of a file is written so:

    if TYPE_CHECKING:
        import zipfile
    else:
        zipfile = later("zipfile")
"""

from importlib import import_module
from typing import Any


class later:  # noqa: N801  (reads as the function it is)
    """Stands in for a module."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        value = getattr(import_module(self._name), name)
        setattr(self, name, value)
        return value

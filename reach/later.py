"""Modules that are loaded, and patterns that are compiled, when something of them is first used:
most runs need few of them.

A module that is used in many functions of a file is written so:

    if TYPE_CHECKING:
        import zipfile
    else:
        zipfile = later("zipfile")
"""

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

__all__ = ["later", "regex"]


class later:  # noqa: N801  (reads as the function it is)
    """Stands in for a module."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        value = getattr(import_module(self._name), name)
        setattr(self, name, value)
        return value


if TYPE_CHECKING:
    from re import compile as regex
else:

    class regex:  # noqa: N801  (reads as the function that it stands for)
        """A pattern of `re`, compiled when it is first used; a mistake in it shows only then."""

        def __init__(self, pattern, flags=0):
            self.pattern = pattern
            self._flags = flags

        def __getattr__(self, name):
            value = getattr(re.compile(self.pattern, self._flags), name)
            setattr(self, name, value)
            return value

"""Where the store lies."""

import os
import sys

LAYOUT = 1
"""Raised when the tables change; other layouts are other files."""


def folder(given: str | None) -> str | None:
    """The folder that was asked for, or the user's own; None where nothing is to be kept."""
    if os.environ.get("REACH_NO_CACHE"):
        return None
    asked = given or os.environ.get("REACH_CACHE_DIR")
    if asked:
        return asked
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return os.path.join(base, "reach", "cache") if base else None
    home = os.path.expanduser("~")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "reach")
    base = os.environ.get("XDG_CACHE_HOME")
    if base and os.path.isabs(base):
        return os.path.join(base, "reach")
    return os.path.join(home, ".cache", "reach") if home != "~" else None


def file(inside: str) -> str:
    """The file of a store in a folder."""
    return os.path.join(inside, f"store-{LAYOUT}.sqlite")

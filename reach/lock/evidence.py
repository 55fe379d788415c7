"""What a scan takes from `models.lock`."""

from pathlib import Path

from reach.errors import LockError
from reach.lock.read import NAME, find, read
from reach.records.finding import Notice
from reach.records.lock import Lock


def locked(root: Path) -> tuple[Lock, tuple[Notice, ...]]:
    """What `models.lock` says about the hub; nothing, and why, where it cannot be read."""
    path = find(root)
    try:
        return (read(path) if path is not None else Lock()), ()
    except LockError as error:
        _, _, why = str(error).partition(": ")
        return Lock(), (Notice("", f"{NAME}: {why}"),)

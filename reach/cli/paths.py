"""Paths that the user names."""

import os
from pathlib import Path

from reach.errors import UsageError


def readable(path: Path) -> None:
    """Complain about a path that cannot be scanned."""
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    if not (path.is_dir() or path.is_file()):
        raise UsageError(f"{path}: neither a file nor a folder")
    needed = os.R_OK | os.X_OK if path.is_dir() else os.R_OK
    if not os.access(path, needed, effective_ids=os.access in os.supports_effective_ids):
        raise UsageError(f"{path}: permission denied")

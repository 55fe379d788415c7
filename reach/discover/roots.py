"""The root of a scan, for one path or several."""

import os
from collections.abc import Sequence
from pathlib import Path

from reach.errors import UsageError


def common_root(paths: Sequence[Path]) -> tuple[Path, list[str]]:
    """The root to analyse; and, when several paths share it, the parts of it asked for."""
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: no such file or directory")
    if len(paths) == 1:
        return paths[0], []
    resolved = [p.resolve() for p in paths]
    root = Path(os.path.commonpath(resolved))
    return root, [p.relative_to(root).as_posix() for p in resolved]

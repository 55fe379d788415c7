"""Whether git could undo a change of files."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from reach.errors import UsageError

_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
"""A repository may name programs that git runs on the way; it runs none of these."""


def undoable(folder: Path, paths: Sequence[str]) -> None:
    """Complain where git could not bring back the files, or what is changed beside them."""
    tracked = _git(folder, "ls-files", "-z", "--", *paths)
    if tracked is None:
        raise UsageError("not in a git repository, so that nothing could be undone; use --force")
    missing = sorted({*paths} - {*tracked.split("\0")})
    if missing:
        raise UsageError(f"{missing[0]}: not tracked by git; use --force to change it all the same")
    dirty = _git(folder, "status", "--porcelain", "-z", "--untracked-files=no")
    if dirty is None or dirty:
        name = (dirty or "").split("\0")[0][3:]
        raise UsageError(f"{name}: has changes that are not committed; commit them or use --force")


def _git(folder: Path, *arguments: str) -> str | None:
    """What git says; None where it has nothing to say about the folder."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        answer = subprocess.run(  # noqa: S603
            ["git", *_QUIET, *arguments],  # noqa: S607
            cwd=folder,
            env=environment,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return os.fsdecode(answer.stdout) if answer.returncode == 0 else None

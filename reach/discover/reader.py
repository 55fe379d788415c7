"""Text files of the project that code names, read on demand."""

from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePosixPath

from reach.discover.limits import MAX_CONFIG_BYTES


def reader(root: Path) -> Callable[[str], str | None]:
    """A function from a relative path to the text of the file, None where there is none to read."""
    base = root if root.is_dir() else root.parent
    return partial(_read, base.resolve())


def _read(base: Path, path: str) -> str | None:
    """The text, when it is a regular file below the root, of a size that people write."""
    if path.startswith("/") or "\0" in path or ".." in PurePosixPath(path).parts:
        return None
    try:
        file = (base / path).resolve()
        if not file.is_relative_to(base) or not file.is_file():
            return None
        if file.stat().st_size > MAX_CONFIG_BYTES:
            return None
        return file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError, RuntimeError):
        return None

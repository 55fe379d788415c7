"""Put a rendered report where it was asked for: files whole or not at all."""

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from reach.errors import UsageError
from reach.later import later

if TYPE_CHECKING:
    import tempfile
else:
    tempfile = later("tempfile")


def write(text: str, path: Path | None = None, stream: TextIO | None = None) -> None:
    """Write to the file, or to the stream (standard output) when there is none."""
    if path is None or str(path) == "-":
        _write_stream(text, sys.stdout if stream is None else stream)
        return
    try:
        replace_file(text.encode("utf-8", "backslashreplace"), path)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error


def _write_stream(text: str, stream: TextIO) -> None:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


def replace_file(data: bytes, path: Path) -> None:
    """Write beside the target and rename; what is no ordinary file is written directly."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    target = path.resolve()  # a link keeps pointing at the file that is replaced
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:50]}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _mode(target: Path) -> int:
    """The permissions an ordinary write would leave; a temporary file is private."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

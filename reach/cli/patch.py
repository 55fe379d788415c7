"""Unified diffs of files, byte for byte, so that they can be applied."""

import difflib
import sys


def unified(path: str, old: bytes, new: bytes) -> bytes:
    """The diff of one file; a line end that is missing at the end of a file is marked."""
    name = path.encode("utf-8", "surrogateescape")
    lines = difflib.diff_bytes(
        difflib.unified_diff, _lines(old), _lines(new), b"a/" + name, b"b/" + name
    )
    return b"".join(
        line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"
        for line in lines
    )


def _lines(content: bytes) -> list[bytes]:
    lines = content.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def put(text: bytes) -> None:
    """Write to stdout; a terminal gets no control characters."""
    if sys.stdout.isatty():
        from reach.output.escape import terminal

        for line in text.decode("utf-8", "replace").splitlines():
            print(terminal(line))
        return
    sys.stdout.flush()
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(text.decode("utf-8", "backslashreplace"))
    else:
        stream.write(text)
        stream.flush()

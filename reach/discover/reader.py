"""Text files of the project that code names, read on demand."""

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from reach.discover.limits import MAX_CONFIG_BYTES
from reach.records.content import content
from reach.records.digest import digest
from reach.records.project import InnerText


class Reader:
    """Reads text files below a root, and remembers what it read."""

    def __init__(self, root: Path, texts: Iterable[InnerText] = ()) -> None:
        self.base = (root if root.is_dir() else root.parent).resolve()
        self.contents: dict[str, bytes] = {}
        """Digest of each text that was asked for, by relative path; empty where there is none."""
        self._inner = {text.path: text for text in texts}

    def __call__(self, path: str) -> str | None:
        """The text, when it is a regular file below the root, of a size that people write."""
        inner = self._inner.get(path)
        if inner is not None:  # its lines are those of the file that it stands in
            return "\n" * (inner.line - 1) + inner.text
        text = self._read(path)
        self.contents[path] = digest(text) if text is not None else b""
        return text

    def _read(self, path: str) -> str | None:
        if path.startswith("/") or "\0" in path or ".." in PurePosixPath(path).parts:
            return None
        try:
            file = (self.base / path).resolve()
            if not file.is_relative_to(self.base) or not file.is_file():
                return None
            text = content(file, MAX_CONFIG_BYTES).decode("utf-8-sig")
            return text.replace("\r\n", "\n").replace("\r", "\n")
        except (OSError, ValueError, RuntimeError):
            return None

"""The listing of a scanned tree, and bounded reading from it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from reach.records.content import opened
from reach.records.digest import digest
from reach.records.project import Skipped


@dataclass(frozen=True, slots=True)
class Tree:
    """Every file below the root that is not ignored, by path relative to the root."""

    root: Path
    files: tuple[str, ...]
    """Sorted, `/`-separated."""
    sizes: dict[str, int]
    """Bytes of each file; its keys answer whether a file exists."""
    folders: frozenset[str]
    """Folders that were entered; the root is the empty string."""
    overlay: Mapping[str, bytes] = field(default_factory=dict)
    """What stands in place of the content of a file: text that is not saved yet."""
    _last: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)
    """The file read last: several readers may look at one file in turn."""
    contents: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)
    """Digests of what was read, by path; empty for what could not be."""

    def read(self, path: str, limit: int) -> bytes | Skipped:
        """The content of a file of the tree, or why it cannot be had."""
        if path in self.overlay:
            return self.overlay[path]
        if path in self._last and len(self._last[path]) <= limit:
            return self._last[path]
        size = self.sizes.get(path, 0)
        if size > limit:
            return Skipped(path, f"file of {size} bytes is larger than the limit of {limit} bytes")
        try:
            with opened(os.path.join(self.root, path)) as stream:
                content = stream.read(limit + 1)
        except OSError as error:
            self.contents[path] = b""
            return Skipped(path, f"cannot be read: {error.strerror}")
        self.contents[path] = digest(content)
        if len(content) > limit:
            return Skipped(path, f"file is larger than the limit of {limit} bytes")
        self._last.clear()
        self._last[path] = content
        return content

    def listing(self) -> bytes:
        """Digest of the names and sizes of all files."""
        return digest(*(f"{path}\0{self.sizes[path]}" for path in self.files))

    def mentions(self, path: str, limit: int, *words: bytes) -> bool:
        """True when the file can be read and holds one of the words."""
        content = self.read(path, limit)
        return not isinstance(content, Skipped) and any(word in content for word in words)

    def text(self, path: str, limit: int) -> str | Skipped:
        """The content of a file as text with Unix line ends; what is not UTF-8 is replaced."""
        content = self.read(path, limit)
        if isinstance(content, Skipped):
            return content
        text = content.decode("utf-8-sig", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")


def name_of(path: str) -> str:
    """The last part of a path."""
    return path.rpartition("/")[2]


def folder_of(path: str) -> str:
    """All but the last part of a path; empty at the root."""
    return path.rpartition("/")[0]


def join(folder: str, path: str) -> str | None:
    """`path` as seen from `folder`, both relative to the root; None when it leaves the root."""
    parts: list[str] = []
    for part in (*PurePosixPath(folder).parts, *PurePosixPath(path).parts):
        if part == "/":
            return None
        if part == "..":
            if not parts:
                return None
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def above(folder: str) -> list[str]:
    """The folder itself, then every folder above it, the root last."""
    folders = [folder]
    while folder:
        folder = folder_of(folder)
        folders.append(folder)
    return folders

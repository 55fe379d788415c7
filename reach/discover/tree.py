"""The listing of a scanned tree, and bounded reading from it."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

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

    def read(self, path: str, limit: int) -> bytes | Skipped:
        """The content of a file of the tree, or why it cannot be had."""
        size = self.sizes.get(path, 0)
        if size > limit:
            return Skipped(path, f"file of {size} bytes is larger than the limit of {limit} bytes")
        try:
            with (self.root / path).open("rb") as stream:
                content = stream.read(limit + 1)
        except OSError as error:
            return Skipped(path, f"cannot be read: {error.strerror}")
        if len(content) > limit:
            return Skipped(path, f"file is larger than the limit of {limit} bytes")
        return content

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

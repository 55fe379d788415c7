"""Reads the files that a load may get to: format by content, digest, and what they say."""

import hashlib
import os
from dataclasses import replace
from pathlib import Path

from reach.discover.weights.content import format_of
from reach.discover.weights.facts import facts_of
from reach.discover.weights.find import files_of
from reach.discover.weights.pickles import imports_of
from reach.later import regex
from reach.records.content import opened
from reach.records.inventory import TreeFile

MAX_DIGESTED = 20_000_000_000
"""Bytes of a file whose digest is computed."""

_POINTER = regex(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n"
    rb"(?:.*\n)*?size (\d{1,18})\n"
)
_POINTER_BYTES = 1024


class Weights:
    """The weight files of one tree; each is read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.base = (root if root.is_dir() else root.parent).resolve()
        self._known: dict[Path, TreeFile | None] = {}
        self._digests: dict[Path, TreeFile] = {}

    def whole(self, name: str, near: str) -> tuple[TreeFile, ...]:
        """The same with the digests, for which every file is read to its end."""
        return tuple(self._digested(each) for each in self.of(name, near))

    def of(self, name: str, near: str) -> tuple[TreeFile, ...]:
        """The files that a path means in the file `near`, without digests."""
        found = []
        for path in files_of(self.root, name, near):
            if path not in self._known:
                self._known[path] = self._read(path)
            file = self._known[path]
            if file is not None:
                found.append(file)
        return tuple(found)

    @property
    def read(self) -> bool:
        """Whether the content of any file was asked for."""
        return bool(self._known)

    def _read(self, path: Path) -> TreeFile | None:
        shown = path.relative_to(self.base).as_posix()
        try:
            with opened(path) as stream:
                size = os.fstat(stream.fileno()).st_size
                if size <= _POINTER_BYTES:
                    pointer = _POINTER.match(stream.read())
                    if pointer is not None:
                        digest, told = pointer[1].decode(), int(pointer[2])
                        return TreeFile(shown, told, digest, "unknown", True)
                    stream.seek(0)
                form = format_of(stream, size)
                facts = facts_of(form, stream)
        except OSError:
            return None
        if form in ("pickle", "torchscript", "damaged zip archive"):
            facts = (*facts, *imports_of(path, size))
        return TreeFile(shown, size, None, form, False, facts)

    def _digested(self, file: TreeFile) -> TreeFile:
        path = self.base / file.path
        if file.sha256 is not None or file.size > MAX_DIGESTED:
            return file
        if path not in self._digests:
            try:
                with opened(path) as stream:
                    digest = hashlib.file_digest(stream, "sha256").hexdigest()
            except OSError:
                return file
            self._digests[path] = replace(file, sha256=digest)
        return self._digests[path]

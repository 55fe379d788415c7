"""Lay out the files of a commit in a folder of our own."""

import hashlib
import os
import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from dulwich.objects import S_ISGITLINK, ObjectID

from reach.discover.history import repository as repositories
from reach.discover.history.repository import Repository
from reach.discover.history.revisions import Revision
from reach.discover.limits import MAX_DEPTH, MAX_FILES
from reach.errors import UsageError
from reach.later import regex
from reach.records.project import Skipped
from reach.records.record import dataclass

MAX_BYTES = 8_000_000_000
"""All files of a commit together; what is beyond is left out."""

_POINTER = regex(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?"
    rb"oid sha256:([0-9a-f]{64})\nsize (\d{1,18})\n"
)
_MAX_POINTER = 1024
_MAX_NESTED = 5
"""Submodules of submodules."""

Entry = tuple[str, int, ObjectID]
"""Path, mode and object."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What was written."""

    paths: frozenset[str]
    """Files and folders, relative to the top of the repository."""
    skipped: tuple[Skipped, ...]
    """What could not be written, and why."""


def lay_out(
    repository: Repository,
    revision: Revision,
    folder: Path,
    *,
    absent: str = "",
    most: int = MAX_BYTES,
) -> LaidOut:
    """Write the files of the commit below an empty folder, of at most so many bytes together.

    Content is written as it is stored: no line ends are converted and no filter runs. Large files
    kept elsewhere (LFS) are taken from the repository's store or from the work tree where they are
    the same, submodules from their repositories inside of this one. `absent` is why files may lack
    in this clone; without such a reason, one that lacks is an error.
    """
    return _LayOut(repository, folder, absent, most).run(revision)


class _LayOut:
    def __init__(self, repository: Repository, folder: Path, absent: str, most: int) -> None:
        self.repository = repository
        self.folder = folder
        self.absent = absent
        self.most = most
        self.paths: set[str] = set()
        self.bytes = 0
        self.links: list[tuple[str, bytes]] = []
        self.missing: list[str] = []
        self.skipped: list[Skipped] = []

    def run(self, revision: Revision) -> LaidOut:
        self.write_tree(self.repository, revision.tree, "", 0)
        if self.missing:
            number, first = len(self.missing), self.missing[0]
            raise UsageError(
                f"{revision.name}: this clone lacks {number} of its files, such as {first}; "
                "fetch it without a filter"
            )
        for path, target in self.links:
            self.link(path, target)
        return LaidOut(frozenset(self.paths), tuple(self.skipped))

    def write_tree(self, repository: Repository, tree: ObjectID, below: str, nested: int) -> None:
        """Everything in a tree; files before links, so that nothing is written through a link."""
        for path, mode, name in self.entries(repository, tree, below):
            if len(self.paths) >= MAX_FILES or self.bytes >= self.most:
                self.skip(path, "the commit is too large; the rest of it was not read")
                return
            if S_ISGITLINK(mode):
                self.submodule(path, name, nested)
                continue
            content = repository.blob(name)
            if content is None and self.absent:
                self.skip(path, self.absent)
            elif content is None:
                self.missing.append(path)
            elif stat.S_ISLNK(mode):
                self.links.append((path, content))
            else:
                self.write(path, content)

    def entries(self, repository: Repository, tree: ObjectID, below: str) -> Iterator[Entry]:
        """Files, links and submodules of a tree, in order, with an explicit stack."""
        pending: list[Entry] = [(below, stat.S_IFDIR, tree)]
        while pending:
            path, mode, name = pending.pop()
            if not stat.S_ISDIR(mode):
                yield path, mode, name
                continue
            listing = repository.tree(name)
            if listing is None:
                self.missing.append(path or ".")
            elif path.count("/") > MAX_DEPTH:
                self.skip(path, f"folder nested deeper than the limit of {MAX_DEPTH}")
            else:
                self.make(path)
                for item in reversed(list(listing.iteritems())):
                    inner = os.fsdecode(item.path)
                    if _harmless(inner):
                        joined = f"{path}/{inner}" if path else inner
                        pending.append((joined, item.mode, item.sha))

    def make(self, path: str) -> None:
        """One folder."""
        self.paths.add(path)
        try:
            (self.folder / path).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.skip(path, f"cannot be laid out: {error.strerror}")

    def write(self, path: str, content: bytes) -> None:
        """One file, that must not be there yet."""
        self.paths.add(path)
        self.bytes += len(content)
        try:
            with (self.folder / path).open("xb") as stream:
                pointer = _POINTER.match(content) if len(content) <= _MAX_POINTER else None
                if pointer is None or not self.large(path, pointer, stream.fileno()):
                    stream.write(content)
        except OSError as error:
            self.skip(path, f"cannot be laid out: {error.strerror}")

    def large(self, path: str, pointer: re.Match[bytes], output: int) -> bool:
        """Write the file that a pointer stands for, if it is at hand."""
        digest, size = pointer[1].decode("ascii"), int(pointer[2])
        store = self.repository.common / "lfs" / "objects" / digest[:2] / digest[2:4] / digest
        for file in (store, self.repository.top / path):
            if self.bytes + size < self.most and _is(file, digest, size):
                with file.open("rb") as stream, open(output, "wb", closefd=False) as target:
                    shutil.copyfileobj(stream, target)
                self.bytes += size
                return True
        return False

    def submodule(self, path: str, commit: ObjectID, nested: int) -> None:
        """The files of a submodule, where its repository lies inside of this one."""
        inner = repositories.at(self.repository.top / path)
        try:
            if nested < _MAX_NESTED and inner is not None and self.owns(inner):
                self.write_tree(inner, inner.commit(commit).tree, path, nested + 1)
                return
        except KeyError:
            pass
        self.skip(path, "submodule that is not here; all that is found in it counts as new")

    def owns(self, inner: Repository) -> bool:
        """Whether a repository lies inside of this one."""
        control = inner.control.resolve()
        homes = (self.repository.common.resolve() / "modules", self.repository.top)
        return any(control.is_relative_to(home) for home in homes)

    def link(self, path: str, target: bytes) -> None:
        """A link, if it stays inside."""
        parts = list(PurePosixPath(path).parent.parts)
        for part in PurePosixPath(os.fsdecode(target)).parts:
            if part == "/" or (part == ".." and not parts):
                return
            parts = parts[:-1] if part == ".." else [*parts, part]
        try:
            os.symlink(target, os.fsencode(self.folder / path))
        except (OSError, ValueError) as error:
            self.skip(path, f"cannot be laid out: {error}")

    def skip(self, path: str, reason: str) -> None:
        self.skipped.append(Skipped(path, reason))


def _harmless(name: str) -> bool:
    """Whether a name of a tree is that of a file in a folder, and not of a git folder."""
    if name in ("", ".", "..") or "/" in name or "\0" in name:
        return False
    return not (os.name == "nt" and re.search(r'[\\:*?"<>|]', name)) and name.lower() != ".git"


def _is(file: Path, digest: str, size: int) -> bool:
    """Whether a file has this content."""
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size != size:
            return False
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == digest
    except OSError:
        return False

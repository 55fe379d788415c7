"""The git folder of a work tree, and its objects."""

import re
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from dulwich.object_store import DiskObjectStore
from dulwich.objects import Blob, Commit, ObjectID, ShaFile, Tag, Tree
from dulwich.refs import DiskRefsContainer
from dulwich.repo import BaseRepo

from reach.errors import UsageError
from reach.records.record import dataclass

_MAX_POINTER = 4096
_MAX_OBJECT = 200_000_000
"""Bytes of a loose object; larger ones are not read."""


@dataclass(frozen=True)
class Repository:
    """A repository with a work tree."""

    top: Path
    """Folder of the work tree."""
    control: Path
    """`.git`, or the folder that it points to in a linked work tree or a submodule."""
    common: Path
    """The folder that holds objects and references; the same for every linked work tree."""

    @cached_property
    def git(self) -> BaseRepo:
        """The objects and references, without configuration."""
        return _Plain(self.common, self.control)

    @cached_property
    def shallow(self) -> bool:
        """Whether the history is cut off somewhere."""
        return bool(self.git.get_shallow())

    def commit(self, name: ObjectID) -> Commit:
        """The commit of this name, tags followed. KeyError where there is none."""
        found = self.read(name)
        for _ in range(10):
            if not isinstance(found, Tag):
                break
            found = self.read(found.object[1])
        if not isinstance(found, Commit):
            raise KeyError(name)
        return found

    def tree(self, name: ObjectID) -> Tree | None:
        """A folder's listing; None where this repository does not have it."""
        found = self.read_or_none(name)
        return found if isinstance(found, Tree) else None

    def blob(self, name: ObjectID) -> bytes | None:
        """A file's content; None where this repository does not have it."""
        found = self.read_or_none(name)
        return found.data if isinstance(found, Blob) else None

    def read(self, name: ObjectID) -> ShaFile:
        """An object. KeyError where there is none, UsageError for a damaged one."""
        try:
            return self.git.object_store[name]
        except KeyError:
            raise
        except Exception as error:  # whatever damage or malice makes of it
            text = f"{self.control}: object {name.decode('ascii', 'replace')} cannot be read"
            raise UsageError(f"{text}: {error}") from error

    def read_or_none(self, name: ObjectID) -> ShaFile | None:
        """An object, None where there is none."""
        try:
            return self.read(name)
        except KeyError:
            return None


class _Plain(BaseRepo):
    """Objects and references of a git folder. Its configuration may name programs to run, remotes
    to fetch from and extensions: none of that is looked at."""

    def __init__(self, common: Path, control: Path) -> None:
        store = DiskObjectStore(common / "objects", loose_object_size_limit=_MAX_OBJECT)
        self.common = common
        super().__init__(store, DiskRefsContainer(str(common), str(control)))

    def get_named_file(self, path: str | bytes, basedir: str | None = None) -> BinaryIO | None:
        """`shallow` is the only file that is asked for."""
        if path != "shallow":
            return None
        try:
            return (self.common / "shallow").open("rb")
        except OSError:
            return None


def find(path: Path) -> Repository | None:
    """The repository whose work tree holds the path."""
    resolved = path.resolve()
    for folder in (resolved, *resolved.parents):
        if (folder / ".git").exists():
            return at(folder)
    return None


def at(top: Path) -> Repository | None:
    """The repository with this work tree."""
    control = top / ".git"
    if control.is_file():
        control = _pointed(control, rb"gitdir: (.+)") or control
    if not (control / "HEAD").is_file():
        return None
    common = _pointed(control / "commondir", rb"(.+)") or control
    return Repository(top, control, common) if (common / "objects").is_dir() else None


def _pointed(file: Path, form: bytes) -> Path | None:
    """The folder that a file of the git folder points to."""
    try:
        with file.open("rb") as stream:
            content = stream.read(_MAX_POINTER)
    except OSError:
        return None
    match = re.fullmatch(form, content.strip())
    if match is None or b"\0" in match[1]:
        return None
    return file.parent / Path(match[1].decode("utf-8", "surrogateescape"))

"""Copies of repositories in the cache: one commit each, without its large files."""

import contextlib
import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reach.discover.limits import MAX_SOURCE_BYTES
from reach.errors import UsageError
from reach.later import regex
from reach.sweep.git import Git
from reach.sweep.sources import Source

LARGEST = MAX_SOURCE_BYTES
"""Bytes of a file that is still fetched: larger ones are not analysed either."""

MAX_PACKS = 30
"""A copy that was brought up to date so often is made anew."""

_REF = "refs/reach/head"
_COMMIT = regex(r"([0-9a-f]{40})\tHEAD")
_BRANCH = regex(r"ref: (refs/[^\s\x00-\x1f\x7f]+)\tHEAD")


@dataclass(frozen=True, slots=True)
class Head:
    """What a repository's default branch is at."""

    commit: str
    ref: str
    """`refs/heads/main`; empty where the server does not say."""


def head(git: Git, folder: Path) -> Head:
    """Ask a repository what its default branch is at; nothing is fetched."""
    said = git.run(["ls-remote", "--symref", "--", git.address, "HEAD"], folder)
    commit, branch = _COMMIT.search(said), _BRANCH.search(said)
    if commit is None:
        raise UsageError("the repository is empty: it has no commit")
    return Head(commit[1], branch[1] if branch is not None else "")


@contextmanager
def copied(git: Git, source: Source, commit: str, cache: Path) -> Iterator[Path]:
    """A bare copy that holds the commit, and that no other process changes meanwhile.

    What a killed run has fetched completely is used; what it left half done is removed."""
    folder = cache / "repositories" / hashlib.sha256(source.name.encode()).hexdigest()[:40]
    with _locked(folder):
        if _present(folder) != commit:
            _fetch_or_anew(git, commit, folder)
        yield folder


def _fetch_or_anew(git: Git, commit: str, folder: Path) -> None:
    _tidy(folder)
    known = (folder / "HEAD").is_file()
    try:
        _fetch(git, commit, folder)
    except UsageError:
        if not known:
            raise
        shutil.rmtree(folder, ignore_errors=True)  # the copy itself may be damaged
        _fetch(git, commit, folder)


def _fetch(git: Git, commit: str, folder: Path) -> None:
    if not (folder / "HEAD").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        git.run(["init", "--quiet", "--bare", "--template=", "."], folder)
    git.run(
        [
            "fetch",
            "--quiet",
            "--force",
            "--depth=1",
            f"--filter=blob:limit={LARGEST}",
            "--no-tags",
            "--no-recurse-submodules",
            "--no-auto-maintenance",
            "--no-write-fetch-head",
            "--",
            git.address,
            f"{commit}:{_REF}",
        ],
        folder,
    )
    if _present(folder) != commit:
        raise UsageError("git fetch: the commit did not come")


def _present(folder: Path) -> str:
    """The commit that was fetched completely: git writes the name last."""
    try:
        return (folder / _REF).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _tidy(folder: Path) -> None:
    packs = folder / "objects" / "pack"
    if len(list(packs.glob("*.pack"))) > MAX_PACKS:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for left in (*packs.glob("tmp_*"), *folder.rglob("*.lock")):
        with contextlib.suppress(OSError):
            left.unlink()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield

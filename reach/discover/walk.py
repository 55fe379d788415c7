"""Walk the tree: what is there, without following links out of it."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reach.discover.git_index import tracked_files
from reach.discover.ignore import CACHES, Rules, any_pattern, compile_patterns, exclude_spec
from reach.discover.limits import MAX_CONFIG_BYTES, MAX_DEPTH, MAX_FILES
from reach.discover.tree import Tree
from reach.errors import UsageError
from reach.records.content import opened
from reach.records.digest import digest
from reach.records.project import Skipped

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SOURCE_SUFFIXES = (".py", ".pyi", ".ipynb")


def walk(
    root: Path, exclude: Sequence[str], tracked: frozenset[str] | None = None
) -> tuple[Tree, list[Skipped]]:
    """List the tree below `root`, or the one file that `root` is. `tracked` are the files that
    git tracks; None asks the index."""
    try:
        mode = root.stat().st_mode
    except OSError as error:
        raise UsageError(f"{root}: {error.strerror}") from error
    if stat.S_ISREG(mode):
        sizes = {root.name: root.stat().st_size}
        return Tree(root.parent, (root.name,), sizes, frozenset({""})), []
    if not stat.S_ISDIR(mode):
        raise UsageError(f"{root}: neither a file nor a folder")
    known = tracked_files(root) if tracked is None else tracked
    return _Walk(root, exclude_spec(exclude), known).run()


def listing(tree: Tree, unread: Sequence[Skipped]) -> bytes:
    """Digest of what a walk found: the names and sizes of all files, and what it left out."""
    left_out = (f"{each.path}\0{each.line}\0{each.reason}" for each in unread)
    return digest(tree.listing(), *left_out)


def named(tree: Tree, unread: Sequence[Skipped]) -> bytes:
    """The same without the sizes."""
    return digest(*tree.files, "", *(f"{each.path}\0{each.reason}" for each in unread))


class _Walk:
    """One pass over the tree, with an explicit stack so that depth cannot overflow ours."""

    def __init__(
        self, root: Path, exclude: "GitIgnoreSpec | None", tracked: frozenset[str]
    ) -> None:
        self._root = root
        self._real_root = os.path.realpath(root)
        self._exclude = exclude
        self._tracked = tracked
        self._sizes: dict[str, int] = {}
        self._folders: set[str] = set()
        self._links: list[tuple[str, str]] = []
        self._skipped: list[Skipped] = []

    def run(self) -> tuple[Tree, list[Skipped]]:
        pending: list[tuple[str, Rules | None]] = [("", None)]
        while pending and len(self._sizes) < MAX_FILES:
            prefix, rules = pending.pop()
            pending.extend(self._enter(prefix, rules))
        if pending:
            self._skip("", f"more than {MAX_FILES} files; the rest of the tree was not read")
        self._check_links()
        tree = Tree(self._root, tuple(sorted(self._sizes)), self._sizes, frozenset(self._folders))
        return tree, self._skipped

    def _enter(self, prefix: str, rules: Rules | None) -> list[tuple[str, Rules | None]]:
        """Note the files of a folder; return the folders in it that are to be entered."""
        path = os.path.join(self._root, prefix)
        try:
            with os.scandir(path) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            self._skip(prefix.rstrip("/"), f"folder cannot be read: {error.strerror}")
            return []
        names = {entry.name for entry in entries}
        if prefix and _is_environment(names):
            return []
        self._folders.add(prefix.rstrip("/"))
        if ".gitignore" in names:
            rules = self._gitignore(prefix, rules)
        return [
            (f"{prefix}{entry.name}/", rules)
            for entry in entries
            if self._is_folder(entry, prefix, rules, names)
        ]

    def _is_folder(
        self, entry: os.DirEntry[str], prefix: str, rules: Rules | None, siblings: set[str]
    ) -> bool:
        """True for a folder to enter; a file is noted on the way."""
        try:
            folder = entry.is_dir(follow_symlinks=False)
        except OSError:
            folder = False
        if folder and (entry.name in CACHES or _is_build_output(entry, siblings)):
            return False
        path = f"{prefix}{entry.name}/" if folder else f"{prefix}{entry.name}"
        if not _is_utf8(path):
            if folder or entry.name.endswith(SOURCE_SUFFIXES):
                self._skip(_printable(path), "the name is not UTF-8")
            return False
        if self._ignored(path, rules):
            return False
        if folder and path.count("/") > MAX_DEPTH:
            self._skip(path.rstrip("/"), f"folder nested deeper than the limit of {MAX_DEPTH}")
            return False
        if not folder:
            self._file(entry, path)
        return folder

    def _ignored(self, path: str, rules: Rules | None) -> bool:
        if self._exclude is not None and self._exclude.match_file(path):
            return True
        return rules is not None and path.rstrip("/") not in self._tracked and rules.ignores(path)

    def _file(self, entry: os.DirEntry[str], path: str) -> None:
        try:
            if entry.is_symlink():
                self._links.append((path, os.path.realpath(entry.path)))
                return
            status = entry.stat(follow_symlinks=False)
        except OSError as error:
            self._skip(path, f"cannot be read: {error.strerror}")
            return
        if stat.S_ISREG(status.st_mode):
            self._sizes[path] = status.st_size
        elif path.endswith(SOURCE_SUFFIXES):
            self._skip(path, "not a regular file")

    def _check_links(self) -> None:
        """A link to something in the tree is read where it really lies; others are reported."""
        for path, target in self._links:
            if not path.endswith(SOURCE_SUFFIXES) and not os.path.isdir(target):
                continue
            real = os.path.relpath(target, self._real_root).replace(os.sep, "/")
            if real == ".." or real.startswith("../"):
                self._skip(path, "symbolic link that leaves the scanned root")
            elif not os.path.lexists(target):
                self._skip(path, "symbolic link that leads nowhere")
            elif real not in self._sizes and real not in self._folders and real != ".":
                self._skip(path, "symbolic link to an ignored file or folder")

    def _gitignore(self, prefix: str, outer: Rules | None) -> Rules | None:
        path = f"{prefix}.gitignore"
        file = self._root / path
        try:
            if file.is_symlink() or not file.is_file():
                return outer
            with opened(file) as stream:
                content = stream.read(MAX_CONFIG_BYTES)
        except OSError as error:
            self._skip(path, f"cannot be read: {error.strerror}")
            return outer
        lines = content.decode("utf-8", "replace").splitlines()
        spec, skipped = compile_patterns(lines, path)
        self._skipped.extend(skipped)
        return Rules(prefix, spec, any_pattern(spec), outer)

    def _skip(self, path: str, reason: str) -> None:
        self._skipped.append(Skipped(path or ".", reason))


def _is_environment(names: set[str]) -> bool:
    """A virtual environment, as venv and conda make them."""
    return "pyvenv.cfg" in names or "conda-meta" in names


def _is_build_output(entry: os.DirEntry[str], siblings: set[str]) -> bool:
    """What setuptools puts beside a manifest: `build`, and a copy of what the manifest says."""
    if not siblings & {"setup.py", "pyproject.toml", "setup.cfg"}:
        return False
    if entry.name.endswith((".egg-info", ".dist-info")):
        return True
    if entry.name != "build":
        return False
    try:
        return any(
            name == "lib" or name.startswith(("bdist.", "lib.")) for name in os.listdir(entry)
        )
    except OSError:
        return False


def _is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _printable(path: str) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace").rstrip("/")

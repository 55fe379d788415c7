"""Configuration files that the code finds by a pattern: `for path in folder.glob("*.yaml")`."""

import posixpath
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from reach.flow.library import Site, model
from reach.flow.paths import OF_FILE
from reach.flow.settings.hooks import texts
from reach.flow.values import Const, Place, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_LISTED = 32
"""Files that one pattern may find; more are not told apart."""

MAX_DEEP = 3
"""Times that a pattern may stand for any number of folders: each multiplies the ways to try."""


@model("pathlib.Path().glob", "pathlib.Path().rglob")
def _glob(site: Site) -> Values:
    folder = site.callee.receiver
    if not isinstance(folder, Const):
        return site.opaque()
    deep = "**/" if site.callee.name.endswith("rglob") else ""
    patterns = [deep + text for text in texts(site.arg(0, "pattern"))]
    return _found(site, folder, patterns)


@model("glob.glob", "glob.iglob")
def _glob_of(site: Site) -> Values:
    given = site.arg(0, "pathname")
    (pattern,) = given if len(given) == 1 else (None,)
    if not isinstance(pattern, Const) or not isinstance(pattern.value, str):
        return site.opaque()
    folder, last = pattern.value, list[str]()
    while any(mark in folder for mark in "*?["):
        folder, _, part = folder.rpartition("/")
        last.insert(0, part)
    start = site.ev.pool.const(folder, pattern.body, pattern.position, pattern.kind, path=True)
    return _found(site, start, ["/".join(last)]) if last else site.opaque()


def _found(site: Site, folder: Const, patterns: list[str]) -> Values:
    """The files below a folder, in the order of their names, each a path."""
    named = [
        p
        for p in patterns
        if p.rpartition(".")[2].strip("*")  # not whatever is there
        and p.count("**") <= MAX_DEEP
    ]
    paths = [p for pattern in named for p in _matching(site.ev, folder, pattern)]
    if not paths or len(paths) > MAX_LISTED:
        return site.opaque()
    pool = site.ev.pool
    rows: list[tuple[int, Values]] = []
    for number, path in enumerate(dict.fromkeys(paths)):
        value: Value = pool.const(path, site.body, site.position, OF_FILE, path=True)
        rows.append((number, frozenset((value,))))
    return frozenset((pool.bundle("list", rows),))


def _matching(ev: "Evaluator", folder: Const, pattern: str) -> list[str]:
    if not isinstance(folder.value, str) or folder.value.startswith("/"):
        return []
    for start in _starts(ev, folder):
        base = posixpath.normpath(posixpath.join(start, folder.value))
        inside = "" if base == "." else base + "/"
        found = [
            path
            for path in ev.config_files
            if path.startswith(inside) and _fits(path[len(inside) :], pattern)
        ]
        if found:
            return sorted(found)
    return []


def _starts(ev: "Evaluator", folder: Const) -> list[str]:
    """The folders that a path may begin in."""
    if folder.kind == OF_FILE:
        return [""]
    if folder.body is None or isinstance(folder.body, Place):
        return [""]
    return ["", posixpath.dirname(folder.body.facts.path)]


def _fits(path: str, pattern: str) -> bool:
    """Whether a path fits a pattern, part by part; `**` stands for any number of folders."""
    wanted, parts = pattern.split("/"), path.split("/")
    if wanted[0] == "**":
        rest = "/".join(wanted[1:]) or "*"
        return any(_fits("/".join(parts[n:]), rest) for n in range(len(parts)))
    if len(wanted) != len(parts) and wanted[1:2] != ["**"]:
        return False
    if not fnmatchcase(parts[0], wanted[0]):
        return False
    return len(parts) == 1 or _fits("/".join(parts[1:]), "/".join(wanted[1:]))

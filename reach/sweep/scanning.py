"""Scans one commit or folder, in a process of its own that has limits; here strangers' files are
read."""

import json
import tempfile
import zlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from reach.config import Options
from reach.discover import history
from reach.discover.digests import digests
from reach.discover.walk import walk
from reach.errors import UsageError
from reach.judge.severity import severity_of
from reach.output import json as report_json
from reach.output import sarif
from reach.records.digest import digest
from reach.records.finding import Artifact, Report
from reach.records.lock import Lock
from reach.scan import scan
from reach.store.rulesets import known
from reach.sweep.clone import LARGEST
from reach.sweep.flat import rows
from reach.sweep.handover import DAMAGED, RESULT

ABSENT = f"larger than {LARGEST} bytes, or not in the clone"

Request = dict[str, Any]
"""`name`, `root` (a folder, or a bare copy), `commit` (empty for a folder), `into` (the folder for
the result), `scratch`, `exclude`, `rules`, `feeds`, and the fields of `Limits`."""


def scanned(request: Request) -> None:
    """Scan, and leave the result in a folder."""
    root = Path(request["root"])
    if not request["commit"]:
        commit = content_of(root, request["exclude"])
        if commit == request["known"]:
            _write(request, {"commit": commit, "unchanged": True})
            return
        _scan(request, root, commit, None)
        return
    with tempfile.TemporaryDirectory(dir=request["scratch"], prefix="tree-") as scratch:
        tree = Path(scratch) / "tree"
        laid_out = _laid_out(request, root, tree)
        left_out = tuple((each.path, None, each.reason) for each in laid_out.skipped)
        _scan(request, tree, request["commit"], laid_out.paths, left_out)


def _laid_out(request: Request, copy: Path, tree: Path) -> history.LaidOut:
    try:
        repository = history.Repository(tree.parent / "none", copy, copy)
        revision = history.exactly(repository, request["commit"])
        most = request["tree_bytes"]
        return history.lay_out(repository, revision, tree, absent=ABSENT, most=most)
    except UsageError as error:
        raise UsageError(f"{DAMAGED}: {error}") from error


def content_of(root: Path, exclude: Iterable[str]) -> str:
    """A name for the state of a folder that is no repository, made of all its files."""
    tree, _ = walk(root, tuple(exclude))
    parts: list[bytes | str] = []
    for path in tree.files:
        try:
            content = (tree.root / path).read_bytes()
        except OSError:
            content = b""
        parts += [path, digest(content)]
    return digest(*parts).hex()


def _scan(
    request: Request,
    tree: Path,
    commit: str,
    tracked: frozenset[str] | None,
    left_out: tuple[tuple[str, int | None, str], ...] = (),
) -> None:
    rules, feeds = (tuple(map(Path, request[name])) for name in ("rules", "feeds"))
    options = Options(
        jobs=1, exclude=tuple(request["exclude"]), rules=rules, feeds=feeds, cache=False
    )
    report = scan([tree], options, tracked=tracked)
    skipped = tuple(sorted({*report.skipped, *left_out}, key=lambda s: (s[0], s[1] or 0, s[2])))
    report = replace(report, root=request["name"], skipped=skipped)
    found = {
        "commit": commit,
        "unchanged": False,
        "files": report.files,
        "entry_points": report.entry_points,
        "skipped": len(report.skipped),
        "notices": len(report.notices),
        **rows(report, _Known(tree, report.lock)),
    }
    documents = {"report": report_json.render(report), "sarif": _sarif(report, tree, rules)}
    for name, content in documents.items():
        (Path(request["into"]) / name).write_bytes(zlib.compress(content.encode("ascii")))
    _write(request, found)


def _sarif(report: Report, tree: Path, rules: tuple[Path, ...]) -> str:
    def read(path: str) -> str | None:
        try:
            return (tree / path).read_bytes().decode("utf-8")
        except (OSError, ValueError):
            return None

    return sarif.render(report, known(None, rules), read, severity_of, category="reach-sweep")


class _Known:
    """What the tree knows of artifacts beside their names: for advisories about digests and
    commits."""

    def __init__(self, tree: Path, lock: Lock) -> None:
        self._tree = tree
        self._lock = lock
        self._digests: dict[str, list[str]] = {}

    def __call__(self, artifact: Artifact) -> tuple[Iterable[str], str | None]:
        if artifact.hub == "local":
            if artifact.id not in self._digests:
                self._digests[artifact.id] = list(digests(self._tree, artifact.id))
            return self._digests[artifact.id], None
        kind = artifact.type if artifact.type in ("dataset", "code") else "model"
        entry = self._lock.entry(artifact.id, kind, artifact.revision)
        if artifact.hub != "huggingface" or entry is None:
            return (), None
        return [file.sha256 for file in entry.files if file.sha256], entry.commit


def _write(request: Request, found: dict[str, Any]) -> None:
    (Path(request["into"]) / RESULT).write_text(json.dumps(found), encoding="ascii")

"""Runs all tools over all trees in turn, and writes docs/benchmarks.md."""

import argparse
import compileall
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.measure import Run, run
from bench.trees import SAMPLE, growing, package

BUILD = Path("build/bench")
PAGE = Path("docs/benchmarks.md")
FAST = Path("build/fast/venv/bin/python")
"""Where `make fast` leaves a reach with a compiled evaluator."""
PEERS = BUILD / "venv" / "bin"
PACKAGES = (("transformers", "5.23.0"), ("vllm", "0.33.0"))
GROWTH = (1, 2, 4, 8)


class Case(NamedTuple):
    """A command on a tree, and what is done before each run of it, within the same limit; without
    success there is no run."""

    name: str
    command: Callable[[Path], list[str]]
    prepare: Callable[[Path, float], bool] = lambda tree, limit: True


def _reach(tree: Path, *more: str) -> list[str]:
    words = [sys.executable, "-m", "reach", "scan", str(tree), "--format", "json"]
    return [*words, "--fail-on", "never", *more]


def _fast(tree: Path) -> list[str]:
    return [str(FAST), "-P", *_reach(tree, "--no-cache")[1:]]


def _cached(tree: Path) -> list[str]:
    return _reach(tree, "--cache-dir", str(BUILD / "cache" / tree.name))


def _warm(tree: Path, limit: float) -> bool:
    """Nothing is left to be found out."""
    return run(_cached(tree), limit) is not None


def _commented(tree: Path, limit: float) -> bool:
    """All is known but one file, which gets another comment."""
    return _changed(tree, limit, b"# changed\n")


def _coded(tree: Path, limit: float) -> bool:
    """All is known but one file, which gets another function."""
    return _changed(tree, limit, b"\n\ndef changed(value):\n    return value.changed()\n")


def _changed(tree: Path, limit: float, addition: bytes) -> bool:
    if not _warm(tree, limit):
        return False
    file = max(sorted(tree.rglob("*.py")), key=lambda path: path.stat().st_size)
    text = file.read_bytes()
    file.write_bytes(text + addition)
    return True


def _as_installed() -> None:
    """Compile what pip compiles, and keep what the first run keeps beside the package."""
    compileall.compile_dir("reach", quiet=1)
    run(_reach(SAMPLE, "--no-cache"), 60)


CASES = (
    Case("python -c pass", lambda tree: [sys.executable, "-c", "pass"]),
    Case("reach --version", lambda tree: [sys.executable, "-m", "reach", "--version"]),
    Case("parse only", lambda tree: [sys.executable, "bench/parse.py", str(tree)]),
    Case("reach, cold", lambda tree: _reach(tree, "--no-cache")),
    Case("reach compiled, cold", _fast),
    Case("reach, nothing changed", _cached, _warm),
    Case("reach, one comment changed", _cached, _commented),
    Case("reach, one function changed", _cached, _coded),
    Case(
        "ruff",
        lambda tree: [
            str(PEERS / "ruff"), "check", "--isolated", "--no-cache", "--select", "S", str(tree),
        ],
    ),
    Case("bandit", lambda tree: [str(PEERS / "bandit"), "-q", "-r", str(tree)]),
    Case(
        "semgrep",
        lambda tree: [
            str(PEERS / "semgrep"), "scan", "--quiet", "--metrics", "off", "--no-git-ignore",
            "--disable-version-check", "--config", "bench/semgrep.yml", str(tree),
        ],
    ),
)  # fmt: skip


def main() -> None:
    """Measure, print, write the page."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="runs of each case (default 3)")
    parser.add_argument("--limit", type=float, default=900, help="seconds for one run")
    parser.add_argument("--tree", type=Path, action="append", help="measure copies of these")
    parser.add_argument("--only", help="only those of the usual trees with this in their name")
    parser.add_argument("--case", action="append", help="only these rows, by a part of the name")
    given = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    _as_installed()
    trees = [*map(_copied, given.tree)] if given.tree else [*_trees(given.only or "")]
    cases = [case for case in CASES if not given.case or any(c in case.name for c in given.case)]
    text = "\n".join(_page(trees, cases, given.rounds, given.limit))
    print(text)
    if not (given.tree or given.case or given.only):
        PAGE.write_text(text, encoding="utf-8")


def _trees(only: str) -> Iterator[Path]:
    for times in GROWTH:
        if only in f"service-{times}x":
            yield growing(BUILD, times)
    for name, of in PACKAGES:
        if only in name:
            yield package(BUILD, name, of)


def _copied(tree: Path) -> Path:
    copy = BUILD / f"copy-{tree.resolve().name}"
    if not copy.is_dir():
        shutil.copytree(tree, copy, ignore=shutil.ignore_patterns(".git"))
    return copy


def _page(trees: list[Path], cases: list[Case], rounds: int, limit: float) -> Iterator[str]:
    yield "# Benchmarks\n"
    yield "Written by `make bench`. Medians of whole processes; the cases of a tree take turns, so"
    yield "that a machine that slows down slows all of them. Memory is that of all processes."
    yield "Compare rows of one table only.\n"
    yield f"- {date.today().isoformat()}, {_machine()}, Python {platform.python_version()}"
    yield f"- {', '.join(_versions())}"
    yield f"- rounds: {rounds}; a run is ended after {limit:.0f} s\n"
    for tree in trees:
        yield f"## {tree.name}\n"
        yield f"{_size(tree)}\n"
        yield "| | seconds | CPU seconds | peak MiB | times the parse |"
        yield "|---|---:|---:|---:|---:|"
        yield from _rows(tree, cases, rounds, limit)
        yield ""


def _rows(tree: Path, cases: list[Case], rounds: int, limit: float) -> Iterator[str]:
    runs: dict[str, list[Run | None]] = {case.name: [] for case in cases}
    for _ in range(rounds):
        for case in cases:
            if None in runs[case.name]:  # it would not end in another round either
                continue
            shutil.rmtree(BUILD / "cache", ignore_errors=True)
            print(f"{tree.name}: {case.name}", file=sys.stderr)
            ready = case.prepare(tree, limit)
            runs[case.name].append(run(case.command(tree), limit) if ready else None)
    floor = _middle(runs.get("parse only", []))
    for name, each in runs.items():
        found = _middle(each)
        if found is None:
            yield f"| {name} | not ended after {limit:.0f} s | | | |"
        else:
            share = f"{found.seconds / floor.seconds:.2f}" if floor is not None else ""
            yield (
                f"| {name} | {found.seconds:.2f} | {found.cpu:.2f} | {found.memory:.0f} | {share} |"
            )


def _middle(runs: list[Run | None]) -> Run | None:
    ended = [each for each in runs if each is not None]
    if len(ended) < max(1, len(runs)):
        return None
    return Run(*(median(values) for values in zip(*ended, strict=True)))


def _size(tree: Path) -> str:
    files = [path for path in tree.rglob("*.py") if path.is_file()]
    texts = [path.read_bytes() for path in files]
    lines = sum(text.count(b"\n") for text in texts)
    return f"{len(files):,} files, {lines:,} lines, {sum(map(len, texts)) / 1e6:.1f} MB of Python."


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"


def _versions() -> Iterator[str]:
    yield f"reach {version('modelreach')}"
    yield f"tree-sitter {version('tree-sitter')}"
    for line in Path("bench/requirements.txt").read_text(encoding="utf-8").splitlines():
        if "==" in line:
            yield line.replace("==", " ")


if __name__ == "__main__":
    main()

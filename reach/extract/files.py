"""All files of a project -> facts, over several processes."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice

from reach.extract.lower import extract_source
from reach.extract.sources import load
from reach.records.code import FileFacts
from reach.records.project import Skipped, SourceFile

PARALLEL_FROM = 400_000
"""Bytes of source from which starting processes pays off."""

Extracted = FileFacts | Skipped


def extract_all(
    sources: Sequence[SourceFile],
    jobs: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> list[Extracted]:
    """Facts of every file, in the order given; a `Skipped` for one that cannot be used."""
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or sum(_size(s) for s in sources) < PARALLEL_FROM:
        return [extract_file(s) for s in _counted(sources, progress)]
    found: list[Extracted] = []
    with _safe_path(), ProcessPoolExecutor(jobs, initializer=gc.disable) as pool:
        for batch in pool.map(_extract_batch, _batches(sources, 32)):
            found += batch
            if progress is not None:
                progress(len(found), len(sources))
    return found


@contextmanager
def _safe_path() -> Iterator[None]:
    """Processes that start anew look for no module in the current folder, which may be the one that
    is scanned: without this they would run a `pickle.py` that lies there."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before


def _batches(sources: Sequence[SourceFile], size: int) -> Iterator[list[SourceFile]]:
    remaining = iter(sources)
    while batch := list(islice(remaining, size)):
        yield batch


def _counted(
    sources: Sequence[SourceFile], progress: Callable[[int, int], None] | None
) -> Iterator[SourceFile]:
    for number, source in enumerate(sources):
        if progress is not None:
            progress(number, len(sources))
        yield source


def _extract_batch(sources: Sequence[SourceFile]) -> list[Extracted]:
    return [extract_file(s) for s in sources]


def extract_file(source: SourceFile) -> Extracted:
    """Facts of one file."""
    try:
        loaded = load(source)
    except OSError as error:
        return Skipped(source.path, f"cannot be read: {error.strerror or error}")
    except ValueError as error:
        return Skipped(source.path, _one_line(error), getattr(error, "lineno", None))
    try:
        facts = extract_source(
            loaded.text, source.path, source.module, source.is_package, source.development
        )
    except RecursionError:
        return Skipped(source.inside or source.path, "nested too deep")
    if not source.inside:
        return facts
    lines = [loaded.location(loaded.lines[line - 1], 0).line for line, _ in facts.problems]
    reasons = [f"Python in this file: {reason}" for _, reason in facts.problems]
    return replace(facts, problems=tuple(zip(lines, reasons, strict=True)))


def _one_line(error: ValueError) -> str:
    kind = type(error).__name__
    text = str(error).splitlines()[0] if str(error) else kind
    return f"not valid JSON: {text}" if kind == "JSONDecodeError" else text


def _size(source: SourceFile) -> int:
    try:
        return source.absolute.stat().st_size
    except OSError:
        return 0

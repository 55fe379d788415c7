"""All files of a project -> facts, over several processes."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice

from reach.extract.lower import extract_source
from reach.extract.outline import outline
from reach.extract.packed import decode, encode
from reach.extract.sources import load, python_of
from reach.extract.surface import Surface, surface
from reach.records.code import FileFacts
from reach.records.project import Skipped, SourceFile

PARALLEL_FROM = 400_000
"""Bytes of source from which starting processes pays off."""

Extracted = FileFacts | Skipped


def extract_all(
    sources: Sequence[SourceFile],
    jobs: int = 0,
    progress: Callable[[int, int], None] | None = None,
    packed: dict[int, bytes] | None = None,
) -> list[Extracted]:
    """Facts of every file, in the order given; a `Skipped` for one that cannot be used. `packed`
    gets those that came from other processes, as they came."""
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or sum(_size(s) for s in sources) < PARALLEL_FROM:
        return [extract_file(s) for s in _counted(sources, progress)]
    from concurrent.futures import ProcessPoolExecutor

    found: list[Extracted] = []
    with _safe_path(), ProcessPoolExecutor(jobs, initializer=gc.disable) as pool:
        for batch in pool.map(_extract_batch, _batches(sources, 32)):
            for each in batch:
                if packed is not None and isinstance(each, bytes):
                    packed[len(found)] = each
                found.append(decode(each) if isinstance(each, bytes) else each)
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


def _extract_batch(sources: Sequence[SourceFile]) -> list[bytes | Skipped]:
    """As bytes, which cost a third of what pickling the records would."""
    found = map(extract_file, sources)
    return [encode(facts) if isinstance(facts, FileFacts) else facts for facts in found]


def extract_file(source: SourceFile) -> Extracted:
    """Facts of one file."""
    try:
        loaded = load(source)
    except OSError as error:
        return Skipped(source.path, f"cannot be read: {error.strerror or error}")
    except ValueError as error:
        return Skipped(source.path, _one_line(error), getattr(error, "lineno", None))
    whose = (source.path, source.module, source.is_package, source.development)
    try:
        facts = outline(loaded.text, *whose) if source.apart else None
        if facts is None:
            facts = extract_source(loaded.text, *whose)
    except RecursionError:
        return Skipped(source.inside or source.path, "nested too deep")
    if not source.inside:
        return facts
    lines = [loaded.location(loaded.lines[line - 1], 0).line for line, _ in facts.problems]
    reasons = [f"Python in this file: {reason}" for _, reason in facts.problems]
    return replace(facts, problems=tuple(zip(lines, reasons, strict=True)))


def surfaces_of(sources: Iterable[SourceFile]) -> dict[str, Surface]:
    """By path, what can be told of each file that can be loaded by its words."""
    found: dict[str, Surface] = {}
    for source in sources:
        with suppress(OSError, ValueError):
            found[source.path] = surface(python_of(source).decode("utf-8", "replace"))
    return found


def _one_line(error: ValueError) -> str:
    kind = type(error).__name__
    text = str(error).splitlines()[0] if str(error) else kind
    return f"not valid JSON: {text}" if kind == "JSONDecodeError" else text


def _size(source: SourceFile) -> int:
    try:
        return source.absolute.stat().st_size
    except OSError:
        return 0

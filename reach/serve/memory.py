"""The facts of files, kept from one scan to the next: only what changed is read again."""

import hashlib
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from pathlib import Path

from reach.extract.files import Extracted, extract_all
from reach.records.project import SourceFile

_NOWHERE = Path()


class Memory:
    """Extracts files as `extract_all` does, and remembers what came out."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Hashable, Extracted]] = {}

    def extract(
        self,
        sources: Sequence[SourceFile],
        jobs: int = 0,
        progress: Callable[[int, int], None] | None = None,
    ) -> list[Extracted]:
        """Facts of every file, in the order given."""
        keys = {source.path: _key(source) for source in sources}
        new = [s for s in sources if self._known.get(s.path, (None,))[0] != keys[s.path]]
        found = extract_all(new, jobs, progress)
        fresh = {s.path: (keys[s.path], facts) for s, facts in zip(new, found, strict=True)}
        self._known = {s.path: fresh.get(s.path) or self._known[s.path] for s in sources}
        return [self._known[source.path][1] for source in sources]


def _key(source: SourceFile) -> Hashable:
    """What decides about the facts of a file: its content, and what the project makes of it."""
    named = replace(source, content=None, absolute=_NOWHERE)
    if source.content is not None:
        return named, hashlib.blake2b(source.content).digest()
    try:
        status = source.absolute.stat()
    except OSError:
        return named, None
    return named, status.st_mtime_ns, status.st_size, status.st_ino

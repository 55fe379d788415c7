"""Facts of files by content, so that only what changed is read anew."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from reach.extract.files import Extracted, extract_all
from reach.extract.packed import decode, encode
from reach.records.code import FileFacts
from reach.records.content import content
from reach.records.digest import digest
from reach.records.project import SourceFile
from reach.store.database import Database
from reach.store.keys import program

GROUP = 200
"""Files whose facts are written together."""


def extracted(
    database: Database,
    contents: dict[str, bytes],
    sources: Sequence[SourceFile],
    jobs: int,
    progress: Callable[[int, int], None] | None = None,
) -> list[Extracted]:
    """As `extract_all`, with what is known of files with the same content.

    `contents` are digests of the files by path; those of files that have changed since are
    corrected, so that the caller can tell."""
    keys = [_key(source, contents) for source in sources]
    known = database.get_all(key for key in keys if key is not None)
    found: dict[int, Extracted] = {}
    for number, key in enumerate(keys):
        if key is not None and key in known:
            found[number] = decode(known.pop(key))
    missing = [number for number in range(len(sources)) if number not in found]
    packed: dict[int, bytes] = {}
    new = extract_all([sources[number] for number in missing], jobs, progress, packed)
    found.update(zip(missing, new, strict=True))
    for group in _groups(range(len(missing)), GROUP):
        entries: dict[bytes, bytes] = {}
        for position in group:
            number = missing[position]
            facts, key = found[number], keys[number]
            if key is None or not isinstance(facts, FileFacts):
                continue
            if _reread(sources[number], contents):
                entries[key] = packed.pop(position, b"") or encode(facts)
        database.put_all(entries)
    return [found[number] for number in range(len(sources))]


def _key(source: SourceFile, contents: dict[str, bytes]) -> bytes | None:
    content = contents.get(source.inside or source.path)
    if content is None:
        return None
    place = (source.path, source.module, source.kind, source.inside, source.text, str(source.line))
    kind = repr((source.is_package, source.development, source.apart))
    return digest(b"facts", program(), *place, kind, content)


def _reread(source: SourceFile, contents: dict[str, bytes]) -> bool:
    """Whether a file still has the content that it had."""
    path = source.inside or source.path
    try:
        now = digest(content(source.absolute))
    except OSError:
        now = b""
    same = now == contents[path]
    contents[path] = now
    return same


def _groups(items: Iterable[int], size: int) -> Iterator[list[int]]:
    group: list[int] = []
    for item in items:
        group.append(item)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group

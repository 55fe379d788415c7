"""Facts of files by content, so that only what changed is read anew."""

import marshal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from reach.extract.files import Extracted, extract_all
from reach.records.code import Code, FileFacts, Parameter
from reach.records.content import content
from reach.records.digest import digest
from reach.records.project import SourceFile
from reach.store.database import Database
from reach.store.keys import program

GROUP = 200
"""Files whose facts are written together."""

_OF_CODE = attrgetter(*(f.name for f in fields(Code)))
_OF_FILE = attrgetter(*(f.name for f in fields(FileFacts)))
_OF_PARAMETER = attrgetter(*(f.name for f in fields(Parameter)))
_CODES = [f.name for f in fields(FileFacts)].index("codes")
_PARAMETERS = [f.name for f in fields(Code)].index("parameters")


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
    new = extract_all([sources[number] for number in missing], jobs, progress)
    found.update(zip(missing, new, strict=True))
    for group in _groups(missing, GROUP):
        entries: dict[bytes, bytes] = {}
        for number in group:
            facts, key = found[number], keys[number]
            if key is None or not isinstance(facts, FileFacts):
                continue
            if _reread(sources[number], contents):
                entries[key] = encode(facts)
        database.put_all(entries)
    return [found[number] for number in range(len(sources))]


def encode(facts: FileFacts) -> bytes:
    """Facts as bytes."""
    parts = list(_OF_FILE(facts))
    parts[_CODES] = tuple(_code_parts(code) for code in facts.codes)
    return marshal.dumps(tuple(parts))


def decode(content: bytes) -> FileFacts:
    """The inverse of `encode`, for bytes that are known to come from it."""
    parts: list[Any] = list(marshal.loads(content))  # noqa: S302  (checked by the database)
    parts[_CODES] = tuple(_code(*each) for each in parts[_CODES])
    return FileFacts(*parts)


def _code_parts(code: Code) -> tuple[object, ...]:
    parts = list(_OF_CODE(code))
    parts[_PARAMETERS] = tuple(_OF_PARAMETER(each) for each in code.parameters)
    return tuple(parts)


def _code(*parts: Any) -> Code:
    values = list(parts)
    values[_PARAMETERS] = tuple(Parameter(*each) for each in values[_PARAMETERS])
    return Code(*values)


def _key(source: SourceFile, contents: dict[str, bytes]) -> bytes | None:
    content = contents.get(source.inside or source.path)
    if content is None:
        return None
    place = (source.path, source.module, source.kind, source.inside, source.text, str(source.line))
    return digest(
        b"facts", program(), *place, repr((source.is_package, source.development)), content
    )


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

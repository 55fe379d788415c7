"""JSON text -> tables, where a key that stands twice is an error."""

import json
from pathlib import Path

from reach.errors import FeedError
from reach.rules.table import Table

MAX_BYTES = 50_000_000
"""A feed larger than this is not read."""


def parse(text: bytes, where: str) -> dict[str, object]:
    """The object that a JSON text holds."""
    if len(text) > MAX_BYTES:
        raise FeedError(f"{where}: larger than {MAX_BYTES} bytes")
    try:
        value = json.loads(text.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise FeedError(f"{where}: no valid JSON: {error or 'nested too deeply'}") from error
    if not isinstance(value, dict):
        raise FeedError(f"{where}: expected an object")
    return value


def read(path: Path) -> dict[str, object]:
    """The object that a JSON file holds."""
    try:
        return parse(path.read_bytes(), str(path))
    except OSError as error:
        raise FeedError(f"{path}: cannot be read: {error.strerror}") from error


def table(value: dict[str, object], where: str) -> Table:
    """An object to be read key by key."""
    return Table(where, value, {}, FeedError)


def inner(parent: Table, key: str) -> Table:
    """The object under a key; an empty one where there is none."""
    value = parent.raw(key)
    if value is not None and not isinstance(value, dict):
        parent.fail(key, "must be an object")
    return Table(parent.below(key), value or {}, {}, FeedError)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands there twice")
        found[key] = value
    return found

"""Records as bytes and back, without running anything: plain values in `marshal`, and for each
record a list of its name, which of its fields hold records, and its fields. Whoever reads them back
has to know that the bytes are those that were written."""

import marshal
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from importlib import import_module
from operator import is_
from typing import Any

_DATE = "<date>"
_HOME = "reach.records."


def encode(value: object) -> bytes:
    """A record, or a tuple, dictionary or set of records and plain values, as bytes."""
    return marshal.dumps(_flat(value, {}))


def decode(content: bytes) -> Any:
    """The inverse of `encode`. Raises ValueError for a record that is no longer known."""
    return _restored(marshal.loads(content), {})  # noqa: S302  (checked by those who keep it)


def _flat(value: object, seen: dict[int, list[Any]]) -> Any:
    """The value without records: itself, where it holds none."""
    if isinstance(value, tuple):
        items = tuple([_flat(each, seen) for each in value])
        return value if _same(items, value) else items
    if isinstance(value, dict):
        keys, items = (tuple([_flat(e, seen) for e in each]) for each in (value, value.values()))
        same = _same(keys, tuple(value)) and _same(items, tuple(value.values()))
        return value if same else dict(zip(keys, items, strict=True))
    if isinstance(value, frozenset):
        return frozenset(_flat(each, seen) for each in value)
    if isinstance(value, date):
        return [_DATE, (), value.isoformat()]
    kind: Any = type(value)
    names = _fields(kind)
    if names is None:
        return value
    known = seen.get(id(value))
    if known is None:
        own = [getattr(value, name) for name in names]
        parts = [_flat(each, seen) for each in own]
        holes = tuple(n for n, part in enumerate(parts) if part is not own[n])
        known = seen[id(value)] = [_name(kind), holes, *parts]
    return known


def _same(some: tuple[Any, ...], others: tuple[Any, ...]) -> bool:
    return all(map(is_, some, others))


def _restored(value: Any, made: dict[int, Any]) -> Any:
    kind = type(value)
    if kind is list:
        found = made.get(id(value))
        if found is None:
            found = made[id(value)] = _record_of(value, made)
        return found
    if kind is tuple:
        return tuple([_restored(each, made) for each in value])
    if kind is dict:
        return {_restored(key, made): _restored(each, made) for key, each in value.items()}
    if kind is frozenset:
        return frozenset(_restored(each, made) for each in value)
    return value


def _record_of(value: list[Any], made: dict[int, Any]) -> Any:
    name, holes, *parts = value
    if name == _DATE:
        return date.fromisoformat(parts[0])
    for hole in holes:
        parts[hole] = _restored(parts[hole], made)
    record, size = _record(name)
    if size != len(parts):
        raise ValueError(f"unknown record {name}")
    return record(*parts)


@cache
def _fields(kind: Any) -> tuple[str, ...] | None:
    """The names of the fields of a record."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


@cache
def _name(kind: type) -> str:
    return f"{kind.__module__.removeprefix(_HOME)}.{kind.__name__}"


@cache
def _record(name: str) -> tuple[Any, int]:
    """A record class, and how many fields it has."""
    module, _, own = name.partition(".")
    try:
        found = getattr(import_module(_HOME + module), own)
    except (ImportError, AttributeError) as error:
        raise ValueError(f"unknown record {name}") from error
    return found, len(_fields(found) or ())

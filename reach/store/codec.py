"""Records as bytes and back, without running anything: plain values in `marshal`, and for each
record a list of its name and fields. The database checks that bytes are those that were written."""

import importlib
import marshal
import pkgutil
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from reach import records

_DATE = "<date>"


def encode(value: object) -> bytes:
    """A record, or a tuple, dictionary or set of records and plain values, as bytes."""
    return marshal.dumps(_flat(value))


def decode(content: bytes) -> Any:
    """The inverse of `encode`. Raises ValueError for a record that is no longer known."""
    return _restored(marshal.loads(content))  # noqa: S302  (checked by the database)


def _flat(value: object) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_flat, value))
    if isinstance(value, dict):
        return {_flat(key): _flat(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return frozenset(map(_flat, value))
    if isinstance(value, date):
        return [_DATE, value.isoformat()]
    kind = type(value)
    if not is_dataclass(kind):
        return value
    return [kind.__name__, *(_flat(getattr(value, field.name)) for field in _fields(kind))]


def _restored(value: Any) -> Any:
    kind = type(value)
    if kind is tuple:
        return tuple(map(_restored, value))
    if kind is list and value[0] == _DATE:
        return date.fromisoformat(value[1])
    if kind is list:
        record = _records().get(value[0])
        if record is None or len(_fields(record)) != len(value) - 1:
            raise ValueError(f"unknown record {value[0]}")
        return record(*map(_restored, value[1:]))
    if kind is dict:
        return {_restored(key): _restored(each) for key, each in value.items()}
    if kind is frozenset:
        return frozenset(map(_restored, value))
    return value


@cache
def _fields(kind: Any) -> tuple[Any, ...]:
    return fields(kind)


@cache
def _records() -> dict[str, type]:
    """All record classes by name."""
    found: dict[str, type] = {}
    for module in pkgutil.iter_modules(records.__path__):
        members = vars(importlib.import_module(f"{records.__name__}.{module.name}"))
        found |= {
            k.__name__: k for k in members.values() if isinstance(k, type) and is_dataclass(k)
        }
    return found

"""Turns the `repairs` of a check into records. `load` tells what the keys mean."""

import re

from reach.records.rule import Condition, Remedy
from reach.rules.table import Table

_ARGUMENT = r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)?"
_NAME = r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+"
_PARAMETER = r"[A-Za-z_]\w*"
_CLAUSE = r"[^.]+(\.[^.\s]+)*[^.]*"


def remedy(table: Table, when: tuple[Condition, ...]) -> Remedy:
    """One way to repair a call, with the conditions for it."""
    found = Remedy(
        sets=_constants(table, "set"),
        removes=_constants(table, "remove"),
        pin=table.flag("pin") or False,
        calls=_texts(table, "call", _NAME, _NAME),
        renames=_texts(table, "rename", _PARAMETER, _PARAMETER),
        drops=table.texts("drop", _PARAMETER),
        when=when,
        review=table.optional("review", _CLAUSE),
        safe_in=table.texts("safe_in", _PARAMETER),
        safe_with_safetensors=table.flag("safe_with_safetensors") or False,
    )
    table.close()
    if not (found.sets or found.removes or found.pin or found.calls):
        table.fail("set", "missing, as are remove, pin and call: nothing is repaired")
    if found.renames and not found.calls:
        table.fail("call", "missing, but its parameters are named")
    if (found.safe_in or found.safe_with_safetensors) and not found.review:
        table.fail("review", "missing, but there is a case without")
    return found


def _constants(table: Table, key: str) -> tuple[tuple[str, object], ...]:
    found = []
    for name, value in _entries(table, key, _ARGUMENT):
        if not isinstance(value, str | int | float | bool):
            table.fail(key, f"{name} must be a constant")
        found.append((name, value))
    return tuple(found)


def _texts(table: Table, key: str, pattern: str, wanted: str) -> tuple[tuple[str, str], ...]:
    found = []
    for name, value in _entries(table, key, pattern):
        if not isinstance(value, str) or not re.fullmatch(wanted, value):
            table.fail(key, f"{name} must be a name")
        found.append((name, value))
    return tuple(found)


def _entries(table: Table, key: str, pattern: str) -> list[tuple[str, object]]:
    value = table.raw(key) or {}
    if not isinstance(value, dict):
        table.fail(key, "must be a table")
    for name in value:
        if not re.fullmatch(pattern, name):
            table.fail(key, f"{name!r} is malformed")
    return list(value.items())

"""What a launch gives by `name=value`, as mappings and lists: `llm.name=org/name`."""

from typing import TYPE_CHECKING

from reach.flow.settings.started import assigned_by
from reach.flow.values import Values
from reach.records.project import Launch

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

Rows = dict[str, "Rows | Values"]
"""By name: a value, or what is below it."""


def rows(ev: "Evaluator", launch: Launch) -> Rows:
    """What a launch gives, `a.b=c` as a mapping in a mapping."""
    found: Rows = {}
    for name, values in assigned_by(ev, launch):
        *outer, last = name.split(".")
        inner = found
        for each in outer:
            below = inner.setdefault(each, {})
            inner = below if isinstance(below, dict) else {}
        inner[last] = values
    return found


def bundled(ev: "Evaluator", known: Rows) -> Values:
    """A mapping, or the list that numbers stand for."""
    entries = [(k, bundled(ev, v) if isinstance(v, dict) else v) for k, v in known.items()]
    if entries and all(k.isdecimal() for k in known):
        return frozenset((ev.pool.bundle("list", [(int(k), v) for k, v in entries]),))
    return frozenset((ev.pool.bundle("dict", entries),))

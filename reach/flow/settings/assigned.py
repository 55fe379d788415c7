"""What a launch gives by `name=value`, as mappings and lists: `llm.name=org/name`."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.settings.hooks import table
from reach.flow.settings.started import assigned_by
from reach.flow.values import Values
from reach.records.project import Launch

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_Applications = dict[tuple[str, str], list[Launch]]

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


def applied(ev: "Evaluator", body: Body, command: tuple[str, str]) -> list[Launch]:
    """The launches by a command whose application is a function."""
    key = ("applications", command)
    known: _Applications = table(ev, key, lambda: _applications(ev, command))
    return known.get((body.facts.path, body.bound_name), [])


def _applications(ev: "Evaluator", command: tuple[str, str]) -> _Applications:
    """The launches of each application, by path and name."""
    ev.depend("launches")
    found: _Applications = {}
    for path, launches in ev.launches.items():
        for launch in launches:
            name = launch.name.partition(":")[2]
            if launch.target == "application" and launch.command[:2] == command:
                found.setdefault((path, name), []).append(launch)
    return found

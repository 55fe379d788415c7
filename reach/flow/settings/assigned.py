"""What a launch gives by `name=value`, as mappings and lists: `llm.name=org/name`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.containers import contents
from reach.flow.settings.hooks import table
from reach.flow.settings.started import assigned_by, assignments
from reach.flow.values import Const, Values, in_order
from reach.records.project import Launch

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_Applications = dict[tuple[str, str], list[Launch]]

Rows = dict[str, "Rows | Values"]
"""By name: a value, or what is below it."""


def rows(ev: "Evaluator", launch: Launch) -> Rows:
    """What a launch gives, `a.b=c` as a mapping in a mapping."""
    return nested(assigned_by(ev, launch))


def nested(given: Iterable[tuple[str, Values]]) -> Rows:
    """What is given by dotted names, as mappings in mappings."""
    found: Rows = {}
    for name, values in given:
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


def overrides(ev: "Evaluator", lists: Values) -> list[tuple[str, Values]]:
    """Names with the values that the words of a list in the code give them: `["model=large"]`."""
    found: list[tuple[str, Values]] = []
    for word in (each for value in in_order(lists) for each in in_order(contents(ev, value))):
        if isinstance(word, Const) and isinstance(word.value, str):
            for name, plain in assignments(word.value):
                value = ev.pool.const(plain, word.body, word.position, word.kind)
                found.append((name, frozenset((value,))))
    return found

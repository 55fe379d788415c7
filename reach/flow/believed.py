"""Declared types of what comes from outside: an object of which only the way it was got is known,
`settings.CATALOG()`, is an object of the project where the project declares it as one."""

from typing import TYPE_CHECKING

from reach.flow.annotations import declared
from reach.flow.bodies import Body
from reach.flow.containers import contents
from reach.flow.values import (
    EMPTY,
    Bundle,
    Const,
    Container,
    External,
    Instance,
    Unknown,
    Value,
    Values,
)

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_INSIDE = 3
"""Containers in containers that are looked into."""


def believed(ev: "Evaluator", values: Values, parent: Body | None, annotation: int) -> Values:
    """The objects of the project that values are declared to be, where all of them come from
    outside, once everything is found that arrives."""
    if annotation < 0 or parent is None or not any(map(_is_made, values)):
        return EMPTY
    if not all(map(_is_open, values)):
        return EMPTY
    ev.depend("guess")
    if not ev.guessing:
        return EMPTY
    wanted = declared(ev, parent, annotation, None)
    if not _of_project(wanted) or any(_is_known(ev, value, 0) for value in values):
        return EMPTY
    return wanted


def _is_made(value: Value) -> bool:
    """Whether something comes, or may hold what comes, from a call or a container outside."""
    if isinstance(value, External):
        return value.name.endswith((")", "]")) or "()." in value.name or "[]." in value.name
    return isinstance(value, (Container, Bundle))


def _is_open(value: Value) -> bool:
    nothing = isinstance(value, Const) and value.value is None
    return nothing or isinstance(value, Unknown) or _is_made(value)


def _of_project(wanted: Values) -> bool:
    """Whether a declaration names classes of the project, or containers of their objects, alone."""
    return bool(wanted) and all(
        isinstance(v, Instance) or (isinstance(v, Bundle) and _of_project(_inside(v)))
        for v in wanted
    )


def _inside(bundle: Bundle) -> Values:
    """What a declared container holds."""
    return bundle.rest.union(*(values for _, values in bundle.entries))


def _is_known(ev: "Evaluator", value: Value, depth: int) -> bool:
    """Whether a container holds anything that is more than a name from outside."""
    if not isinstance(value, (Container, Bundle)):
        return not _is_open(value)
    inside = contents(ev, value) if depth < MAX_INSIDE else EMPTY
    return any(_is_known(ev, each, depth + 1) for each in inside)

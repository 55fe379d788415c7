"""Declared types of what comes from outside: an object of which only the way it was got is known,
`settings.CATALOG()`, is an object of the project where the project declares it as one."""

from typing import TYPE_CHECKING

from reach.flow.annotations import declared
from reach.flow.bodies import Body
from reach.flow.classes import mro
from reach.flow.containers import contents
from reach.flow.pool import WIDE
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
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
    """The objects of the project that values are declared to be, once everything is found that
    arrives: where all of them come from outside, some do and the others are such objects, or they
    are too many to be known."""
    if annotation < 0 or parent is None:
        return EMPTY
    many = too_many(ev, values)
    if not many and not (any(map(_is_made, values)) and all(map(_may_be_object, values))):
        return EMPTY
    ev.depend("guess")
    if not ev.guessing:
        return EMPTY
    wanted = declared(ev, parent, annotation, None)
    if not _of_project(wanted):
        return EMPTY
    return wanted if many or _leave_room(ev, values, wanted) else EMPTY


def _leave_room(ev: "Evaluator", values: Values, wanted: Values) -> bool:
    """Whether some of what arrives, or is in it, is only known by how it was got, and all the rest
    are objects such as are declared."""
    classes = [v.cls for v in _leaves(ev, wanted) if isinstance(v, Instance)]
    leaves = _leaves(ev, values)
    others = [v for v in leaves if not _is_open(v)]
    known = [v for v in others if isinstance(v, Instance) and _is_one_of(ev, v, classes)]
    return len(known) == len(others) and (not others or len(leaves) > len(others))


def _is_one_of(ev: "Evaluator", value: Instance, classes: list[Class]) -> bool:
    return any(cls in mro(ev, value.cls) for cls in classes)


def _leaves(ev: "Evaluator", values: Values, depth: int = 0) -> Values:
    """The values, and what the containers among them hold."""
    held = [v for v in values if isinstance(v, (Container, Bundle))]
    found = values.difference(held)
    for value in held if depth < MAX_INSIDE else ():
        found |= _leaves(ev, contents(ev, value), depth + 1)
    return found


def too_many(ev: "Evaluator", values: Values) -> bool:
    """Whether so much arrives at one place that it is not known what."""
    if len(values) > ev.pool.WIDTH:
        return True
    wide = any(isinstance(v, Unknown) and v.reason == WIDE for v in values)
    return wide and all(isinstance(v, Unknown) for v in values)


def _is_made(value: Value) -> bool:
    """Whether something comes, or may hold what comes, from a call or a container outside."""
    if isinstance(value, External):
        return value.name.endswith((")", "]")) or "()." in value.name or "[]." in value.name
    return isinstance(value, (Container, Bundle))


def _may_be_object(value: Value) -> bool:
    return isinstance(value, Instance) or _is_open(value)


def _is_open(value: Value) -> bool:
    """Whether no more than how it was got is known of something."""
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

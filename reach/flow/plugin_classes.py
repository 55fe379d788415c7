"""Classes that a program loads by names which nobody knows, where it says what they are below of:
`if issubclass(found, Plugin)`."""

from typing import TYPE_CHECKING

from reach.flow.classes import subclasses
from reach.flow.values import EMPTY, Class, External, Unknown, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator
    from reach.flow.narrowing import Types

MAX_LOADED = 64
"""Classes below one that are taken to be what is loaded."""


def loaded_classes(ev: "Evaluator", values: Values, types: "Types") -> Values:
    """The classes of the project that something not known may be which is below of these."""
    if not values or types.unknown or not types.wanted or not all(map(_is_open, values)):
        return EMPTY
    ev.depend("guess")
    if not ev.guessing:
        return EMPTY
    bases = [t for t in types.types if isinstance(t, Class)]
    below = dict.fromkeys(sub for base in bases for sub in subclasses(ev, base))
    return frozenset(below) if len(below) <= MAX_LOADED else EMPTY


def _is_open(value: Value) -> bool:
    made = isinstance(value, External) and ("()" in value.name or value.name.endswith("]"))
    return made or isinstance(value, Unknown)

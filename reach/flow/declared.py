"""What a class says of the inputs of its handlers: choices from a list, texts, or things that
other handlers made, in groups `{"required": {"model": (["a", "b"], {"default": "a"})}}`."""

from typing import TYPE_CHECKING

from reach.flow.attributes import attribute
from reach.flow.bodies import Body
from reach.flow.calls import call_values
from reach.flow.classes import class_of_body
from reach.flow.containers import contents, item
from reach.flow.contexts import Arguments
from reach.flow.handlers import reason
from reach.flow.items import iterated
from reach.flow.parameters import default
from reach.flow.values import EMPTY, Bundle, Const, Container, External, Unknown, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_SIMPLE = frozenset("STRING INT FLOAT BOOLEAN COMBO *".split())
"""Types of what whoever asks writes down."""


def declared(ev: "Evaluator", body: Body, index: int, method: str, entry: str) -> Values | None:
    """A parameter of a handler by what its class says; None when it says nothing of it."""
    cls = class_of_body(ev, body.owner) if body.owner is not None else None
    spec = body.code.parameters[index]
    if cls is None:
        return None
    groups = call_values(ev, attribute(ev, cls, method), Arguments(), None, -1, None)
    name = frozenset((ev.pool.const(spec.name),))
    inputs = [
        v for groups_ in groups for group in contents(ev, groups_) for v in _at(ev, group, name)
    ]
    kinds = [v for each in inputs for v in _at(ev, each, frozenset((ev.pool.const(0),)))]
    if not kinds:
        return None
    found = default(ev, body, spec, None)
    for kind in kinds:
        if isinstance(kind, (Container, Bundle)):
            found |= contents(ev, kind)
        elif isinstance(kind, External):
            found |= iterated(ev, kind, body, body.code.name_start)
        elif isinstance(kind, Const) and kind.value not in _SIMPLE:
            text = f"{spec.name} is passed by another part of the workflow ({entry})"
            found |= ev.unknown(text, body, body.code.name_start)
        else:
            found |= _options(ev, inputs) | reason(ev, spec.name, entry, body)
    return found


def _at(ev: "Evaluator", container: Value, key: Values) -> Values:
    if not isinstance(container, (Container, Bundle)):
        return EMPTY
    return frozenset(v for v in item(ev, container, key) if not isinstance(v, Unknown))


def _options(ev: "Evaluator", inputs: list[Value]) -> Values:
    """The default that the options of an input name."""
    key = frozenset((ev.pool.const(1),))
    options = [v for each in inputs for v in _at(ev, each, key)]
    name = frozenset((ev.pool.const("default"),))
    return frozenset(v for each in options for v in _at(ev, each, name))

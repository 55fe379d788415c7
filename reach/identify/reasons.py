"""Why a value that is no text cannot be read as an identifier."""

from reach.flow.evaluator import Evaluator
from reach.flow.handlers import asked_for
from reach.flow.values import Bundle, Class, Container, External, Function, Instance, Value


def opaque(ev: Evaluator, value: Value) -> str:
    """A clause about a value of which only what it is can be said."""
    asked = asked_for(ev, value)
    if asked is not None:
        return f"{asked[0]} comes from the request ({asked[1]})"
    if isinstance(value, External):
        return _outside(value.name)
    if isinstance(value, Instance):
        return f"{value.cls.body.code.name} object used as identifier"
    if isinstance(value, Class):
        return f"class {value.body.code.name} used as identifier"
    if isinstance(value, Function):
        return f"function {value.body.code.name} used as identifier"
    if isinstance(value, (Container, Bundle)):
        return f"{value.kind} used as identifier"
    return "value that is not a text"


def _outside(name: str) -> str:
    plain = name.replace("()", "").replace("[]", "")
    if name.startswith("<builtin>."):
        return f"result of {plain.removeprefix('<builtin>.')}"
    return f"result of {plain}" if "()" in name else f"{plain} is not in this project"

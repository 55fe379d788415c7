"""What a generated constructor calls for a field: factories of defaults, converters, validators."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reach.flow.classes import class_context
from reach.flow.contexts import Arguments
from reach.flow.values import EMPTY, Class, Const, External, Function, Member, Value, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_FIELDS = frozenset("field Field ib attrib HfArg mutable_field choice flag json_field".split())
_FACTORIES = ("default_factory", "factory")
_OF_OBJECTS = ("attr.", "attrs.")
"""Beginnings of the names of fields whose hooks are given the object."""


class Hook(NamedTuple):
    """Something that is called for a field."""

    functions: Values
    of_object: bool = False
    """Whether it is given the object."""
    of_value: bool = False
    """Whether it is given the value of the field."""


def default_of(ev: "Evaluator", owner: Class, vid: int) -> Values:
    """The default of a field: the value in the class body, of `field(default=...)`, or what its
    factory makes."""
    value = field_call(owner, vid)
    if value < 0:
        return EMPTY
    factories = factories_of(ev, owner, vid)
    if factories:
        return EMPTY.union(*(_made(ev, owner, value, each) for each in factories))
    context = class_context(ev, owner)
    call = owner.body.ops[value]
    if call[0] == ir.CALL and _makes_field(ev, owner, value):
        given = _given_default(ev, owner, value)
        if given:
            return _as_field(ev, ev.eval(owner.body, given[0], context))
        if _is_field(ev.eval(owner.body, call[1], context)):
            return EMPTY
    return _as_field(ev, ev.eval(owner.body, value, context))


def _made(ev: "Evaluator", owner: Class, vid: int, factory: Hook) -> Values:
    from reach.flow.calls import call_values

    given = Arguments()
    if factory.of_object:
        given = Arguments(((False, frozenset((ev.pool.instance(owner, exact=False),))),))
    context = class_context(ev, owner)
    return call_values(ev, factory.functions, given, owner.body, vid, context)


def factories_of(ev: "Evaluator", owner: Class, vid: int) -> list[Hook]:
    """What makes the default of a field: `field(default_factory=...)`, `attr.Factory(...)`, and a
    method under `@name.default`."""
    value = field_call(owner, vid)
    body = owner.body
    if value < 0 or body.ops[value][0] != ir.CALL:
        return []
    context = class_context(ev, owner)
    call = body.ops[value]
    callees = ev.eval(body, call[1], context)
    if _is_factory(callees):
        return [_of_attrs(ev, owner, call)]
    if not _makes_field(ev, owner, value):
        return []
    found = [Hook(ev.eval(body, v, context)) for k, v in call[3] if k in _FACTORIES]
    defaults = _given_default(ev, owner, value)
    for default in defaults:
        inner = body.ops[default]
        if inner[0] == ir.CALL and _is_factory(ev.eval(body, inner[1], context)):
            found.append(_of_attrs(ev, owner, inner))
    return found + [Hook(each, True) for each in _decorated(ev, owner, vid, "default")]


def hooks_of(ev: "Evaluator", owner: Class, vid: int) -> list[Hook]:
    """What else is called for a field of attrs when an object is made."""
    value = field_call(owner, vid)
    body = owner.body
    if value < 0 or body.ops[value][0] != ir.CALL:
        return []
    context = class_context(ev, owner)
    call = body.ops[value]
    if not any(_is_of_attrs(v) for v in ev.eval(body, call[1], context)):
        return []
    found = [Hook(ev.eval(body, v, context), False, True) for k, v in call[3] if k == "converter"]
    for key, given in call[3]:
        if key == "validator":
            validators = ev.eval(body, given, context)
            found.append(Hook(_functions(ev, validators), True, True))
    return found + [Hook(each, True, True) for each in _decorated(ev, owner, vid, "validator")]


def converted(ev: "Evaluator", owner: Class, vid: int, values: Values) -> Values:
    """What the converter of a field makes of its value."""
    from reach.flow.calls import call_values

    for hook in hooks_of(ev, owner, vid) if values else ():
        if hook.of_value and not hook.of_object:
            own = frozenset(v for v in hook.functions if isinstance(v, (Function, Class)))
            context = class_context(ev, owner)
            made = call_values(
                ev, own, Arguments(((False, values),)), owner.body, field_call(owner, vid), context
            )
            return made or values
    return values


def _functions(ev: "Evaluator", values: Values) -> Values:
    from reach.flow.containers import elements
    from reach.flow.values import Bundle, Container

    found = values
    for value in values:
        if isinstance(value, (Container, Bundle)):
            found |= elements(ev, value)
    return found


def _of_attrs(ev: "Evaluator", owner: Class, call: ir.Op) -> Hook:
    """`attr.Factory(function, takes_self=True)`."""
    context = class_context(ev, owner)
    given = _given(call, "factory", 0)
    said = _given(call, "takes_self", 1)
    functions = ev.eval(owner.body, given[0], context) if given else EMPTY
    takes_self = any(
        isinstance(v, Const) and v.value is True
        for vid in said
        for v in ev.eval(owner.body, vid, context)
    )
    return Hook(functions, takes_self)


def _given(call: ir.Op, name: str, index: int) -> list[int]:
    """An argument of a call, by its name or its position; none where it is not given."""
    named = [vid for key, vid in call[3] if key == name]
    return named or [vid for vid in call[2][index : index + 1] if vid >= 0]


def _decorated(ev: "Evaluator", owner: Class, field: int, name: str) -> Iterator[Values]:
    """The methods that stand under `@field.name`."""
    body = owner.body
    for read in body.users[field]:
        if body.ops[read][0] != ir.ATTR or body.ops[read][2] != name:
            continue
        for vid in body.users[read]:
            op = body.ops[vid]
            if op[0] == ir.CALL and op[1] == read and op[7] & ir.DECORATOR and op[2]:
                yield ev.eval(body, op[2][0], class_context(ev, owner))


def field_call(owner: Class, vid: int) -> int:
    """The value in the class body that declares a field; -1 without one."""
    if vid < 0:
        return -1
    op = owner.body.ops[vid]
    if op[0] == ir.CALL:
        return vid
    return int(op[1]) if op[0] == ir.ANNOTATED else -1


def _as_field(ev: "Evaluator", values: Values) -> Values:
    return frozenset(
        _default(ev, v) if isinstance(v, Const) and v.kind == "literal" else v
        for v in values
        if not (isinstance(v, Const) and v.value is Ellipsis)
    )


def _default(ev: "Evaluator", value: Const) -> Value:
    plain = ev.pool.const(value.value, value.body, value.position, "field default")
    return ev.pool.member(plain, value.cls, value.name) if isinstance(value, Member) else plain


def _given_default(ev: "Evaluator", owner: Class, vid: int) -> list[int]:
    """The default that a field is given; other functions than those of the libraries that make one
    have it by its name."""
    call = owner.body.ops[vid]
    callees = ev.eval(owner.body, call[1], class_context(ev, owner))
    first = _is_field(callees) and not any(_by_name(v) for v in callees)
    return _given(call, "default", 0 if first else len(call[2]))


def _by_name(value: Value) -> bool:
    return isinstance(value, External) and value.name.endswith(".json_field")


def _makes_field(ev: "Evaluator", owner: Class, vid: int) -> bool:
    """Whether a call makes a field, or calls a function of the project that does."""
    context = class_context(ev, owner)
    callees = ev.eval(owner.body, owner.body.ops[vid][1], context)
    if not any(isinstance(v, Function) for v in callees):
        return _is_field(callees)
    return _is_field(ev.eval(owner.body, vid, context))


def _is_field(values: Values) -> bool:
    named = [v.name.removesuffix("()") for v in values if isinstance(v, External)]
    return any(name.rpartition(".")[2] in _FIELDS or name == "modal.parameter" for name in named)


def _is_factory(values: Values) -> bool:
    return any(
        isinstance(v, External) and _is_of_attrs(v) and v.name.endswith(".Factory") for v in values
    )


def _is_of_attrs(value: Value) -> bool:
    return isinstance(value, External) and value.name.startswith(_OF_OBJECTS)

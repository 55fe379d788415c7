"""Conditions: their outcome where it is certain, and what they say about a value."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reach.flow.asked import by_own_method, is_own_method
from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.fetched import asks_objects, by_attribute, by_outcome, fetches
from reach.flow.membership import among, contained
from reach.flow.predicates import by_predicate
from reach.flow.quantified import QUANTIFIERS, quantified
from reach.flow.sameness import equal_to, identical
from reach.flow.trials import NOTHING_PASSES, by_text, is_text
from reach.flow.values import (
    EMPTY,
    MATCH,
    Bound,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Function,
    Generated,
    Instance,
    Member,
    Module,
    Unknown,
    Value,
    Values,
    Wrapped,
    is_fixed,
    is_like_class,
    is_replaceable,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


SAMENESS = ("is", "is not", "==", "!=")
"""Comparisons that ask whether two values are the same."""


def falsy(value: Value) -> bool:
    """Certainly false."""
    if isinstance(value, Unknown):
        return value.truth is False
    return is_fixed(value) and not value.value


def truthy(value: Value) -> bool:
    """Certainly true."""
    if isinstance(value, Const):
        return is_fixed(value) and bool(value.value)
    if isinstance(value, Unknown):
        return value.truth is True
    found = isinstance(value, External) and value.name == MATCH
    return found or isinstance(value, (Function, Class, Module, Generated))


def outcome(ev: "Evaluator", body: Body, vid: int, context: Context | None) -> bool | None:
    """The truth of a condition; None where it may be either."""
    if context is not None and vid in context.assumed:
        return _truth(context.assumed[vid])
    op = body.ops[vid]
    kind = op[0]
    if kind == ir.CONST:
        return bool(op[1])
    if kind == ir.COMPARE:
        return _comparison(ev, body, op, context)
    if kind == ir.NOT:
        inner = outcome(ev, body, op[1], context)
        return None if inner is None else not inner
    if kind in (ir.AND, ir.OR):
        first, second = outcome(ev, body, op[1], context), outcome(ev, body, op[2], context)
        decisive = bool(kind == ir.OR)
        if decisive in (first, second):
            return decisive
        return None if first is None or second is None else not decisive
    if kind == ir.CALL and body.ops[op[1]][0] == ir.GLOBAL:
        return _builtin_test(ev, body, op, context)
    return _truth(ev.eval(body, vid, context))


def _truth(values: Values) -> bool | None:
    if values and all(truthy(v) for v in values):
        return True
    if values and all(falsy(v) for v in values):
        return False
    return None


def _comparison(ev: "Evaluator", body: Body, op: ir.Op, context: Context | None) -> bool | None:
    left, right = ev.eval(body, op[2], context), ev.eval(body, op[3], context)
    name = op[1]
    if name in SAMENESS:
        same = identical(left, right)
        if same is None:
            return None
        return same if name in ("is", "==") else not same
    if name in ("in", "not in"):
        return contained(ev, left, right, name == "in")
    if len(left) == 1 == len(right):
        from reach.flow.settings.interpreter import compared

        return compared(ev, left, name, right)
    return None


def _builtin_test(ev: "Evaluator", body: Body, op: ir.Op, context: Context | None) -> bool | None:
    name = body.ops[op[1]][1]
    args = [a for a in op[2] if a >= 0]
    if name == "isinstance" and len(args) == 2:
        types = class_set(ev, ev.eval(body, args[1], context))
        return _agreed(
            answer for _, answer in instances(ev, ev.eval(body, args[0], context), types)
        )
    if name == "callable" and args:
        values = ev.eval(body, args[0], context)
        if values and all(isinstance(v, (Function, Class)) for v in values):
            return True
    decisive = QUANTIFIERS.get(f"<builtin>.{name}")
    if decisive is not None and len(args) == 1:

        def truth(element: int, loop: int, value: Const) -> bool | None:
            inner = ev.assuming(body, context, {loop: frozenset((value,))})
            return outcome(ev, body, element, inner)

        return quantified(ev, body, body.ops[args[0]], context, decisive, truth)
    return None


def _agreed(answers: Iterable[bool | None]) -> bool | None:
    """The one answer for all values; the first that differs ends the search."""
    agreed: bool | None = None
    for answer in answers:
        if answer is None or (agreed is not None and answer is not agreed):
            return None
        agreed = answer
    return agreed


class Types:
    """The classes of the second argument of `isinstance`."""

    __slots__ = ("builtin", "names", "types", "unknown", "wanted")

    def __init__(self, types: list[Value]) -> None:
        self.types = types
        self.unknown = not types or any(isinstance(t, Unknown) for t in types)
        self.names = {t.name.removeprefix("<builtin>.") for t in types if isinstance(t, External)}
        self.wanted = frozenset(t.body for t in types if isinstance(t, Class))
        self.builtin = all(n in _BUILTIN_TYPES for n in self.names)
        """Whether those that are not of the project are all built in."""


def class_set(ev: "Evaluator", values: Values) -> Types:
    """The classes of the second argument of `isinstance`."""
    from reach.flow.containers import contents

    found: list[Value] = []
    for value in values:
        if isinstance(value, Container):
            found += contents(ev, value)
        else:
            found.append(value)
    return Types(sorted(set(found), key=lambda v: v.order))


_BUILTIN_TYPES = {
    "str": str,
    "int": int,
    "float": float,
    "bool": bool,
    "bytes": bytes,
    "list": list,
    "dict": dict,
    "tuple": tuple,
    "set": set,
}


def instances(ev: "Evaluator", values: Values, types: Types) -> Iterator[tuple[Value, bool | None]]:
    """Values, and whether each is an instance: objects of one class are asked about once."""
    known: dict[tuple[Class, bool], bool | None] = {}
    for value in values:
        if type(value) is not Instance:
            yield value, is_instance(ev, value, types)
            continue
        key = value.cls, value.exact
        if key not in known:
            known[key] = is_instance(ev, value, types)
        yield value, known[key]


_TOLD = (Class, Function, Bound, Module, Const, Container, Bundle)


def is_instance(ev: "Evaluator", value: Value, types: Types) -> bool | None:
    """Whether a value is an instance of one of the classes; None when not certain."""
    from reach.flow.classes import mro, subclasses
    from reach.flow.instances import type_name

    if types.unknown:
        return None
    if types.names == {"type"} and not types.wanted and isinstance(value, _TOLD):
        return isinstance(value, Class)
    if isinstance(value, Class) and types.wanted:
        return _is_made_by(ev, value, types)
    if isinstance(value, Member) and types.wanted:
        bodies = {v.body for v in mro(ev, value.cls) if isinstance(v, Class)}
        if not bodies.isdisjoint(types.wanted):
            return True
    if isinstance(value, Instance):
        outside = False
        for cls in mro(ev, value.cls):
            if isinstance(cls, Class):
                if cls.body in types.wanted:
                    return True
            elif isinstance(cls, External):
                if cls.name in types.names:
                    return True
                outside = True
        below = () if value.exact or not types.wanted else subclasses(ev, value.cls)
        if any(s.body in types.wanted for s in below):
            return None
        return None if outside and not types.builtin else False
    if isinstance(value, (Const, Container, Bundle)):
        mine = type_name(value)
        if mine not in _BUILTIN_TYPES:
            return None
        if mine in types.names or (mine == "bool" and "int" in types.names):
            return True
        if types.builtin:
            return False
    if isinstance(value, (Function, Bound, Module, Wrapped)) and types.builtin:
        return False
    return False if types.builtin and "type" not in types.names and is_like_class(value) else None


def _is_made_by(ev: "Evaluator", value: Class, types: Types) -> bool | None:
    """Whether a class is an instance of one of these metaclasses."""
    from reach.flow.attributes import metaclass
    from reach.flow.classes import mro

    meta = metaclass(ev, value)
    made_by = (v.body for v in mro(ev, meta) if isinstance(v, Class)) if meta is not None else ()
    return True if not types.wanted.isdisjoint(made_by) else None if types.names else False


def refine(ev: "Evaluator", body: Body, op: ir.Op, context: Context | None) -> Values:
    """A value where a condition on it is known."""
    values = ev.eval(body, op[1], context)
    kept = restrict(ev, body, values, op[1], op[2], op[3], context)
    if not kept and values and all(isinstance(v, Const) and v.value is None for v in values):
        left_out = _without(ev, body, op[1], values, context)
        return kept if left_out is values else left_out
    replaceable = any(is_replaceable(v) for v in values)
    if not kept and (context is None or replaceable) and any(is_text(v) for v in values):
        return ev.unknown(NOTHING_PASSES, body, body.code.start)
    return kept


def restrict(
    ev: "Evaluator",
    body: Body,
    values: Values,
    subject: int,
    cond: int,
    holds: bool,
    context: Context | None,
) -> Values:
    """Those of the values for which the condition may hold (or fail)."""
    test = body.ops[cond]
    kind = test[0]
    if cond == subject:
        kept = frozenset(v for v in values if not (falsy(v) if holds else truthy(v)))
        return kept or _without(ev, body, subject, values, context)
    if kind == ir.NOT:
        return restrict(ev, body, values, subject, test[1], not holds, context)
    if kind == ir.REFINE:
        return restrict(ev, body, values, subject, test[1], holds, context)
    if kind == ir.AND and holds or kind == ir.OR and not holds:
        first = restrict(ev, body, values, subject, test[1], holds, context)
        return restrict(ev, body, first, subject, test[2], holds, context)
    if kind == ir.OR and holds or kind == ir.AND and not holds:
        return restrict(ev, body, values, subject, test[1], holds, context) | restrict(
            ev, body, values, subject, test[2], holds, context
        )
    if kind == ir.COMPARE and about(body, test[2], subject):
        return _by_comparison(ev, body, values, test, holds, context)
    if kind == ir.COMPARE and test[1] in SAMENESS and fetches(body, body.ops[test[2]], subject):
        return by_attribute(ev, body, values, body.ops[test[2]], test, holds, context)
    if kind == ir.CALL and fetches(body, test, subject):
        return by_attribute(ev, body, values, test, None, holds, context)
    if asks_objects(ev, body, values, cond, subject):
        return by_outcome(ev, body, values, subject, cond, holds, context)
    if kind == ir.CALL and _is_isinstance(body, test, subject):
        return _by_type(ev, body, values, test, holds, context)
    if kind == ir.CALL and is_own_method(body, test, subject):
        meant = by_own_method(ev, body, values, subject, cond, holds, context)
        if meant is not None:
            return meant
    if kind == ir.CALL:
        decided = by_predicate(ev, body, values, subject, cond, holds, context)
        if decided is not None:
            return decided
    if kind in (ir.CALL, ir.COMPARE):
        return by_text(ev, body, values, subject, cond, holds, context)
    return values


def _without(
    ev: "Evaluator", body: Body, subject: int, values: Values, context: Context | None
) -> Values:
    """What a value is where none that is known can be: nothing in a call that is known; a parameter
    that all calls together leave out is left to others."""
    from reach.flow.parameters import unfilled

    if context is not None:
        return EMPTY
    while body.ops[subject][0] == ir.REFINE:
        subject = body.ops[subject][1]
    op = body.ops[subject]
    return unfilled(ev, body, op[1]) if op[0] == ir.PARAM and values else values


def about(body: Body, vid: int, subject: int) -> bool:
    """Whether two vids are versions of one value."""
    ops = body.ops
    while ops[vid][0] == ir.REFINE:
        vid = ops[vid][1]
    while ops[subject][0] == ir.REFINE:
        subject = ops[subject][1]
    return vid == subject


def _by_comparison(
    ev: "Evaluator",
    body: Body,
    values: Values,
    test: ir.Op,
    holds: bool,
    context: Context | None,
) -> Values:
    name = test[1]
    if name in ("is not", "!=", "not in"):
        holds = not holds
    right = ev.eval(body, test[3], context)
    if name in SAMENESS:
        return equal_to(values, right, holds)
    if name in ("in", "not in"):
        return among(ev, values, right, holds)
    return values


def _is_isinstance(body: Body, test: ir.Op, subject: int) -> bool:
    callee = body.ops[test[1]]
    if callee[0] != ir.GLOBAL or callee[1] != "isinstance" or len(test[2]) != 2:
        return False
    return min(test[2]) >= 0 and about(body, test[2][0], subject)


def _by_type(
    ev: "Evaluator",
    body: Body,
    values: Values,
    test: ir.Op,
    holds: bool,
    context: Context | None,
) -> Values:
    types = class_set(ev, ev.eval(body, test[2][1], context))
    kept = frozenset(v for v, answer in instances(ev, values, types) if answer in (holds, None))
    passing = kept or not any(isinstance(v, (Function, Bound)) for v in values)
    if holds and passing and all(isinstance(v, (Unknown, External)) for v in kept):
        from reach.flow.annotations import of_types

        promised = of_types(ev, frozenset(types.types))
        return promised | frozenset(v for v in kept if isinstance(v, Unknown) or not promised)
    return kept

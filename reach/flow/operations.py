"""What each operation evaluates to."""

from typing import TYPE_CHECKING

from reach.flow import containers, strings
from reach.flow.annotations import declared
from reach.flow.bodies import Body
from reach.flow.calls import call_values, returned
from reach.flow.changes import is_mapping, is_sliced
from reach.flow.constructors import handed_on
from reach.flow.contexts import Context, enclosing
from reach.flow.derived import called
from reach.flow.evaluator import OPERATIONS, Handler
from reach.flow.filled import fillings, may_fill
from reach.flow.items import no_index, sliced, stepped, subscripted, unpacked
from reach.flow.library import MODELS
from reach.flow.managers import entered
from reach.flow.modules import global_name, import_module, module_attribute, stored_inside
from reach.flow.narrowing import outcome, refine
from reach.flow.operators import binary, both, comparison, either, inverted, unary
from reach.flow.parameters import parameter
from reach.flow.reads import read
from reach.flow.remembered import remembered
from reach.flow.special import special
from reach.flow.standard import BUILTINS, CONSTANTS
from reach.flow.stores import SENT, assigned
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Function,
    Generated,
    Instance,
    Pattern,
    Unknown,
    Value,
    Values,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


def _const(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    return frozenset((ev.pool.const(op[1], body, op[2]),))


def _param(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    return parameter(ev, body, op[1], context)


def _global(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    name = op[1]
    found = global_name(ev, body.module, name)
    if found:
        return found
    if name == "__name__":
        return frozenset((ev.pool.const(body.module.name, body, op[2]),))
    if name == "__package__":
        above = body.module.name if body.facts.is_package else body.module.name.rpartition(".")[0]
        return frozenset((ev.pool.const(above, body, op[2]),))
    if name == "__file__":
        return frozenset((ev.pool.const(body.facts.path, body, op[2], "path of the file"),))
    if name == "__class__" and body.owner is not None:
        from reach.flow.classes import class_of_body

        cls = class_of_body(ev, body.owner)
        return frozenset((cls,)) if cls is not None else EMPTY
    if name in BUILTINS:
        return frozenset((ev.pool.external(f"<builtin>.{name}"),))
    if name in body.module.code.exports or (body.module, name) in ev.program.global_stores:
        return EMPTY
    return ev.unknown(f"name {name} is not defined", body, op[2])


def _free(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    owner, context = enclosing(body, op[1], context)
    found: Values = EMPTY
    for source in op[2]:
        found |= ev.eval(owner, source, context)
    return found | stored_inside(ev, owner, op[4], context)


def _delete(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    return ev.eval(body, op[1], context)


def _call(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    callees = ev.eval(body, op[1], context)
    if not callees:
        return EMPTY
    if len(callees) == 1:
        (only,) = callees
        if type(only) is External and only.result is not None and not op[7] & ir.DECORATOR:
            return _or_otherwise(ev, body, op, callees, context, only.result)
    found = call_values(ev, callees, handed_on(ev, body, vid, context), body, vid, context)
    callee = body.ops[op[1]]
    if callee[0] == ir.ATTR and callee[2] == "get" and op[2] and op[2][0] >= 0:
        own = remembered(ev, body, vid, context)
        if own:
            return own | frozenset(v for v in found if isinstance(v, Const) and v.value is None)
    return _or_otherwise(ev, body, op, callees, context, found) if found else found


def _or_otherwise(
    ev: "Evaluator", body: Body, op: ir.Op, callees: Values, context: Context | None, found: Values
) -> Values:
    """With the default of `mapping.get(key, default)`, where nothing is known of the mapping."""
    callee = body.ops[op[1]]
    if callee[0] != ir.ATTR or callee[2] != "get" or len(op[2]) != 2 or op[2][1] < 0:
        return found
    if not any(_unknown_mapping(v) for v in callees):
        return found
    return found | frozenset(
        v
        for v in ev.eval(body, op[2][1], context)
        if isinstance(v, Pattern | Container) or (isinstance(v, Const) and isinstance(v.value, str))
    )


def _unknown_mapping(value: Value) -> bool:
    """Whether this is `get` of something that a file or a request held."""
    if isinstance(value, External):
        return value.name.endswith(("().get", "[].get")) and value.name not in MODELS
    return isinstance(value, Unknown)


def _phi(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    found: Values = EMPTY
    for source in op[1]:
        found |= ev.eval(body, source, context)
    return found


def _select(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    if ir.is_for_types(body.ops, op[1]):
        # What is defined in the other branch is what runs; an object made there may stand in for
        # the module that checkers see.
        found = ev.eval(body, op[3], context)
        if found and all(isinstance(v, (Function, Class)) for v in found):
            return found
    known = outcome(ev, body, op[1], context)
    if known is True:
        return ev.eval(body, op[2], context)
    if known is False:
        return ev.eval(body, op[3], context)
    return ev.eval(body, op[2], context) | ev.eval(body, op[3], context)


def _setattr(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    return ev.eval(body, op[1], context)


def _setitem(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    assumed = None if is_sliced(body, op) else "dict"
    base = ev.eval(body, op[1], context)
    if {is_mapping(v) for v in base} >= {True, False} and no_index(
        ev, ev.eval(body, op[2], context)
    ):
        base = frozenset(v for v in base if is_mapping(v) is not False)
    return _changed(ev, body, vid, base, context, assumed)


def _mutate(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    base = ev.eval(body, op[1], context)
    able = frozenset(v for v in base if not (isinstance(v, Bundle) and v.kind == "tuple"))
    return _changed(ev, body, vid, able or base, context, None)


def _changed(
    ev: "Evaluator",
    body: Body,
    vid: int,
    base: Values,
    context: Context | None,
    assumed: str | None,
) -> Values:
    """A changed container is a new one; other objects stay what they are."""
    found: set[Value] = set()
    for value in base:
        if isinstance(value, (Container, Bundle)) and value.kind != "object":
            kind = {"args": "tuple", "kwargs": "dict"}.get(value.kind, value.kind)
            found.add(ev.pool.container(kind, body, vid, context))
        else:
            found.add(value)
            if isinstance(value, Unknown) and assumed is not None:
                found.add(ev.pool.container(assumed, body, vid, context))
    return frozenset(found)


def _make(kind: str) -> Handler:
    def handler(
        ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None
    ) -> Values:
        return frozenset((ev.pool.container(kind, body, vid, context),))

    return handler


def _comp(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    kind = {ir.DICT: "dict", ir.SET: "set"}.get(op[1], "list")
    return frozenset((ev.pool.container(kind, body, vid, context),))


def _fstring(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    parts: list[str | Values] = [
        p if isinstance(p, str) else ev.eval(body, p, context) for p in op[1]
    ]
    return strings.joined(ev, parts, body, op[2])


def _func(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    return frozenset((ev.pool.function(body.child(op[1]), context),))


def _class(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    return frozenset((ev.pool.cls(body.child(op[1]), context, body, vid),))


def _enter(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    found: Values = EMPTY
    for value in ev.eval(body, op[1], context):
        found |= entered(ev, value, bool(op[3]))
    return found


def _await(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    found: Values = EMPTY
    for value in ev.eval(body, op[1], context):
        if isinstance(value, Instance):
            awaited = special(ev, value, "__await__", ())
            found |= frozenset(v for v in awaited if not isinstance(v, External)) or {value}
        else:
            found |= {value}
    return found


def _yield(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    return assigned(ev, body, SENT) or ev.unknown("value sent to a generator", body, 0)


def _yield_from(
    ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None
) -> Values:
    found: Values = EMPTY
    for value in ev.eval(body, op[1], context):
        if isinstance(value, Generated):
            for source in value.body.code.returns:
                found |= ev.eval(value.body, source, value.context)
    return found


def _import(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    return import_module(ev, body, op[1])


def _from(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    module, name, level = op[1], op[2], op[3]
    if name == "*":
        return EMPTY
    for value in import_module(ev, body, module, level):
        if isinstance(value, External):
            prefix = value.name
            if value.name.startswith("."):
                prefix = value.name.lstrip(".") or "<unknown module>"
            if value.name in ("os", "os.path", "string") and f"{value.name}.{name}" in CONSTANTS:
                return frozenset((ev.pool.const(CONSTANTS[f"{value.name}.{name}"], body, op[4]),))
            full = ev.pool.external(f"{prefix}.{name}")
            return frozenset((full,)) | assigned(ev, ev.pool.external(prefix), name)
        from reach.flow.values import Module

        if isinstance(value, Module):
            found = module_attribute(ev, value, name)
            if found:
                return found
            return ev.unknown(f"module {value.name} has no {name}", body, op[4])
    return EMPTY


def _refine(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    if op[2] < 0:
        values = ev.eval(body, op[1], context)
        if not may_fill(ev, body, op, values) or not fillings(ev, body, op, context):
            return values
        return _changed(ev, body, vid, values, context, None)
    return refine(ev, body, op, context)


def _catch(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    found: set[Value] = set()
    work = list(ev.eval(body, op[1], context))
    for value in work:
        if isinstance(value, Class):
            found.add(ev.pool.instance(value, exact=False))
        elif isinstance(value, External):
            found.add(ev.pool.external(called(value.name)))
        elif isinstance(value, (Container, Bundle)):
            work.extend(v for v in containers.contents(ev, value) if v not in work)
    return frozenset(found)


def _annotated(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    values = ev.eval(body, op[1], context) if op[1] >= 0 else EMPTY
    if any(not isinstance(v, (Unknown, Const, External)) for v in values):
        return values
    if any(isinstance(v, Const) and v.value is not None for v in values):
        return values
    typed = declared(ev, body, op[2], context)
    precise = frozenset(v for v in typed if not isinstance(v, External))
    return values | (precise if values else typed)


def _unknown(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    return ev.unknown(op[1], body, op[2])


OPERATIONS.update(
    {
        ir.CONST: _const,
        ir.PARAM: _param,
        ir.GLOBAL: _global,
        ir.FREE: _free,
        ir.ATTR: read,
        ir.ITEM: subscripted,
        ir.SLICE: sliced,
        ir.CALL: _call,
        ir.PHI: _phi,
        ir.SELECT: _select,
        ir.OR: either,
        ir.AND: both,
        ir.NOT: inverted,
        ir.SETATTR: _setattr,
        ir.SETITEM: _setitem,
        ir.MUTATE: _mutate,
        ir.DICT: _make("dict"),
        ir.LIST: _make("list"),
        ir.TUPLE: _make("tuple"),
        ir.SET: _make("set"),
        ir.COMP: _comp,
        ir.BINOP: binary,
        ir.UNARY: unary,
        ir.COMPARE: comparison,
        ir.FSTRING: _fstring,
        ir.FUNC: _func,
        ir.CLASS: _class,
        ir.ITER: stepped,
        ir.UNPACK: unpacked,
        ir.ENTER: _enter,
        ir.AWAIT: _await,
        ir.YIELD: _yield,
        ir.YIELDFROM: _yield_from,
        ir.IMPORT: _import,
        ir.FROM: _from,
        ir.REFINE: _refine,
        ir.CATCH: _catch,
        ir.ANNOTATED: _annotated,
        ir.UNKNOWN: _unknown,
        ir.DELETE: _delete,
    }
)

__all__ = ["Pattern", "returned"]

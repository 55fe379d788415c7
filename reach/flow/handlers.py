"""What a framework hands to a handler: parameters filled from a request, and their fields."""

from typing import TYPE_CHECKING

from reach.flow.annotations import alias, declared
from reach.flow.bodies import Body
from reach.flow.contexts import Arguments, Thunk
from reach.flow.enums import enum_members, is_enum
from reach.flow.library import Site, asked_from_now_on, model
from reach.flow.operands import before_loop
from reach.flow.parameters import default, typed
from reach.flow.sent import itself
from reach.flow.settings import gradio
from reach.flow.settings.calls import Reading
from reach.flow.settings.hooks import declared_parameter
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
    Const,
    External,
    Function,
    Generated,
    Instance,
    Value,
    Values,
    in_order,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_DERIVED = 30
"""Attributes, items and calls between a value and the request it comes from."""

_OF_COMPONENTS = ("Gradio ", "Spaces ")
"""Begins the names of entry points whose parameters come from components."""

_DECLARATIONS = frozenset("Query Path Body Form Header Cookie File Parameter Input".split())


def parameter_of(ev: "Evaluator", body: Body, index: int, entry: str) -> Values:
    """A parameter that a framework fills from a request to an entry point."""
    task = itself(ev, body, index)
    if task is not None:
        return task
    known = declared_parameter(ev, body, index)
    if known is not None:
        return known
    if entry.startswith(_OF_COMPONENTS):
        chosen = gradio.value_of(ev, body, index)
        if chosen is not None:
            return chosen
    spec = body.code.parameters[index]
    given = default(ev, body, spec, None)
    call = _called(ev, body, spec.default)
    if call is not None and not _is_declaration(call):
        return given | typed(ev, body, index)
    if call is not None:
        given = _declared_default(call)
        choices = _choices(call)
        if choices:
            return given | choices
    if spec.annotation >= 0 and body.parent is not None:
        provided = _provided(ev, body.parent, spec.annotation)
        if provided:
            return provided
        allowed = _literals(ev, body.parent, spec.annotation)
        if allowed:
            return given | allowed
    objects = _marked(ev, typed(ev, body, index), (spec.name, entry), (body, index))
    if objects:
        return given | objects
    return given | reason(ev, spec.name, entry, body)


def passed(ev: "Evaluator", body: Body, index: int, text: str, entry: str) -> Values:
    """A parameter that the platform fills: a path or an object of its own, or something unknown."""
    known = declared_parameter(ev, body, index)
    if known is not None:
        return known
    if text.endswith("()"):
        return frozenset((ev.pool.external(text),))
    if text != "?":
        return frozenset((ev.pool.const(text, body, body.code.name_start, "platform", True),))
    name = body.code.parameters[index].name
    return ev.unknown(f"{name} is passed by the platform ({entry})", body, body.code.name_start)


def reason(ev: "Evaluator", name: str, entry: str, body: Body) -> Values:
    """What is said about a value that a request brings."""
    text = f"{name} comes from the request ({entry})"
    return ev.unknown(text, body, body.code.name_start)


def _called(ev: "Evaluator", body: Body, vid: int) -> Reading | None:
    """The call that a default is written as: `Query("a")`, `Depends(get)`."""
    if vid < 0 or body.parent is None or body.parent.ops[vid][0] != ir.CALL:
        return None
    return Reading(ev, body.parent, vid, None)


def _is_declaration(call: Reading) -> bool:
    """Whether a default says where in the request the value is."""
    names = [v.name for v in call.ev.eval(call.body, call.op[1]) if isinstance(v, External)]
    return any(name.rpartition(".")[2] in _DECLARATIONS for name in names)


def _declared_default(call: Reading) -> Values:
    found = call.argument(0, "default")
    return frozenset(v for v in found if not (isinstance(v, Const) and v.value is Ellipsis))


def _choices(call: Reading) -> Values:
    """What the request may choose from: `Input(choices=["a", "b"])`."""
    from reach.flow.items import iterated

    found: Values = EMPTY
    for value in call.keyword("choices"):
        found |= iterated(call.ev, value, call.body, call.position)
    return frozenset(v for v in found if isinstance(v, Const))


def _marked(
    ev: "Evaluator", objects: Values, asked: tuple[str, str], site: tuple[Body, int]
) -> Values:
    """Objects of declared types, known to hold what the request says."""
    found: set[Value] = set()
    asked_from_now_on(ev)
    for value in objects:
        if isinstance(value, Instance) and is_enum(ev, value.cls):
            found |= enum_members(ev, value.cls)
            continue
        if isinstance(value, Instance):
            value = ev.pool.instance(value.cls, *site, exact=False)
            ev.tables.setdefault(("request", value), asked)
        elif isinstance(value, External):
            value = ev.pool.external(value.name, None, *site)
            ev.tables.setdefault(("request", value), asked)
        elif isinstance(value, Bundle):
            entries = [(k, _marked(ev, v, asked, site)) for k, v in value.entries]
            value = ev.pool.bundle(value.kind, entries, _marked(ev, value.rest, asked, site))
        found.add(value)
    return frozenset(found)


def _literals(ev: "Evaluator", body: Body, vid: int) -> Values:
    """The texts that `Literal["a", "b"]` allows; empty for other annotations."""
    op = body.ops[vid] if vid >= 0 else None
    if op is None or op[0] != ir.ITEM:
        return EMPTY
    names = {v.name.rpartition(".")[2] for v in ev.eval(body, op[1]) if isinstance(v, External)}
    keys = body.ops[op[2]]
    inner = [i for i in (keys[1] if keys[0] == ir.TUPLE else (op[2],)) if i >= 0]
    if "Literal" in names:
        return frozenset(v for i in inner for v in ev.eval(body, i))
    return _literals(ev, body, inner[0]) if inner and "Annotated" in names else EMPTY


def _members(ev: "Evaluator", body: Body, annotation: int) -> Values:
    """The members of the enumeration that a field is declared as; empty for other annotations."""
    types = declared(ev, body, annotation, None) if annotation >= 0 else EMPTY
    found = [v.cls for v in in_order(types) if isinstance(v, Instance) and is_enum(ev, v.cls)]
    return EMPTY.union(*(enum_members(ev, cls) for cls in found))


@model("typing.get_args", "typing_extensions.get_args")
def _arguments_of_type(site: Site) -> Values:
    """`get_args(Name)`: the texts that a name for `Literal["a", "b"]` allows."""
    given = site.arguments.first(0)
    if not isinstance(given, Thunk):
        return site.opaque()
    body, vid = given.body, before_loop(given.body.ops, given.vid)
    op = body.ops[vid]
    if op[0] == ir.GLOBAL:
        body, vid = body.module, body.module.code.exports.get(op[1], -1)
    elif op[0] in (ir.FROM, ir.ATTR):
        body, vid = alias(site.ev, body, vid) or (body, -1)
    allowed = in_order(_literals(site.ev, body, vid))
    rows = [(number, frozenset((value,))) for number, value in enumerate(allowed)]
    return frozenset((site.ev.pool.bundle("tuple", rows),)) if rows else site.opaque()


def _provided(ev: "Evaluator", body: Body, vid: int) -> Values:
    """What a dependency returns that an annotation names: `Annotated[str, Depends(chosen)]`."""
    op = body.ops[vid]
    if op[0] == ir.GLOBAL:
        written = body.module.code.exports.get(op[1], -1)
        return _provided(ev, body.module, written) if _is_item(body.module, written) else EMPTY
    if op[0] != ir.ITEM or body.ops[op[2]][0] != ir.TUPLE:
        return EMPTY
    calls = [i for i in body.ops[op[2]][1][1:] if i >= 0 and body.ops[i][0] == ir.CALL]
    found = [i for i in calls if _names_of(ev, body, i) & _DEPENDS]
    return EMPTY.union(*(ev.eval(body, i) for i in found))


def _is_item(body: Body, vid: int) -> bool:
    return vid >= 0 and body.ops[vid][0] == ir.ITEM


def _names_of(ev: "Evaluator", body: Body, vid: int) -> set[str]:
    callee = ev.eval(body, body.ops[vid][1])
    return {v.name.rpartition(".")[2] for v in callee if isinstance(v, External)}


_DEPENDS = {"Depends", "Security"}


def asked_for(ev: "Evaluator", value: Value | None) -> tuple[str, str, Body] | None:
    """The parameter and the entry point that a value from outside was derived from."""
    for _ in range(MAX_DERIVED):
        known = ev.tables.get(("request", value))
        if known is not None and isinstance(value, (Instance, External)) and value.site:
            return known[0], known[1], value.site
        if not isinstance(value, External):
            return None
        value = value.receiver
    return None


def field_of(
    ev: "Evaluator", instance: Instance, field: tuple[Class, int], name: str, known: Values
) -> Values | None:
    """A field of an object that a request filled, given its default; None for other objects."""
    asked = ev.tables.get(("request", instance))
    if asked is None or instance.site is None:
        return None
    owner, vid = field
    op = owner.body.ops[vid]
    annotation = op[2] if op[0] == ir.ANNOTATED else -1
    allowed = _literals(ev, owner.body, annotation) or _members(ev, owner.body, annotation)
    if allowed:
        texts = {v.value for v in known if isinstance(v, Const)}
        return known | {v for v in allowed if not isinstance(v, Const) or v.value not in texts}
    inner = (f"{asked[0]}.{name}", asked[1])
    site = (instance.site, instance.vid)
    objects = frozenset(v for v in known if isinstance(v, (Instance, Bundle)))
    marked = _marked(ev, objects, inner, site)
    if marked:
        return (known - objects) | marked
    return known | reason(ev, *inner, instance.site)


@model("fastapi.Depends", "fastapi.Security", "fastapi.params.Depends")
def _depends(site: Site) -> Values:
    """A dependency is what its provider returns, or yields."""
    from reach.flow.calls import call_values
    from reach.flow.containers import elements

    found: set[Value] = set()
    for provider in in_order(site.arg(0, "dependency")):
        given = _asked(site.ev, provider) if isinstance(provider, Function) else Arguments()
        called = frozenset((provider,))
        for value in call_values(site.ev, called, given, site.body, site.vid, site.context):
            found |= elements(site.ev, value) if isinstance(value, Generated) else {value}
    return frozenset(found) or site.opaque()


def _asked(ev: "Evaluator", provider: Function) -> Arguments:
    """What a dependency is given: other dependencies, and what the request says."""
    body = provider.body
    entry = f"dependency {body.bound_name}"
    return Arguments(
        (),
        tuple(
            (spec.name, parameter_of(ev, body, index, entry))
            for index, spec in enumerate(body.code.parameters)
            if spec.kind in (ir.POSITIONAL, ir.KEYWORD)
        ),
    )

"""Fields of records: objects whose constructor is generated from what the class declares."""

from typing import TYPE_CHECKING

from reach.flow.annotations import declared
from reach.flow.bodies import Body
from reach.flow.classes import (
    class_context,
    external_bases,
    fields,
    has_generated_init,
    subclasses,
)
from reach.flow.contexts import Arguments, Context
from reach.flow.factories import converted, default_of, factories_of, hooks_of
from reach.flow.lacking import has_all
from reach.flow.sizes import keys_of
from reach.flow.splats import under
from reach.flow.stores import MADE, MAX_STORES
from reach.flow.values import EMPTY, LEFT_DEFAULT, Class, Const, External, Instance, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

REPLACING = frozenset(
    (
        "attr.evolve",
        "attrs.evolve",
        "copy.replace",
        "dataclasses.replace",
        "typing.NamedTuple._replace",
    )
)
"""What makes a record from another one."""

PLAIN_BASES = frozenset(
    (
        "abc.ABC",
        "pydantic.BaseModel",
        "pydantic.main.BaseModel",
        "typing.Generic",
        "typing.NamedTuple",
        "typing.Protocol",
    )
)
"""Bases whose objects take fields from nothing but the call that makes them."""

Making = tuple[Body, int, Context | None]
"""A call that makes an object."""


def field_value(ev: "Evaluator", instance: Instance, name: str) -> Values | None:
    """The value of a field that a generated `__init__` sets; None when there is no such field."""
    from reach.flow.settings import fields as settings

    known = fields(ev, instance.cls)
    if name not in known:
        return None
    owner, vid = known[name]
    position = list(known).index(name)
    makings = _makings(ev, instance)
    found, everywhere = EMPTY, bool(makings)
    for making in makings:
        given, sure = _given(ev, making, position, name)
        if not sure and instance.site is not None:
            kept = _kept(ev, making, name)
            given, sure = given | kept, bool(kept)
        found |= given
        everywhere = everywhere and sure
    if everywhere:
        return converted(ev, owner, vid, found)
    typed = EMPTY if found else declared_field(ev, instance.cls, name)
    if vid < 0:
        from reach.flow.synthetic import is_synthetic, made_default

        return found | (made_default(ev, owner, name) if is_synthetic(owner) else EMPTY) | typed
    default = default_of(ev, owner, vid)
    if not found and len(makings) == 1 and instance.site is not None:
        default = _as_left(ev, instance, makings[0], default)
    fallback = converted(ev, owner, vid, found | default)
    return settings.field_value(ev, instance, (owner, vid), name, fallback, typed)


def _as_left(ev: "Evaluator", instance: Instance, making: Making, default: Values) -> Values:
    """A default that the call which made an object certainly leaves as it is."""
    body, vid, context = making
    op = body.ops[vid]
    spread = any(a < 0 for a in op[2]) or any(name is None for name, _ in op[3])
    if spread or not PLAIN_BASES.issuperset(external_bases(ev, instance.cls)):
        return default
    if ev.eval(body, op[1], context) != {instance.cls}:
        return default
    return frozenset(
        ev.pool.const(v.value, v.body, v.position, LEFT_DEFAULT, v.path)
        if type(v) is Const and v.kind == "field default"
        else v
        for v in default
    )


def declared_field(ev: "Evaluator", cls: Class, name: str) -> Values:
    """Objects of the type that a field is declared to have."""
    known = fields(ev, cls).get(name)
    if known is None:
        return EMPTY
    owner, vid = known
    if vid < 0 or owner.body.ops[vid][0] != ir.ANNOTATED:
        return EMPTY
    return declared(ev, owner.body, owner.body.ops[vid][2], class_context(ev, owner))


def _makings(ev: "Evaluator", instance: Instance) -> list[Making]:
    """The call that made an object, or all that make objects of its class."""
    site = instance.site
    if site is not None and instance.vid >= 0 and site.ops[instance.vid][0] == ir.CALL:
        return [(site, instance.vid, instance.context)]
    if site is not None:
        return []
    classes = [instance.cls] if instance.exact else [instance.cls, *subclasses(ev, instance.cls)]
    found: list[Making] = []
    for cls in classes:
        left = MAX_STORES - len(found)
        if left:
            found += [(b, v, None) for b, v in ev.stores_at(cls.body, MADE, left)]
    return found


def _given(ev: "Evaluator", making: Making, position: int, name: str) -> tuple[Values, bool]:
    """What a call gives a field; and whether it is certain that it gives it."""
    from reach.flow.constructors import call_arguments

    arguments = call_arguments(*making)
    if _replaces(ev, making):
        copied = [(None if key == "update" else key, a) for key, a in arguments.keywords]
        of_model = _copies_model(ev, making)
        arguments = Arguments((), tuple(copied) if of_model else arguments.keywords)
    given = ev.argument(arguments.first(position, name))
    if given:
        return given, True
    wanted = frozenset((ev.pool.const(name),))
    for key, argument in arguments.keywords:
        if key is None:
            mappings = ev.argument(argument)
            for mapping in mappings:
                given |= under(ev, mapping, wanted)
            if given and not ev.building and has_all(ev, mappings, name):
                return given, True
    if any(starred for starred, _ in arguments.positional):
        from reach.flow.parameters import positional

        spread, sure = positional(ev, arguments, position)
        return given | spread, sure and not ev.building
    return given, False


def _kept(ev: "Evaluator", making: Making, name: str) -> Values:
    """What a field keeps of the object that another one is made from: `replace(old, other=1)`."""
    from reach.flow.constructors import call_arguments

    body, vid, context = making
    found: Values = EMPTY
    for callee in ev.eval(body, body.ops[vid][1], context):
        if not isinstance(callee, External):
            continue
        olds = EMPTY
        replaces = callee.name in REPLACING or is_model_copy(callee)
        if replaces and callee.receiver is not None:
            olds = frozenset((callee.receiver,))
        elif callee.name in REPLACING:
            olds = ev.argument(call_arguments(*making).first(0, "obj"))
        for old in olds:
            if isinstance(old, Instance):
                found |= ev.read(("kept", old, name), _known, ev, old, name)
    return found


def _known(ev: "Evaluator", instance: Instance, name: str) -> Values:
    return field_value(ev, instance, name) or EMPTY


def is_model_copy(callee: External) -> bool:
    """Whether this makes a pydantic model from another one: `old.model_copy(update={...})`."""
    return callee.name.startswith("pydantic") and callee.name.endswith((".model_copy", ".copy"))


def _copies_model(ev: "Evaluator", making: Making) -> bool:
    body, vid, context = making
    callees = ev.eval(body, body.ops[vid][1], context)
    return any(isinstance(v, External) and is_model_copy(v) for v in callees)


def _replaces(ev: "Evaluator", making: Making) -> bool:
    body, vid, context = making
    callees = ev.eval(body, body.ops[vid][1], context)
    return any(isinstance(v, External) for v in callees)


def called_for_fields(
    ev: "Evaluator", cls: Class, arguments: Arguments, instance: Values
) -> list[tuple[Values, Arguments]]:
    """What a call of the generated constructor calls for the fields: default factories of those
    that it does not give, converters and validators."""
    if not has_generated_init(ev, cls):
        return []
    named = {key for key, _ in arguments.keywords}
    found: list[tuple[Values, Arguments]] = []
    itself = ((False, instance),)
    for position, (name, (owner, vid)) in enumerate(fields(ev, cls).items()):
        if position >= len(arguments.positional) and name not in named:
            for factory in factories_of(ev, owner, vid):
                given = Arguments(itself if factory.of_object else ())
                found.append((factory.functions, given))
        for hook in hooks_of(ev, owner, vid):
            value = arguments.first(position, name)
            if value is None:
                value = default_of(ev, owner, vid)
            told = Arguments((*itself, (False, EMPTY), (False, value)))
            found.append((hook.functions, told if hook.of_object else Arguments(((False, value),))))
    return found


def tuple_item(ev: "Evaluator", instance: Instance, key: Values) -> Values | None:
    """`record[0]` of a named tuple; None for other objects."""
    if "typing.NamedTuple" not in external_bases(ev, instance.cls):
        return None
    names = list(fields(ev, instance.cls))
    wanted = keys_of(key)
    chosen = names
    if wanted is not None and all(type(k) is int for k in wanted):
        chosen = [names[k] for k in wanted if -len(names) <= k < len(names)]
    found: Values = EMPTY
    for name in chosen:
        found |= field_value(ev, instance, name) or EMPTY
    return found

"""One object, mapping or tuple that is told apart by what it was made from.

`spec = Spec(**TABLE[name])` is one object, and what it holds comes from any row. In a context that
assumes one row, what is read of it agrees.
"""

from typing import TYPE_CHECKING

from reach.flow.assumptions import alternatives
from reach.flow.bodies import Body, is_self
from reach.flow.classes import has_generated_init
from reach.flow.constructors import init_contexts
from reach.flow.contexts import Context
from reach.flow.stores import base_of
from reach.flow.values import (
    EMPTY,
    NAMESPACE,
    SETTINGS,
    Container,
    External,
    Instance,
    Value,
    Values,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_VARIANTS = 16
"""Things that one may be."""

MAX_TESTS = 3
"""Tests whose outcomes are told apart in what it is made from."""


def variants(ev: "Evaluator", value: Value, names: frozenset[str]) -> Values:
    """What one object, dictionary or tuple may be, if what it is made from has alternatives that
    belong together: `Spec(**TABLE[name])`, `{"id": row.id, "revision": row.revision}`."""
    if isinstance(value, External) and value.name == NAMESPACE and not ev.building:
        from reach.flow.settings.namespaces import by_file

        return by_file(ev, value)
    if isinstance(value, External) and value.name in SETTINGS and not ev.building:
        from reach.flow.settings.flask import by_object

        return by_object(ev, value)
    if not isinstance(value, (Instance, Container)) or value.vid < 0 or ev.building:
        return EMPTY
    known = ev.variants.get((value, names))
    if known is None and ev.steps > ev.telling:
        return EMPTY
    if known is None:
        ev.variants[value, names] = EMPTY  # it may be made from itself
        known = ev.variants[value, names] = _variants(ev, value, names)
    return known


def _variants(ev: "Evaluator", value: Instance | Container, names: frozenset[str]) -> Values:
    body = value.site if isinstance(value, Instance) else value.body
    if body is None:
        return EMPTY
    vids = _made_from(ev, value, names)
    contexts = _told_apart(ev, body, vids, value.context)
    if isinstance(value, Container):
        return frozenset(ev.pool.container(value.kind, body, value.vid, c) for c in contexts)
    if not contexts:
        return _of_constructor(ev, value, names)
    cls, vid, exact = value.cls, value.vid, value.exact
    return frozenset(ev.pool.instance(cls, body, vid, c, exact) for c in contexts)


def _told_apart(
    ev: "Evaluator", body: Body, vids: list[int], context: Context | None
) -> list[Context | None]:
    if len(vids) == 1 and vids[0] >= 0:
        vids = [~vids[0]]
    contexts = alternatives(ev, body, vids, context, 1, MAX_TESTS) if vids else []
    return contexts if 1 < len(contexts) <= MAX_VARIANTS else []


def _of_constructor(ev: "Evaluator", value: Instance, names: frozenset[str]) -> Values:
    """An object whose constructor looks up what belongs together: `row = TABLE[name]`, and what
    the row holds becomes attributes."""
    made = init_contexts(ev, value)
    every = not names.isdisjoint(ev.program.property_names)
    for body, context in made.items():
        assigned = [
            op[3]
            for op in body.ops
            if op[0] == ir.SETATTR and (every or op[2] in names) and is_self(body, base_of(op))
        ]
        contexts = _told_apart(ev, body, assigned, context)
        if contexts:
            return frozenset(_twin(ev, value, body, each) for each in contexts if each)
    return EMPTY


def _twin(ev: "Evaluator", value: Instance, init: Body, context: Context) -> Instance:
    """The same object, if its constructor runs in this context."""
    assert value.site is not None
    outside = ev.twin(value.site, value.context, context)
    twin = ev.pool.instance(value.cls, value.site, value.vid, outside, value.exact)
    ev.init_contexts[twin] = init_contexts(ev, value) | {init: context}
    return twin


def _made_from(ev: "Evaluator", value: Instance | Container, names: frozenset[str]) -> list[int]:
    """What an operation puts into what it makes and somebody reads, `~` before a splat."""
    body = value.site if isinstance(value, Instance) else value.body
    if body is None:
        return []
    op = body.ops[value.vid]
    known = bool(names) and "" not in names
    if op[0] == ir.TUPLE:
        return list(op[1])
    if op[0] == ir.DICT:
        given = [(str(body.ops[k][1]) if k >= 0 else None, v) for k, v in op[1]]
        first: list[int] = []
    elif op[0] == ir.CALL:
        given, first = list(op[3]), list(op[2])
        if isinstance(value, Instance):
            known = known and has_generated_init(ev, value.cls)
            known = known and names.isdisjoint(ev.program.property_names)
        elif value.kind != "dict":
            return []
    else:
        return []
    named = [
        v if name is not None else ~v for name, v in given if not known or name in names | {None}
    ]
    vids = first + named
    alone = known and len(vids) == 1 and vids[0] >= 0
    return [] if alone else vids

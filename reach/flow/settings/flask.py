"""The configuration of a Flask application: set where it is made, read wherever it answers."""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.library import Site, model
from reach.flow.settings.calls import Reading
from reach.flow.settings.files import as_values, locate, tree_at
from reach.flow.settings.hooks import items_of, table, texts
from reach.flow.values import (
    EMPTY,
    SETTINGS,
    Class,
    Const,
    External,
    Instance,
    Module,
    Value,
    Values,
    in_order,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_CALLS = 40
"""Calls that fill configurations which are looked at."""

Places = list[tuple[Body, int]]


@items_of(*SETTINGS)
def _item(ev: "Evaluator", value: External, key: Values) -> Values | None:
    return EMPTY.union(*(_named(ev, name, value.receiver) for name in texts(key))) or None


@model(*(f"{name}.get" for name in SETTINGS))
def _get(site: Site) -> Values:
    owner = site.callee.receiver
    only = owner.receiver if isinstance(owner, External) else None
    found = EMPTY.union(*(_named(site.ev, name, only) for name in texts(site.arg(0, "key"))))
    return found or site.arg(1, "default") or site.opaque()


def by_object(ev: "Evaluator", value: External) -> Values:
    """The configuration as each of several objects fills it: `from_object(CONFIGS[name])`."""
    objects = in_order({given for given in _objects(ev) if isinstance(given, _FILLING)})
    return frozenset(
        ev.pool.external(value.name, each, value.site, value.vid, value.context)
        for each in (objects if len(objects) > 1 else ())
    )


_FILLING = (Class, Const, Module)


def _objects(ev: "Evaluator") -> Iterator[Value]:
    """What configurations are filled from."""
    for body, vid in ev.program.attribute_calls.get("from_object", ())[:MAX_CALLS]:
        yield from Reading(ev, body, vid, None).argument(0, "obj")


def _named(ev: "Evaluator", name: str, only: Value | None) -> Values:
    """What a key is set to, anywhere in the program; `only`: by one of the objects that fill it."""
    stores: dict[str, Places] = table(ev, "Flask items", lambda: _stores(ev))
    weak: dict[str, Places] = table(ev, "Flask defaults", lambda: _defaults(ev))
    found = EMPTY.union(*(ev.eval(*place) for place in stores.get(name, [])[:MAX_CALLS]))
    calls = ev.program.attribute_calls
    for value in _objects(ev):
        if not isinstance(only, _FILLING) or value is only:
            found |= of_object(ev, value, name)
    for body, vid in (
        *calls.get("from_file", ())[:MAX_CALLS],
        *calls.get("from_pyfile", ())[:MAX_CALLS],
    ):
        found |= _of_file(ev, body, vid, name)
    for method in ("from_mapping", "update"):
        for body, vid in calls.get(method, ())[:MAX_CALLS]:
            base = body.ops[body.ops[body.ops[vid][1]][1]]
            if base[0] == ir.ATTR and base[2] == "config":
                found |= Reading(ev, body, vid, None).keyword(name)
    return found or EMPTY.union(*(ev.eval(*place) for place in weak.get(name, [])[:MAX_CALLS]))


def _of_file(ev: "Evaluator", body: Body, vid: int, name: str) -> Values:
    """What a file says, as `from_file("settings.toml", tomllib.load)` and `from_pyfile` read it."""
    from reach.flow.modules import module_attribute, module_value

    found: Values = EMPTY
    for value in Reading(ev, body, vid, None).argument(0, "filename"):
        path = locate(ev, value, body) if isinstance(value, Const) else None
        module = ev.program.by_path.get(path) if path is not None else None
        if module is not None:
            known = module_attribute(ev, module_value(ev, module.facts.module), name)
            found |= frozenset(v for v in known if not _is_absent(v))
        form = _FORMS.get(posixpath.splitext(path or "")[1])
        tree = tree_at(ev, path, form) if path is not None and form is not None else None
        if path is not None and isinstance(tree, dict) and name in tree:
            found |= as_values(ev, tree[name], "dict", path)
    return found


_FORMS = {".toml": "toml", ".json": "json", ".yaml": "yaml", ".yml": "yaml"}


def of_object(ev: "Evaluator", value: Value, name: str) -> Values:
    """An attribute of what `from_object` takes: an object, or a text that names one."""
    from reach.flow.attributes import attribute
    from reach.flow.modules import module_attribute, module_value

    if isinstance(value, Const) and isinstance(value.value, str):
        module, _, last = value.value.rpartition(".")
        if value.value in ev.program.modules:
            return module_attribute(ev, module_value(ev, value.value), name)
        if module not in ev.program.modules:
            return EMPTY
        inner = module_attribute(ev, module_value(ev, module), last)
        return EMPTY.union(*(of_object(ev, v, name) for v in inner if not isinstance(v, Const)))
    if isinstance(value, (Class, Instance, Module)):
        return frozenset(v for v in attribute(ev, value, name) if not _is_absent(v))
    return EMPTY


def _is_absent(value: Value) -> bool:
    return isinstance(value, External) and value.name.startswith("<builtin>.")


def _stores(ev: "Evaluator") -> dict[str, Places]:
    """Assignments to items of something called `config`."""
    found: dict[str, Places] = {}
    for body in ev.program.bodies:
        for op in body.ops:
            if op[0] != ir.SETITEM:
                continue
            base, key = _base(body, op[1]), body.ops[op[2]]
            if base[0] == ir.ATTR and base[2] == "config" and key[0] == ir.CONST:
                found.setdefault(str(key[1]), []).append((body, op[3]))
    return found


def _defaults(ev: "Evaluator") -> dict[str, Places]:
    """What extensions say holds where the application does not: `app.config.setdefault(...)`."""
    found: dict[str, Places] = {}
    for body, vid in ev.program.attribute_calls.get("setdefault", ()):
        call = body.ops[vid]
        base = body.ops[body.ops[call[1]][1]]
        key = body.ops[call[2][0]] if len(call[2]) == 2 and min(call[2]) >= 0 else ()
        if base[0] == ir.ATTR and base[2] == "config" and key[:1] == (ir.CONST,):
            found.setdefault(str(key[1]), []).append((body, call[2][1]))
    return found


def _base(body: Body, vid: int) -> ir.Op:
    """What is changed, without earlier changes."""
    op = body.ops[vid]
    for _ in range(MAX_CALLS):
        if op[0] not in (ir.SETITEM, ir.MUTATE):
            break
        op = body.ops[op[1]]
    return op

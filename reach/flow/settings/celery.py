"""The configuration of a Celery application: `app.conf.name`, `app.conf["name"]`."""

from typing import TYPE_CHECKING

from reach.flow.library import Site, model
from reach.flow.settings.calls import Reading
from reach.flow.settings.flask import MAX_CALLS, Places, of_object
from reach.flow.settings.hooks import attributes_of, items_of, table, texts
from reach.flow.values import EMPTY, External, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_CONFIGS = ("celery.Celery().conf", "celery.current_app.conf")


@items_of(*_CONFIGS)
def _item(ev: "Evaluator", value: External, key: Values) -> Values | None:
    return EMPTY.union(*(_named(ev, name) for name in texts(key))) or None


@attributes_of(*_CONFIGS)
def _attribute(ev: "Evaluator", value: External, name: str) -> Values | None:
    return _named(ev, name) or None


@model(*(f"{name}.get" for name in _CONFIGS))
def _get(site: Site) -> Values:
    found = EMPTY.union(*(_named(site.ev, name) for name in texts(site.arg(0, "key"))))
    return found or site.arg(1, "default") or site.opaque()


def _named(ev: "Evaluator", name: str) -> Values:
    """What a setting is given, anywhere in the program."""
    stores: dict[str, Places] = table(ev, "Celery settings", lambda: _stores(ev))
    found = EMPTY.union(*(ev.eval(*place) for place in stores.get(name, ())))
    calls = ev.program.attribute_calls
    for body, vid in calls.get("config_from_object", ())[:MAX_CALLS]:
        for value in Reading(ev, body, vid, None).argument(0, "obj"):
            found |= of_object(ev, value, name)
    for body, vid in calls.get("update", ())[:MAX_CALLS]:
        base = body.ops[body.ops[body.ops[vid][1]][1]]
        if base[0] == ir.ATTR and base[2] == "conf":
            found |= Reading(ev, body, vid, None).keyword(name)
    return found


def _stores(ev: "Evaluator") -> dict[str, Places]:
    """Assignments to items and attributes of something called `conf`."""
    found: dict[str, Places] = {}
    for body in ev.program.bodies:
        for op in body.ops:
            if op[0] not in (ir.SETITEM, ir.SETATTR):
                continue
            base = body.ops[op[1]]
            while base[0] in (ir.SETITEM, ir.SETATTR, ir.MUTATE):
                base = body.ops[base[1]]
            if base[0] != ir.ATTR or base[2] != "conf":
                continue
            if op[0] == ir.SETATTR:
                found.setdefault(op[2], []).append((body, op[3]))
            elif body.ops[op[2]][0] == ir.CONST:
                found.setdefault(str(body.ops[op[2]][1]), []).append((body, op[3]))
    return {name: places[:MAX_CALLS] for name, places in found.items()}

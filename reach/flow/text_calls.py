"""Calls that make texts: methods of strings, `str`, `format`, templates."""

import inspect
import textwrap
from functools import partial
from typing import TYPE_CHECKING

from reach.flow.contexts import Arguments
from reach.flow.formats import converted, substituted
from reach.flow.library import Site, model
from reach.flow.settings.calls import made_by
from reach.flow.strings import joined
from reach.flow.texts import method
from reach.flow.values import EMPTY, Bound, Const, Instance, Pattern, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


def text_method(site: Site) -> Values:
    """A method of a text."""
    receiver = site.callee.receiver
    assert receiver is not None
    name = site.callee.name.rpartition(".")[2]
    named = partial(_field, site, site.arg(0) if name == "format_map" else EMPTY)
    starred = any(star for star, _ in site.arguments.positional)
    whole: Values = EMPTY
    for row in (site.spread() if starred else None) or (site.all(),):
        found = method(site.ev, receiver, name, row, named, site.body, site.position)
        if found is None:
            return site.opaque()
        whole |= found
    return whole


def of_class(site: Site) -> Values:
    """`str.replace(text, ...)`: a method that is given its text."""
    found: Values = EMPTY
    for value in site.arg(0):
        if isinstance(value, Pattern) or (isinstance(value, Const) and type(value.value) is str):
            callee = site.ev.pool.external(site.callee.name, value)
            rest = site.arguments.rest(1)
            found |= text_method(Site(site.ev, callee, rest, site.body, site.vid, site.context))
        else:
            found |= site.opaque()
    return found or site.opaque()


def _field(site: Site, mapping: Values, name: str) -> Values:
    """What a keyword, a `**` or a mapping gives a field of a format."""
    from reach.flow.items import item_of

    given = site.keyword(name)
    if given is not None:
        return given
    for key, argument in site.arguments.keywords:
        if key is None:
            mapping |= site.ev.argument(argument)
    body = site.body if site.body is not None else site.ev.program.bodies[0]
    wanted = frozenset((site.ev.pool.const(name),))
    found: Values = EMPTY
    for value in mapping:
        found |= item_of(site.ev, value, wanted, body, site.position)
    return found


@model("string.Template().substitute", "string.Template().safe_substitute")
def _substitute(site: Site) -> Values:
    receiver = site.callee.receiver
    made = made_by(site.ev, receiver) if receiver is not None else None
    templates = site.ev.strings(made.argument(0, "template")) if made is not None else []
    named = partial(_field, site, site.arg(0, "mapping"))
    found: Values = EMPTY
    for template in templates:
        found |= substituted(site.ev, template.value, named, site.body, site.position)
    return found or site.opaque()


@model("textwrap.dedent", "inspect.cleandoc")
def _dedent(site: Site) -> Values:
    change = textwrap.dedent if site.callee.name == "textwrap.dedent" else inspect.cleandoc
    return frozenset(
        site.ev.pool.const(change(v.value), v.body, v.position, v.kind, v.path)
        if isinstance(v, Const) and isinstance(v.value, str)
        else v
        for v in site.arg(0, "text")
    )


@model("<builtin>.format")
def _format(site: Site) -> Values:
    how: str | None = ""
    if len(site.arguments.positional) > 1:
        known = site.ev.strings(site.arg(1))
        how = known[0].value if len(known) == 1 else None
    return converted(site.ev, site.arg(0), how, site.body, site.position)


@model("<builtin>.str", "<builtin>.repr", "<builtin>.unicode")
def _str(site: Site) -> Values:
    given = site.all()
    if not given:
        return frozenset((site.ev.pool.const("", site.body, site.position),))
    found: Values = EMPTY
    rest: set[Value] = set()
    for value in given[0]:
        if isinstance(value, Const) and isinstance(value.value, str):
            found |= {value}
        elif isinstance(value, (Const, Pattern)):
            found |= joined(site.ev, [frozenset((value,))], site.body, site.position)
        elif isinstance(value, Instance):
            found |= _text_of(site.ev, value)
        else:
            rest.add(value)
    return found | rest


def _text_of(ev: "Evaluator", value: Instance) -> Values:
    from reach.flow.attributes import attribute
    from reach.flow.calls import call_values

    methods = frozenset(m for m in attribute(ev, value, "__str__") if isinstance(m, Bound))
    return call_values(ev, methods, Arguments(), None, -1, None)

"""Texts made from a template: `%`, `str.format`, f-string fields, `string.Template`."""

import re
import string
from collections.abc import Callable
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.strings import joined
from reach.flow.values import EMPTY, Bundle, Const, Container, Value, Values
from reach.later import regex

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

Lookup = Callable[[str], Values]
"""The values of a named field; empty when it is not given."""

_FIELD = regex(r"\.([^.\[]+)|\[([^\]]*)\]")
_PERCENT = regex(r"(?:\((?P<name>[^)]*)\))?(?P<how>[-+ #0-9.]*)[hlL]?(?P<kind>.)", re.DOTALL)


def percent(ev: "Evaluator", left: Values, right: Values, body: Body, position: int) -> Values:
    """`"%s/%s" % (a, b)`."""
    found: Values = EMPTY
    for template in ev.strings(left):
        parts, index, at = list[str | Values](), 0, 0
        text: str = template.value
        while at < len(text):
            mark = text.find("%", at)
            field = _PERCENT.match(text, mark + 1) if mark >= 0 else None
            if field is None:
                parts.append(text[at:])
                break
            parts.append(text[at:mark])
            at = field.end()
            if field["kind"] == "%":
                parts.append("%")
                continue
            key = index if field["name"] is None else field["name"]
            values = _operand(ev, right, key)
            how = field["how"] + ("" if field["kind"] in "sri" else field["kind"])
            parts.append(converted(ev, values, how, body, position))
            index += 1
        found |= joined(ev, parts, body, position)
    return found or ev.unknown("formatted text", body, position)


def _operand(ev: "Evaluator", right: Values, key: int | str) -> Values:
    from reach.flow.containers import item

    found: Values = EMPTY
    for value in right:
        if isinstance(value, (Container, Bundle)):
            found |= item(ev, value, frozenset((ev.pool.const(key),)))
        else:
            found |= {value}
    return found


def formatted(
    ev: "Evaluator",
    template: str,
    positional: list[Values],
    named: Lookup,
    body: Body | None,
    position: int,
) -> Values:
    """`template.format(...)`."""
    parts: list[str | Values] = []
    automatic = 0
    try:
        fields = list(string.Formatter().parse(template))
    except ValueError:
        return ev.unknown("malformed format string", body, position)
    for literal, field, spec, _ in fields:
        parts.append(literal)
        if field is None:
            continue
        first = re.split(r"[.\[]", field, maxsplit=1)[0]
        if first == "":
            first = str(automatic)
            automatic += 1
        if first.isdecimal():
            values = positional[int(first)] if int(first) < len(positional) else EMPTY
        else:
            values = named(first)
        values = _accessed(ev, values, field, body, position)
        parts.append(converted(ev, values, spec or "", body, position))
    return joined(ev, parts, body, position)


def _accessed(
    ev: "Evaluator", values: Values, field: str, body: Body | None, position: int
) -> Values:
    """`{name.attribute[key]}`."""
    from reach.flow.attributes import attribute
    from reach.flow.items import item_of

    where = body if body is not None else ev.program.bodies[0]
    for step in _FIELD.finditer(field):
        found: Values = EMPTY
        for value in values:
            if step[1] is not None:
                found |= attribute(ev, value, step[1])
            else:
                key = int(step[2]) if step[2].isdecimal() else step[2]
                found |= item_of(ev, value, frozenset((ev.pool.const(key),)), where, position)
        values = found
    return values


def converted(
    ev: "Evaluator", values: Values, how: str | None, body: Body | None, position: int
) -> Values:
    """`format(value, how)`: numbers and texts in the way a format specification says."""
    if how == "":
        return values
    found: set[Value] = set()
    for value in values:
        if not isinstance(value, Const):
            found.add(value)
            continue
        try:
            text = _format(value.value, how)
        except (TypeError, ValueError, OverflowError):
            found |= ev.unknown("text formatted in an unknown way", body, position)
        else:
            found.add(ev.pool.const(text, value.body, value.position, value.kind))
    return frozenset(found)


def _format(value: object, how: str | None) -> str:
    """The built-in `format`, without widths that would fill the memory."""
    if not isinstance(value, (str, int, float)) or how is None:
        raise TypeError
    if sum(map(str.isdigit, how)) > 4 or len(how) > 20:
        raise ValueError
    if isinstance(value, int) and abs(value) > 1 << 64:
        raise OverflowError
    return format(value, how)


def substituted(
    ev: "Evaluator", template: str, named: Lookup, body: Body | None, position: int
) -> Values:
    """`string.Template(template).substitute(...)`."""
    parts: list[str | Values] = []
    at = 0
    for field in string.Template.pattern.finditer(template):
        parts.append(template[at : field.start()])
        at = field.end()
        name = field["named"] or field["braced"]
        if field["escaped"] is not None:
            parts.append("$")
        elif name is not None:
            parts.append(named(name))
    parts.append(template[at:])
    return joined(ev, parts, body, position)

"""Items, slices and elements of anything."""

from typing import TYPE_CHECKING

from reach.flow import containers, strings
from reach.flow.absences import absent
from reach.flow.attributes import attribute
from reach.flow.bodies import Body
from reach.flow.changes import is_mapping
from reach.flow.classes import external_bases, member
from reach.flow.contexts import Context
from reach.flow.fields import tuple_item
from reach.flow.kept import kept_item
from reach.flow.remembered import remembered
from reach.flow.settings.gathered import gathered
from reach.flow.settings.hooks import ELEMENTS, ITEMS, known_item
from reach.flow.sizes import keys_of
from reach.flow.special import special
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Generated,
    Instance,
    Unknown,
    Value,
    Values,
    something,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


def subscripted(
    ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None
) -> Values:
    """`a[k]`, with the reason where there is no such key."""
    found, missing = remembered(ev, body, vid, context), EMPTY
    if found:
        return found
    key: Values | None = None
    values = something(ev.eval(body, op[1], context))
    for value in values:
        if key is None:
            key = ev.eval(body, op[2], context)
        if not isinstance(value, (Container, Bundle)):
            found |= item_of(ev, value, key, body, op[3])
            continue
        if len(values) > 1 and not is_mapping(value) and no_index(ev, key):
            continue
        inside = containers.item(ev, value, key)
        found |= inside
        missing |= EMPTY if inside else absent(ev, value, key, body, op[3])
    return kept_item(ev, body, op, context, found or missing)


def no_index(ev: "Evaluator", key: Values) -> bool:
    """Whether a key is no place in a sequence, as far as anything of the program says so."""
    no_place = False
    for value in key:
        if isinstance(value, Instance):
            if _is_number(ev, value.cls):
                return False
            no_place = True
        elif isinstance(value, Const):
            if type(value.value) is not str:
                return False
            no_place = True
    return no_place


def _is_number(ev: "Evaluator", cls: Class) -> bool:
    return bool(external_bases(ev, cls) or member(ev, cls, "__index__")[0])


def item_of(ev: "Evaluator", value: Value, key: Values, body: Body, position: int) -> Values:
    """`value[key]`."""
    if isinstance(value, (Container, Bundle)):
        found = containers.item(ev, value, key)
        return found or absent(ev, value, key, body, position)
    if isinstance(value, Instance):
        found = containers.item(ev, value, key) or special(ev, value, "__getitem__", (key,))
        outside = all(isinstance(v, External) for v in found)
        return (outside and gathered(ev, value)) or found
    if isinstance(value, Const) and isinstance(value.value, (str, tuple)):
        return strings.indexed(ev, value, key, body, position)
    if isinstance(value, External):
        from reach.flow.library import external_item

        return external_item(ev, value, key, body, position)
    if isinstance(value, Class):
        from reach.flow.enums import enum_members, is_enum

        if is_enum(ev, value):
            names = keys_of(key)
            if names is not None and len(names) == 1:
                return attribute(ev, value, str(next(iter(names))))
            return enum_members(ev, value)
        return frozenset((value,))
    if isinstance(value, Unknown):
        return frozenset((value,))
    return ev.unknown("item of a value that is not understood", body, position)


def sliced(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    """`a[i:j]`."""
    found: Values = EMPTY
    for value in ev.eval(body, op[1], context):
        if isinstance(value, (Container, Bundle)):
            found |= {ev.pool.container(value.kind, body, vid, context)}
        elif isinstance(value, Const) and isinstance(value.value, str):
            found |= strings.sliced(ev, value, body, op, context)
        elif isinstance(value, Instance):
            found |= special(ev, value, "__getitem__", (EMPTY,))
        elif isinstance(value, Unknown):
            found |= {value}
        elif isinstance(value, External):
            from reach.flow.derived import element
            from reach.flow.library import inside

            if value.name in ITEMS and value.name in ELEMENTS:
                name = element(value.name)
                found |= {ev.pool.external(name, value, body, vid, context)}
            else:
                found |= inside(ev, value)
    return found


def stepped(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    """One element of what a loop runs over."""
    found: Values = EMPTY
    for value in ev.eval(body, op[1], context):
        found |= iterated(ev, value, body, op[2])
    return found


def iterated(ev: "Evaluator", value: Value, body: Body, position: int) -> Values:
    """One element of an iterable."""
    if isinstance(value, (Container, Bundle, Generated)):
        return containers.elements(ev, value)
    if isinstance(value, Instance):
        found: Values = EMPTY
        for name in ("__iter__", "__aiter__"):
            for iterator in special(ev, value, name, ()):
                if isinstance(iterator, Instance):
                    for step in ("__next__", "__anext__"):
                        found |= special(ev, iterator, step, ())
                else:
                    found |= iterated(ev, iterator, body, position)
        inside = tuple_item(ev, value, EMPTY)
        if inside is not None:
            return inside
        if all(isinstance(v, External) for v in found):
            found = gathered(ev, value) or found
        return found or special(ev, value, "__getitem__", (EMPTY,))
    if isinstance(value, External):
        from reach.flow.library import external_element

        return external_element(ev, value, body, position)
    if isinstance(value, Class):
        from reach.flow.enums import enum_members, is_enum

        return enum_members(ev, value) if is_enum(ev, value) else EMPTY
    if isinstance(value, Unknown):
        return frozenset((value,))
    if isinstance(value, Const) and is_row_of_letters(value):
        letters = dict.fromkeys(value.value)
        return frozenset(
            ev.pool.const(each, value.body, value.position, value.kind) for each in letters
        )
    return EMPTY


MAX_LETTERS = 8
"""Letters of a text that is gone through for its letters; a longer one is meant as a whole."""


def is_row_of_letters(value: Const) -> bool:
    """Whether a text looks like a list of letters: `for size in "sml"`."""
    text = value.value
    return type(text) is str and 0 < len(text) <= MAX_LETTERS and text.isalnum()


def unpacked(ev: "Evaluator", body: Body, vid: int, op: ir.Op, context: Context | None) -> Values:
    """One of the targets of `a, *b = c`."""
    found: Values = EMPTY
    for value in ev.eval(body, op[1], context):
        if op[3] >= 0:
            found |= {ev.pool.container("list", body, vid, context)}
        elif isinstance(value, (Container, Bundle)):
            key = frozenset((ev.pool.const(op[2]),))
            if value.kind == "dict":
                found |= containers.elements(ev, value)
            else:
                found |= containers.item(ev, value, key)
        elif isinstance(value, Const) and isinstance(value.value, (str, tuple)):
            found |= strings.indexed(
                ev, value, frozenset((ev.pool.const(op[2]),)), body, value.position
            )
        elif isinstance(value, Instance):
            inside = tuple_item(ev, value, frozenset((ev.pool.const(op[2]),)))
            found |= iterated(ev, value, body, 0) if inside is None else inside
        elif isinstance(value, External) and value.name in ITEMS and value.name in ELEMENTS:
            known = known_item(ev, value, frozenset((ev.pool.const(op[2]),)))
            found |= iterated(ev, value, body, 0) if known is None else known
        else:
            found |= iterated(ev, value, body, 0)
    return found

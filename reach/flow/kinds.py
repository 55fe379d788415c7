"""What the predicates of `inspect` say of values, and the members that it lists."""

from collections.abc import Iterable

from reach.flow.attributes import attribute
from reach.flow.bodies import Body
from reach.flow.callbacks import SPECIAL
from reach.flow.classes import mro
from reach.flow.contexts import Arguments
from reach.flow.evaluator import Evaluator
from reach.flow.library import Site, model
from reach.flow.predicates import holds_of, is_kind
from reach.flow.prefixes import asked_names, prefixes
from reach.flow.values import (
    EMPTY,
    Class,
    External,
    Function,
    Instance,
    Module,
    Value,
    Values,
    in_order,
)

MAX_MEMBERS = 400
"""Members of one object that are listed."""

_LISTING = ("inspect.getmembers", "inspect.getmembers_static")


@model(*_LISTING)
def _members(site: Site) -> Values:
    """Pairs of a name and a member."""
    ev, pool = site.ev, site.ev.pool
    predicates = site.arg(1, "predicate")
    begun = prefixes(site.body, site.vid) if site.body is not None and site.vid >= 0 else []
    keys: set[Value] = set()
    found: Values = EMPTY
    rows: list[Value] = []
    given = [v for v in in_order(site.arg(0, "object")) if isinstance(v, (Class, Instance, Module))]
    if not given:
        return _of_unknown(site, predicates)
    for value in given:
        for name in asked_names(ev, value, begun) or _names(ev, value):
            held = _fitting(ev, predicates, attribute(ev, value, name))
            if held:
                key = pool.const(name)
                rows.append(pool.bundle("tuple", [(0, frozenset((key,))), (1, held)]))
                keys.add(key)
                found |= held
    if len(rows) > pool.WIDTH:
        row = pool.bundle("tuple", [(0, pool.limit(frozenset(keys))), (1, pool.limit(found))])
        return frozenset((pool.bundle("list", (), frozenset((row,))),))
    return frozenset((pool.bundle("list", [(i, frozenset((r,))) for i, r in enumerate(rows)]),))


def _of_unknown(site: Site, predicates: Values) -> Values:
    """The members of something that is not known: classes that a predicate asks for."""
    pool, whole = site.ev.pool, site.opaque()
    one: Values = frozenset(pool.external(f"{v.name}[]") for v in whole if isinstance(v, External))
    held = _fitting(site.ev, predicates, one)
    if not any(isinstance(v, Class) for v in held):
        return whole
    row = pool.bundle("tuple", [(0, frozenset((pool.unknown("name of a member"),))), (1, held)])
    return frozenset((pool.bundle("list", (), frozenset((row,))),))


def _fitting(ev: Evaluator, predicates: Values, values: Values) -> Values:
    """Those of the values for which a predicate may hold."""
    kinds = [v.name for v in predicates if isinstance(v, External)]
    own = [v for v in predicates if isinstance(v, Function)]
    found = values
    if len(predicates) == 1 and kinds:
        found = frozenset(v for v in values if is_kind(kinds[0], v) is not False)
    elif len(predicates) == 1 and own:
        found = holds_of(ev, own[0], values)
    return found


def _names(ev: Evaluator, value: Class | Instance | Module) -> list[str]:
    """The names of all members: of an object those of its classes, and its own."""
    if isinstance(value, Module):
        return list(value.body.code.exports)[:MAX_MEMBERS] if value.body is not None else []
    found: dict[str, None] = {}
    cls = value if isinstance(value, Class) else value.cls
    for owner in mro(ev, cls):
        if isinstance(owner, Class):
            found.update(dict.fromkeys(_defined(owner.body)))
            if isinstance(value, Instance):
                found.update(dict.fromkeys(ev.program.own_attributes.get(owner.body, ())))
    return list(found)[:MAX_MEMBERS]


def _defined(body: Body) -> Iterable[str]:
    return [name for name in body.code.exports if not name.startswith("__")]


def _told(ev: Evaluator, callee: External, arguments: Arguments) -> list[tuple[Values, Arguments]]:
    """The predicate is asked about every member."""
    predicate = arguments.first(1, "predicate")
    if predicate is None:
        return []
    return [(ev.argument(predicate), Arguments(partly=True))]


SPECIAL.update(dict.fromkeys(_LISTING, _told))

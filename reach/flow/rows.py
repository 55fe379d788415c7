"""Calls that pair things up: `zip`, `product`, `enumerate`, `items`; row by row where certain."""

from itertools import product, zip_longest
from math import prod
from typing import TYPE_CHECKING

from reach.flow.containers import contents, elements, item
from reach.flow.contents import elements_of
from reach.flow.contexts import Argument
from reach.flow.library import Site, model
from reach.flow.sequences import layout, mapping
from reach.flow.values import EMPTY, Const, Container, Value, Values, in_order

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_ROWS = 32
"""More rows are joined into one."""

MAX_NUMBERS = 8
"""Numbers of a range that are told apart."""


@model("<builtin>.zip", "<builtin>.enumerate")
def _zip(site: Site) -> Values:
    ev, given = site.ev, site.all()
    counted = site.callee.name == "<builtin>.enumerate"
    if counted:
        given = given[:1]
    exact = [_exact(ev, values) for values in given]
    if exact and all(e is not None and len(e) <= MAX_ROWS for e in exact):
        rows = list(zip(*(e for e in exact if e is not None), strict=False))
        if counted and len(site.arguments.positional) == 1 and not site.arguments.keywords:
            rows = [(frozenset((ev.pool.const(i),)), *row) for i, row in enumerate(rows)]
            return _table(ev, rows)
        if not counted:
            return _table(ev, rows)
    columns = [elements_of(site, values) for values in given]
    if counted:
        columns = [ev.unknown("number of a loop", site.body, site.position), *columns]
    row = ev.pool.bundle("tuple", list(enumerate(columns)))
    return frozenset((ev.pool.bundle("list", (), frozenset((row,))),))


@model("<builtin>.range")
def _range(site: Site) -> Values:
    """The numbers of a short range, where its bounds are certain."""
    bounds: list[int] = []
    for values in site.all():
        (value,) = values if len(values) == 1 else (None,)
        if not isinstance(value, Const) or type(value.value) is not int:
            return site.opaque()
        bounds.append(value.value)
    whole = 0 < len(bounds) <= 3 and all(abs(b) < MAX_NUMBERS * MAX_ROWS for b in bounds)
    if not whole or site.arguments.keywords or bounds[2:] == [0]:
        return site.opaque()
    numbers = range(*bounds)
    if not 0 < len(numbers) <= MAX_NUMBERS:
        return site.opaque()
    rows = [(i, frozenset((site.ev.pool.const(n),))) for i, n in enumerate(numbers)]
    return frozenset((site.ev.pool.bundle("list", rows),))


@model("itertools.groupby")
def _grouped(site: Site) -> Values:
    """A key, and those of the elements that have it."""
    ev = site.ev
    group = ev.pool.bundle("list", (), elements_of(site, site.arg(0)))
    key = ev.unknown("key of a group", site.body, site.position)
    row = ev.pool.bundle("tuple", ((0, key), (1, frozenset((group,)))))
    return frozenset((ev.pool.bundle("list", (), frozenset((row,))),))


@model("itertools.product")
def _product(site: Site) -> Values:
    ev, given = site.ev, site.all()
    exact = [_exact(ev, values) for values in given]
    known = [e for e in exact if e is not None]
    certain = bool(exact) and len(known) == len(exact) and not site.arguments.keywords
    if certain and prod(map(len, known)) <= MAX_ROWS:
        return _table(ev, list(product(*known)))
    row = ev.pool.bundle("tuple", [(i, elements_of(site, v)) for i, v in enumerate(given)])
    return frozenset((ev.pool.bundle("list", (), frozenset((row,))),))


@model("itertools.zip_longest")
def _zip_longest(site: Site) -> Values:
    ev, given = site.ev, site.all()[: len(site.arguments.positional)]
    named = site.arguments.first(1 << 30, "fillvalue")
    fill = ev.argument(named) if named is not None else frozenset((ev.pool.const(None),))
    exact = [_exact(ev, values) for values in given]
    known = [e for e in exact if e is not None and len(e) <= MAX_ROWS]
    if exact and len(known) == len(exact):
        return _table(ev, list(zip_longest(*known, fillvalue=fill)))
    columns = [elements_of(site, values) | fill for values in given]
    row = ev.pool.bundle("tuple", list(enumerate(columns)))
    return frozenset((ev.pool.bundle("list", (), frozenset((row,))),))


def _exact(ev: "Evaluator", values: Values) -> list[Argument] | None:
    if len(values) != 1:
        return None
    (value,) = values
    found = layout(ev, value)
    if found is None:
        pairs = mapping(ev, value)
        found = [frozenset((ev.pool.const(k),)) for k in pairs] if pairs is not None else None
    return found


def _table(ev: "Evaluator", rows: list[tuple[Argument, ...]]) -> Values:
    """A list of exactly these rows."""
    entries: list[tuple[int, Values]] = []
    for number, row in enumerate(rows):
        cells = [(i, ev.argument(cell)) for i, cell in enumerate(row)]
        entries.append((number, frozenset((ev.pool.bundle("tuple", cells),))))
    return frozenset((ev.pool.bundle("list", entries),))


@model("<builtin>.dict.values", "<builtin>.dict.keys", "<builtin>.list.__iter__",
       "<builtin>.list.copy", "<builtin>.dict.copy")  # fmt: skip
def _values(site: Site) -> Values:
    ev, receiver = site.ev, site.callee.receiver
    if receiver is None:
        return EMPTY
    name = site.callee.name.rpartition(".")[2]
    if name == "copy":
        return frozenset((receiver,))
    pairs = _pairs(ev, receiver)
    if pairs is not None:
        column = [v if name == "values" else k for k, v in pairs]
        return frozenset((ev.pool.bundle("list", list(enumerate(column))),))
    inside = contents(ev, receiver) if name == "values" else elements(ev, receiver)
    return frozenset((ev.pool.bundle("list", (), inside),))


def _pairs(ev: "Evaluator", receiver: Value) -> list[tuple[Values, Values]] | None:
    known = mapping(ev, receiver)
    if known is None or len(known) > MAX_ROWS:
        return None
    return [(frozenset((ev.pool.const(k),)), ev.argument(v)) for k, v in known.items()]


@model("<builtin>.dict.items")
def _items(site: Site) -> Values:
    ev, receiver = site.ev, site.callee.receiver
    if receiver is None:
        return EMPTY
    pairs = _pairs(ev, receiver)
    if pairs is not None:
        return _table(ev, [(key, value) for key, value in pairs])
    found = [
        ev.pool.bundle("tuple", [(0, key), (1, value)]) for key, value in _open_rows(ev, receiver)
    ]
    return frozenset((ev.pool.bundle("list", (), frozenset(found)),))


def _open_rows(ev: "Evaluator", receiver: Value) -> list[tuple[Values, Values]]:
    """Keys with their values, where more may be under keys that are not known."""
    keys = elements(ev, receiver)
    named = [key for key in in_order(keys) if isinstance(key, Const)]
    if not isinstance(receiver, Container) or not named or len(named) > MAX_ROWS:
        return [(keys, contents(ev, receiver))]
    rows: list[tuple[Values, Values]] = [
        (frozenset((key,)), item(ev, receiver, frozenset((key,)))) for key in named
    ]
    rest = keys.difference(named)
    if rest:
        rows.append((rest, item(ev, receiver, frozenset((ev.pool.const(_UNNAMED),)))))
    return rows


_UNNAMED = "\0"
"""A key that no program has: what is found under it is under keys that are not known."""

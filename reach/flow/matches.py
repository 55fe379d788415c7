"""What regular expressions find in texts that are known: `match["repo"]`, `match.groupdict()`."""

import re
import warnings
from typing import TYPE_CHECKING, NamedTuple

from reach.flow.library import Site, model
from reach.flow.settings.calls import made_by
from reach.flow.settings.hooks import asks_for, items_of
from reach.flow.values import EMPTY, MATCH, Const, External, Value, Values, in_order
from reach.later import regex

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_EXPRESSION = 120
"""Characters of an expression that is tried."""

MAX_TEXT = 200
"""Characters of a text that an expression is tried on, so that trying takes no time."""

_FUNCTIONS = {"match": re.match, "search": re.search, "fullmatch": re.fullmatch}
_CALLED = tuple(f"{of}.{name}" for of in ("re", "re.compile()") for name in _FUNCTIONS)
_SLOW = regex(r"\)[*+{]|\(\?[^:P=!<]|\(\?P[^<]|\\[1-9]")
"""Repeated groups, flags and references back."""

asks_for((MATCH, *(f"{name}()" for name in _CALLED)))


class _Found(NamedTuple):
    """A text and the match in it."""

    text: Const
    match: re.Match[str]


@model(*_CALLED)
def _tried(site: Site) -> Values:
    """A match, None, or both; an object that may be either where something is not known."""
    found = _results(site.ev, site.callee, site) if site.body is not None else None
    if not found:
        return site.opaque()
    values: set[Value] = set()
    if None in found:
        values.add(site.ev.pool.const(None, site.body, site.position))
    if any(each is not None for each in found):
        values.add(site.ev.pool.external(MATCH, None, site.body, site.vid, site.context))
    return frozenset(values)


def _results(ev: "Evaluator", callee: External, site: Site) -> list[_Found | None] | None:
    """What a call finds in each text that it may be given; None where that is not certain."""
    compiled = made_by(ev, callee.receiver) if callee.receiver is not None else None
    given = site.all()
    if callee.name.startswith("re.compile()"):
        if compiled is None or compiled.op[3] or len(compiled.op[2]) != 1:
            return None
        given = [compiled.positional(0), *given]
    if len(given) != 2 or site.arguments.keywords or len(given[0]) != 1:
        return None
    (expression,) = given[0]
    function = _FUNCTIONS[callee.name.rpartition(".")[2]]
    found: list[_Found | None] = []
    for text in in_order(given[1]):
        if not isinstance(expression, Const) or not isinstance(text, Const):
            return None
        if not _is_quick(expression.value, text.value):
            return None
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of what the scanned expression does oddly
                match = function(expression.value, text.value)
        except re.error:
            return None
        found.append(_Found(text, match) if match is not None else None)
    return found


def _is_quick(expression: object, text: object) -> bool:
    """Whether an expression takes no time on a text."""
    if not isinstance(expression, str) or not isinstance(text, str):
        return False
    if len(expression) > MAX_EXPRESSION or len(text) > MAX_TEXT:
        return False
    return not _SLOW.search(expression) and sum(map(expression.count, "*+{")) <= 3


def _matches(ev: "Evaluator", value: Value | None) -> list[_Found]:
    """The matches that an object stands for."""
    call = made_by(ev, value) if value is not None else None
    if call is None:
        return []
    from reach.flow.constructors import call_arguments

    found: list[_Found] = []
    for callee in in_order(ev.eval(call.body, call.op[1], call.context)):
        if isinstance(callee, External) and callee.name in _CALLED:
            given = call_arguments(call.body, call.vid, call.context)
            site = Site(ev, callee, given, call.body, call.vid, call.context)
            found += [each for each in _results(ev, callee, site) or () if each is not None]
    return found


def _group(ev: "Evaluator", found: _Found, name: object) -> Values:
    if not isinstance(name, (str, int)):
        return EMPTY
    try:
        text = found.match.group(name)
    except IndexError:
        return EMPTY
    source = found.text
    return frozenset((ev.pool.const(text, source.body, source.position, source.kind),))


@items_of(MATCH)
def _item(ev: "Evaluator", value: External, key: Values) -> Values | None:
    names = [each.value for each in key if isinstance(each, Const)]
    found = [_group(ev, each, name) for each in _matches(ev, value) for name in names]
    return EMPTY.union(*found) or None


@model(f"{MATCH}.group")
def _grouped(site: Site) -> Values:
    """One group, the whole match without a name, or several."""
    ev, given = site.ev, site.all()
    names = [[v.value for v in values if isinstance(v, Const)] for values in given] or [[0]]
    found: Values = EMPTY
    for each in _matches(ev, site.callee.receiver):
        parts = [EMPTY.union(*(_group(ev, each, name) for name in ns)) for ns in names]
        several = frozenset((ev.pool.bundle("tuple", enumerate(parts)),))
        found |= parts[0] if len(parts) == 1 else several
    return found or site.opaque()


@model(f"{MATCH}.groups", f"{MATCH}.groupdict")
def _all(site: Site) -> Values:
    """All groups, by number or by name."""
    ev, named = site.ev, site.callee.name.endswith("groupdict")
    found: set[Value] = set()
    for each in _matches(ev, site.callee.receiver):
        names = each.match.re.groupindex if named else range(each.match.re.groups)
        entries = [(n, _group(ev, each, n if named else int(n) + 1)) for n in names]
        found.add(ev.pool.bundle("dict" if named else "tuple", entries))
    return frozenset(found) or site.opaque()

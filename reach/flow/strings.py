"""Strings put together and taken apart; partly known results stay patterns."""

from collections.abc import Iterable
from itertools import product
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.values import (
    EMPTY,
    Const,
    Pattern,
    Place,
    Unknown,
    Value,
    Values,
    in_order,
    something,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_PRODUCT = 64
"""Combinations of alternatives that are spelled out."""

MAX_LENGTH = 4_000
"""Longer computed strings are not kept."""

MAX_TOLD_APART = 10
"""Parts of a partly known text that are told apart."""

MAX_PARTS = 200
"""Known and unknown pieces of one partly known text; of more it is not kept."""

MAX_REASONS = 16
"""Reasons that are kept for one partly known text."""

Piece = tuple[str | None, ...]


def pieces(value: Value) -> Piece:
    """A value as text, None for what is not known."""
    if isinstance(value, Const):
        if isinstance(value.value, bytes):
            return (None,)
        return (str(value.value),)
    if isinstance(value, Pattern):
        return value.parts
    return (None,)


def joined(
    ev: "Evaluator", parts: list[str | Values], body: Body | Place | None, position: int
) -> Values:
    """The texts one after the other, for every combination of alternatives."""
    choices: list[list[Value | str | Values]] = []
    total = 1
    for part in parts:
        if isinstance(part, str):
            choices.append([part])
            continue
        values = _worth_listing(part)
        total *= max(len(values), 1)
        if not values or total > MAX_PRODUCT:
            reason = "too many possible values" if values else "text that is not known"
            values = [ev.unknown(reason, body, position)]
        choices.append(values)
    found: set[Value] = set()
    for combination in product(*choices):
        found |= _one(ev, combination, body, position)
    return frozenset(found)


def _worth_listing(values: Values) -> list[Value | str | Values]:
    """Alternatives in order; all that is unknown counts as one. None is none where there is
    another: it stands for a text that was not chosen yet."""
    values = something(values)
    known = [v for v in values if isinstance(v, (Const, Pattern))]
    rest = values.difference(known)
    result: list[Value | str | Values] = [*in_order(known)]
    if rest:
        result.append(rest)
    return result


def _one(
    ev: "Evaluator",
    combination: Iterable[Value | str | Values],
    body: Body | Place | None,
    position: int,
) -> Values:
    parts: list[str | None] = []
    reasons: list[Unknown] = []
    sources: list[Const] = []
    outside: list[Value] = []
    for item in combination:
        if isinstance(item, str):
            parts.append(item)
            continue
        if isinstance(item, frozenset):
            for value in in_order(item):
                if isinstance(value, Unknown):
                    reasons.append(value)
                else:
                    outside.append(value)
            parts.append(None)
            continue
        if isinstance(item, Pattern):
            reasons.extend(item.reasons)
            outside.extend(item.sources)
        elif isinstance(item, Const):
            sources.append(item)
        parts.extend(pieces(item))
    known = [p for p in parts if p is not None]
    if len(known) == len(parts):
        text = "".join(known)
        if len(text) > MAX_LENGTH:
            return ev.unknown("string too long", body, position)
        return frozenset((ev.pool.const(text, *_origin(sources, body, position)),))
    if not any(known):
        return frozenset((*reasons, *outside)) or ev.unknown(
            "text that is not known", body, position
        )
    merged = _merge(parts)
    if len(merged) > MAX_PARTS or sum(len(p) for p in merged if p is not None) > MAX_LENGTH:
        return ev.unknown("string too long", body, position)
    why, given = tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(outside))
    return frozenset(
        (
            ev.pool.pattern(
                tuple(merged), body, position, why[:MAX_REASONS], sources=given[:MAX_REASONS]
            ),
        )
    )


def _origin(
    sources: list[Const], body: Body | Place | None, position: int
) -> tuple[Body | Place | None, int, str]:
    """Where a computed text counts as written: at its one overridable part, else where it is put
    together."""
    kinds = [s for s in sources if s.kind != "literal"]
    if len(kinds) == 1:
        return kinds[0].body, kinds[0].position, kinds[0].kind
    return body, position, "literal"


def _merge(parts: list[str | None]) -> list[str | None]:
    merged: list[str | None] = []
    for part in parts:
        if part == "":
            continue
        if merged and part is not None and merged[-1] is not None:
            merged[-1] += part
        elif part is None and merged and merged[-1] is None:
            continue
        else:
            merged.append(part)
    return _bounded(merged) or [""]


def _bounded(parts: list[str | None]) -> list[str | None]:
    """Texts that are put together again and again stay short: what is between parts that are not
    known is not known either where there are many, or where it is a path of three of them."""
    if parts.count(None) < 3:
        return parts
    kept: list[str | None] = []
    for part in parts:
        kept.append(part)
        if kept[-5:] == [None, "/", None, "/", None]:
            del kept[-2:]
    if len(kept) > MAX_TOLD_APART:
        kept = _merge([*kept[: MAX_TOLD_APART // 2], None, *kept[-MAX_TOLD_APART // 2 + 1 :]])
    return kept


def indexed(ev: "Evaluator", value: Const, key: Values, body: Body, position: int) -> Values:
    """A character of a string, or an element of a constant tuple."""
    found: set[Value] = set()
    for index in key:
        if isinstance(index, Const) and isinstance(index.value, int):
            try:
                element = value.value[index.value]
            except (IndexError, TypeError):
                continue
            found.add(ev.pool.const(element, value.body, value.position, value.kind))
    if not found and all(isinstance(k, Const) and isinstance(k.value, str) for k in key):
        return EMPTY
    return frozenset(found) or ev.unknown("part of a text", body, position)


def sliced(ev: "Evaluator", value: Const, body: Body, op: ir.Op, context: Context | None) -> Values:
    """`text[low:high]`."""
    bounds: list[int | None] = []
    for vid in (op[2], op[3]):
        if vid < 0:
            bounds.append(None)
            continue
        try:
            bound = ev.single(ev.eval(body, vid, context))
        except LookupError:
            return ev.unknown("part of a text", body, value.position)
        if not isinstance(bound, int):
            return ev.unknown("part of a text", body, value.position)
        bounds.append(bound)
    text = value.value[bounds[0] : bounds[1]]
    return frozenset((ev.pool.const(text, value.body, value.position, value.kind),))


def may_be(pattern: Pattern, text: object) -> bool:
    """Whether a partly known text may be this one."""
    if not isinstance(text, str):
        return False
    known = [part for part in pattern.parts if part is not None]
    if pattern.parts[0] is not None:
        if not text.startswith(known[0]):
            return False
        text = text[len(known.pop(0)) :]
    if pattern.parts[-1] is not None and known:
        if not text.endswith(known[-1]):
            return False
        text = text[: len(text) - len(known.pop())]
    for part in known:
        _, found, text = text.partition(part)
        if not found:
            return False
    return True

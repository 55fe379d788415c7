"""Strings: concatenation, formatting, slicing, methods; partly known results stay patterns."""

from collections.abc import Iterable
from itertools import product
from typing import TYPE_CHECKING, Any

from reach.flow.contexts import Context
from reach.flow.program import Body
from reach.flow.values import EMPTY, Const, Pattern, Place, Unknown, Value, Values, in_order
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_PRODUCT = 64
"""Combinations of alternatives that are spelled out."""

MAX_LENGTH = 4_000
"""Longer computed strings are not kept."""

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


def joined(ev: "Evaluator", parts: list[str | Values], body: Body | None, position: int) -> Values:
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
    """Alternatives in order; all that is unknown counts as one."""
    known = [v for v in values if isinstance(v, (Const, Pattern))]
    rest = values.difference(known)
    result: list[Value | str | Values] = [*in_order(known)]
    if rest:
        result.append(rest)
    return result


def _one(
    ev: "Evaluator",
    combination: Iterable[Value | str | Values],
    body: Body | None,
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
            reasons += [v for v in in_order(item) if isinstance(v, Unknown)]
            outside += [v for v in in_order(item) if not isinstance(v, Unknown)]
            parts.append(None)
            continue
        if isinstance(item, Pattern):
            reasons.extend(item.reasons)
            outside.extend(item.sources)
        elif isinstance(item, Const):
            sources.append(item)
        parts.extend(pieces(item))
    merged = _merge(parts)
    if all(p is not None for p in merged):
        text = "".join(p for p in merged if p is not None)
        if len(text) > MAX_LENGTH:
            return ev.unknown("string too long", body, position)
        return frozenset((ev.pool.const(text, *_origin(sources, body, position)),))
    if all(p is None for p in merged):
        return frozenset((*reasons, *outside)) or ev.unknown(
            "text that is not known", body, position
        )
    known, given = tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(outside))
    return frozenset(
        (
            ev.pool.pattern(
                tuple(merged), body, position, known[:MAX_REASONS], sources=given[:MAX_REASONS]
            ),
        )
    )


def _origin(
    sources: list[Const], body: Body | None, position: int
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
    return merged or [""]


def operator(
    ev: "Evaluator", op: str, left: Values, right: Values, body: Body, position: int
) -> Values:
    """`left op right` on constants and texts."""
    if op == "+" and (_textual(left) or _textual(right)):
        return joined(ev, [left, right], body, position)
    if op == "%" and _textual(left):
        return percent(ev, left, right, body, position)
    if op == "/":
        from reach.flow.paths import join_paths

        if _textual(left) or _textual(right):
            return join_paths(ev, [left, right], body, position)
    try:
        a, b = ev.single(left), ev.single(right)
        return frozenset((ev.pool.const(_arithmetic(op, a, b), body, position),))
    except (LookupError, TypeError, ValueError, ArithmeticError):
        pass
    named = [v for v in (*left, *right) if isinstance(v, Unknown)]
    if named:
        return frozenset((min(named, key=lambda v: v.order),))
    return ev.unknown("result of arithmetic", body, position)


def _arithmetic(op: str, a: Any, b: Any) -> Any:
    if not (isinstance(a, (int, float)) and isinstance(b, (int, float))):
        raise TypeError
    if op == "+":
        return a + b
    if op == "-":
        return a - b
    if op == "*" and abs(a) < 1 << 64 and abs(b) < 1 << 64:
        return a * b
    if op == "//":
        return a // b
    if op == "%":
        return a % b
    raise TypeError


def _textual(values: Values) -> bool:
    return any(
        isinstance(v, Pattern) or (isinstance(v, Const) and isinstance(v.value, str))
        for v in values
    )


def percent(ev: "Evaluator", left: Values, right: Values, body: Body, position: int) -> Values:
    """`"%s/%s" % (a, b)`."""
    from reach.flow.containers import item
    from reach.flow.values import Bundle, Container

    found: Values = EMPTY
    for template in ev.strings(left):
        text, parts, index = template.value, list[str | Values](), 0
        while text:
            before, mark, text = text.partition("%")
            parts.append(before)
            if not mark:
                break
            if text.startswith("%"):
                parts.append("%")
                text = text[1:]
                continue
            name = None
            if text.startswith("("):
                name, _, text = text[1:].partition(")")
            text = text.lstrip("0123456789.-+ #")
            text = text[1:]
            values: Values = EMPTY
            for value in right:
                if isinstance(value, (Container, Bundle)):
                    key = ev.pool.const(name if name is not None else index)
                    values |= item(ev, value, frozenset((key,)))
                else:
                    values |= {value}
            parts.append(values)
            index += 1
        found |= joined(ev, parts, body, position)
    return found or ev.unknown("formatted text", body, position)


def formatted(
    ev: "Evaluator",
    template: str,
    positional: list[Values],
    named: dict[str, Values],
    body: Body | None,
    position: int,
) -> Values:
    """`template.format(...)`."""
    import string

    parts: list[str | Values] = []
    automatic = 0
    try:
        fields = list(string.Formatter().parse(template))
    except ValueError:
        return ev.unknown("malformed format string", body, position)
    for literal, field, _, _ in fields:
        parts.append(literal)
        if field is None:
            continue
        if field == "":
            field = str(automatic)
            automatic += 1
        if field.isdigit():
            index = int(field)
            parts.append(positional[index] if index < len(positional) else EMPTY)
        else:
            parts.append(named.get(field, EMPTY))
    return joined(ev, parts, body, position)


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


def method(
    ev: "Evaluator",
    receiver: Value,
    name: str,
    positional: list[Values],
    named: dict[str, Values],
    body: Body | None,
    position: int,
) -> Values | None:
    """A method of a text; None when it is not one that is understood."""
    if name == "format" and isinstance(receiver, Const) and isinstance(receiver.value, str):
        return formatted(ev, receiver.value, positional, named, body, position)
    if name == "join" and isinstance(receiver, Const) and positional:
        return _join(ev, str(receiver.value), positional[0], body, position)
    if isinstance(receiver, Pattern):
        if name in ("strip", "lower", "rstrip", "lstrip", "encode", "decode"):
            return frozenset((receiver,))
        return None
    if not isinstance(receiver, Const) or not isinstance(receiver.value, str):
        return None
    if name not in _METHODS:
        return None
    arguments: list[Any] = []
    for values in positional:
        try:
            arguments.append(ev.single(values))
        except LookupError:
            return ev.unknown("text changed in an unknown way", body, position)
    try:
        result = getattr(receiver.value, name)(*arguments)
    except (TypeError, ValueError):
        return ev.unknown("text changed in an unknown way", body, position)
    if isinstance(result, str):
        if len(result) > MAX_LENGTH:
            return ev.unknown("string too long", body, position)
        const = ev.pool.const(
            result, receiver.body, receiver.position, receiver.kind, receiver.path
        )
        return frozenset((const,))
    if isinstance(result, (list, tuple)):
        entries = [
            (i, frozenset((ev.pool.const(t, receiver.body, receiver.position, receiver.kind),)))
            for i, t in enumerate(result[:MAX_PRODUCT])
        ]
        return frozenset((ev.pool.bundle("list", entries),))
    return frozenset((ev.pool.const(result, body, position),))


def _join(
    ev: "Evaluator", separator: str, parts: Values, body: Body | None, position: int
) -> Values:
    from reach.flow.containers import _size, item
    from reach.flow.values import Bundle, Container

    found: Values = EMPTY
    for value in parts:
        size: int | None = None
        if isinstance(value, Container):
            size = _size(ev, value.body, value.vid, value.context)
        elif isinstance(value, Bundle):
            size = len(value.entries) if not value.rest else None
        if size is None or size > MAX_PRODUCT:
            found |= ev.unknown("joined text", body, position)
            continue
        texts: list[str | Values] = []
        for index in range(size):
            if index:
                texts.append(separator)
            texts.append(item(ev, value, frozenset((ev.pool.const(index),))))
        found |= joined(ev, texts, body, position)
    return found


_METHODS = frozenset(
    "strip lstrip rstrip lower upper title capitalize casefold swapcase replace removeprefix"
    " removesuffix split rsplit partition rpartition splitlines startswith endswith zfill"
    " isdigit find count".split()
)

"""Operators and methods of strings."""

from itertools import product
from typing import TYPE_CHECKING, Any

from reach.flow.bodies import Body
from reach.flow.formats import Lookup, converted, formatted, percent
from reach.flow.strings import MAX_LENGTH, MAX_PRODUCT, joined
from reach.flow.values import (
    EMPTY,
    Const,
    Pattern,
    Unknown,
    Value,
    Values,
)

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


def operator(
    ev: "Evaluator", op: str, left: Values, right: Values, body: Body, position: int
) -> Values:
    """`left op right` on constants and texts."""
    if op == "+" and (_textual(left) or _textual(right)):
        return joined(ev, [left, right], body, position)
    if op == "%" and _textual(left):
        return percent(ev, left, right, body, position)
    if op == "*" and (_textual(left) or _textual(right)):
        return _repeated(ev, left, right, body, position)
    if op == "format":
        return _formatted_field(ev, left, right, body, position)
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


def _repeated(ev: "Evaluator", left: Values, right: Values, body: Body, position: int) -> Values:
    """`text * number`."""
    text, count = (left, right) if _textual(left) else (right, left)
    try:
        times = ev.single(count)
    except LookupError:
        times = None
    if not isinstance(times, int) or abs(times) > MAX_LENGTH:
        return ev.unknown("text repeated an unknown number of times", body, position)
    return joined(ev, [text] * times, body, position)


def _formatted_field(
    ev: "Evaluator", left: Values, right: Values, body: Body, position: int
) -> Values:
    try:
        how = ev.single(right)
    except LookupError:
        how = None
    return converted(ev, left, how if isinstance(how, str) else None, body, position)


def _textual(values: Values) -> bool:
    return any(
        isinstance(v, Pattern) or (isinstance(v, Const) and isinstance(v.value, str))
        for v in values
    )


def method(
    ev: "Evaluator",
    receiver: Value,
    name: str,
    positional: list[Values],
    named: Lookup,
    body: Body | None,
    position: int,
) -> Values | None:
    """A method of a text; None when it is not one that is understood."""
    if isinstance(receiver, Pattern):
        return _of_pattern(ev, receiver, name, positional, body, position)
    if not isinstance(receiver, Const) or not isinstance(receiver.value, str):
        return None
    if name == "format":
        return formatted(ev, receiver.value, positional, named, body, position)
    if name == "format_map":
        return formatted(ev, receiver.value, [], named, body, position)
    if name == "join" and positional:
        return _join(ev, receiver.value, positional[0], body, position)
    if name not in _METHODS:
        return None
    positional = _with_named(ev, name, positional, named)
    found: set[Value] = set()
    for arguments in _combinations(positional):
        if arguments is None or not all(isinstance(a, Const) for a in arguments):
            found |= ev.unknown("text changed in an unknown way", body, position)
        else:
            plain = [a.value for a in arguments if isinstance(a, Const)]
            found |= _called(ev, receiver, name, plain, body, position)
    return frozenset(found)


def _with_named(
    ev: "Evaluator", name: str, positional: list[Values], named: Lookup
) -> list[Values]:
    """The arguments of a method with those that are given by name: `rsplit("@", maxsplit=1)`."""
    names = ("sep", "maxsplit") if name in ("split", "rsplit") else ()
    found = list(positional)
    for index, key in enumerate(names):
        given = named(key) if index >= len(positional) else EMPTY
        if given:
            nothing = frozenset((ev.pool.const(None),))
            found += [nothing] * (index - len(found))
            found.append(given)
    return found


def _combinations(positional: list[Values]) -> list[tuple[Value, ...] | None]:
    """Every choice of arguments; None for those that are too many."""
    total = 1
    for values in positional:
        total *= len(values)
    return [None] if not 0 < total <= MAX_PRODUCT else list(product(*positional))


def _called(
    ev: "Evaluator",
    receiver: Const,
    name: str,
    arguments: list[Any],
    body: Body | None,
    position: int,
) -> Values:
    try:
        if any(isinstance(a, int) and abs(a) > MAX_LENGTH for a in arguments):
            raise OverflowError
        if name == "replace" and len(receiver.value) * len(arguments[1]) > MAX_LENGTH**2:
            raise OverflowError
        result = getattr(receiver.value, name)(*arguments)
    except (TypeError, ValueError, OverflowError, IndexError):
        return ev.unknown("text changed in an unknown way", body, position)
    if isinstance(result, str):
        if len(result) > MAX_LENGTH:
            return ev.unknown("string too long", body, position)
        return frozenset((_like(ev, receiver, result, receiver.path),))
    if isinstance(result, (list, tuple)):
        entries = [
            (i, frozenset((_like(ev, receiver, t),))) for i, t in enumerate(result[:MAX_PRODUCT])
        ]
        return frozenset((ev.pool.bundle("list", entries),))
    return frozenset((ev.pool.const(result, body, position),))


def _like(ev: "Evaluator", source: Const, text: str, path: bool = False) -> Const:
    return ev.pool.const(text, source.body, source.position, source.kind, path)


# -- partly known texts -----------------------------------------------------------------------


def _of_pattern(
    ev: "Evaluator",
    receiver: Pattern,
    name: str,
    positional: list[Values],
    body: Body | None,
    position: int,
) -> Values | None:
    why: Values = frozenset((*receiver.reasons, *receiver.sources))
    why = why or ev.unknown("text changed in an unknown way", body, position)
    if name in ("encode", "decode"):
        return frozenset((receiver,))
    if name not in _METHODS:
        return None
    if name in ("split", "rsplit", "splitlines", "partition", "rpartition"):
        return frozenset((ev.pool.bundle("list", (), why),))
    arguments = []
    for values in positional:
        try:
            arguments.append(ev.single(values))
        except LookupError:
            return why
    parts = list(receiver.parts)
    changed: list[str | None] | None = None
    if name in _PIECEWISE:
        changed = [None if p is None else _apply(p, name, arguments) for p in parts]
    elif name in ("strip", "lstrip", "rstrip", "removeprefix", "removesuffix"):
        changed = _at_ends(parts, name, arguments)
    if changed is None:
        return why
    return frozenset(
        (
            ev.pool.pattern(
                tuple(p for p in changed if p != "") or (None,),
                receiver.body,
                receiver.position,
                receiver.reasons,
                receiver.path,
                receiver.sources,
            ),
        )
    )


def _at_ends(parts: list[str | None], name: str, arguments: list[Any]) -> list[str | None]:
    """Only a known beginning or end can be cut."""
    left, right = {"strip": "lstrip", "removeprefix": "removeprefix"}.get(name, name), name
    if name == "strip":
        right = "rstrip"
    if left in ("lstrip", "removeprefix") and parts[0] is not None:
        parts[0] = _apply(parts[0], left, arguments)
    if right in ("rstrip", "removesuffix") and parts[-1] is not None:
        parts[-1] = _apply(parts[-1], right, arguments)
    return parts


def _apply(text: str, name: str, arguments: list[Any]) -> str:
    try:
        result = getattr(text, name)(*arguments)
    except (TypeError, ValueError, OverflowError):
        return text
    return result if isinstance(result, str) and len(result) <= MAX_LENGTH else text


def _join(
    ev: "Evaluator", separator: str, parts: Values, body: Body | None, position: int
) -> Values:
    from reach.flow.containers import contents
    from reach.flow.sequences import layout, shortened

    found: Values = EMPTY
    for value in [each for part in parts for each in shortened(ev, part)]:
        elements = layout(ev, value)
        if elements is None or len(elements) > MAX_PRODUCT:
            found |= _reasons(contents(ev, value)) or ev.unknown("joined text", body, position)
            continue
        texts: list[str | Values] = []
        for element in elements:
            texts += [separator] if texts else []
            texts.append(ev.argument(element))
        found |= joined(ev, texts, body, position)
    return found


def _reasons(values: Values) -> Values:
    return frozenset(v for v in values if not isinstance(v, (Const, Pattern)))


_PIECEWISE = frozenset("lower upper casefold swapcase replace".split())

_METHODS = frozenset(
    "strip lstrip rstrip lower upper title capitalize casefold swapcase replace removeprefix"
    " removesuffix split rsplit partition rpartition splitlines startswith endswith zfill"
    " isdigit find count".split()
)

"""Answers of the evaluator that may still change."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from reach.flow.values import EMPTY, Const, External, Pattern, Unknown, Value, Values

FEW = 12
"""Readers of an answer among which one is looked for before it is added."""


class Cell:
    """An answer that is being found, or one that may still grow, and the answers that use it."""

    __slots__ = (
        "answer", "arguments", "changes", "depth", "key", "level", "memo", "met", "open", "order",
        "queued", "readers", "result",
    )  # fmt: skip

    def __init__(self, memo: dict[Any, object] | None, key: Any, depth: int) -> None:
        self.memo = memo
        """Where it is kept, and under which key; None for a question of the call graph."""
        self.key = key
        self.depth = depth
        """Number of questions around it while it is being found, then -1."""
        self.met = False
        """Whether somebody asked for it before it was found."""
        self.open = False
        self.answer: Callable[..., Any] | None = None
        """What finds it again, from these arguments: a tuple, or the context or body of an
        operation, of which there are many."""
        self.arguments: Any = ()
        self.order = 0
        """Number of answers found before it: those it uses among them, unless they use it."""
        self.queued = False
        self.changes = 0
        """Times that it was found anew in this round."""
        self.result: Any = EMPTY
        """What is found so far, for those that ask while it is being found; of an index, all."""
        self.readers: list[Cell] | None = None
        self.level = 0
        """How coarse it had to be made for its width, which it stays."""

    def assume(self, result: Values) -> bool:
        """Take a first result for what a cycle leads back to; whether it says anything new."""
        known = without_texts(result)
        grown = not known <= self.result
        self.result |= known
        return grown


def tells_more(before: Values, after: Values) -> bool:
    """Whether two answers differ in more than in reasons and in texts that are partly known, none
    of which leads to a function, a class or the outcome of a condition."""
    for value in before ^ after:
        if type(value) not in _DETAILS:
            return True
    return _DETAILS.isdisjoint(map(type, before))


def without_texts(values: Values) -> Values:
    """Without what could grow for ever in a cycle."""
    return frozenset([v for v in values if not isinstance(v, _GROWING) or _is_plain(v)])


_DETAILS = frozenset((Unknown, Pattern))
_GROWING = (Const, Pattern, External)


def _is_plain(value: Value) -> bool:
    """Whether a thing from outside is named, not made: results of results could go on for ever."""
    return isinstance(value, External) and value.site is None and not value.name.endswith(")")


def grow(table: dict[Any, Values], key: Hashable, found: object) -> bool:
    """Add what was found under a key; whether it says anything new."""
    if type(found) is not frozenset:
        return False
    known, before = without_texts(found), table.get(key, EMPTY)
    table[key] = before | known
    return not known <= before


def as_assumed(tainted: Iterable[tuple[object, object, object, object]]) -> bool:
    """Whether all that was met on a cycle before it was found is what it was taken for."""
    return all(assumed is None or assumed == found for _, _, found, assumed in tainted)

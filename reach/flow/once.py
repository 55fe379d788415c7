"""Answers that much asks for, found once when nothing can grow any more."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, TypeVar

from reach.flow.settings.hooks import table

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

Answer = TypeVar("Answer")


def once(ev: "Evaluator", question: Hashable, find: Callable[[], Answer]) -> Answer:
    """The answer to a question; kept where nothing can grow any more, and where finding it took
    no more than it may."""
    if not ev.concluded:
        return find()
    known: dict[Hashable, Answer] = table(ev, "found once", dict)
    if question in known:
        return known[question]
    found = find()
    if ev.steps <= ev.end:
        known[question] = found
    return found

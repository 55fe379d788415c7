"""Tests with `in`: what they say of the values that pass them."""

from typing import TYPE_CHECKING

from reach.flow.strings import may_be
from reach.flow.values import (
    Bundle,
    Const,
    Container,
    External,
    Pattern,
    Unknown,
    Value,
    Values,
    is_fixed,
)
from reach.rules.collections import collections

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


def contained(ev: "Evaluator", left: Values, right: Values, positive: bool) -> bool | None:
    """Whether all of some values are in a container, or are not; None where it may be either."""
    from reach.flow.containers import elements

    if not left or len(right) != 1:
        return None
    (container,) = right
    if isinstance(container, Const):
        return _in_text(left, container, positive)
    if not _is_whole(container):
        return None
    if isinstance(container, Container) and container.kind == "kwargs":
        return _is_keyword(left, container, positive)
    inside = elements(ev, container)
    if not inside or not all(is_fixed(v) for v in inside):
        return None
    known = {v.value for v in inside if isinstance(v, Const)}
    answers = set()
    for value in left:
        if not is_fixed(value):
            return None
        answers.add(value.value in known)
    return answers.pop() == positive if len(answers) == 1 else None


def _is_whole(value: Value) -> bool:
    """Whether this is a container of which nothing is left open from the start."""
    return isinstance(value, Container) or (isinstance(value, Bundle) and not value.rest)


def _is_keyword(left: Values, kwargs: Container, positive: bool) -> bool | None:
    """Whether `**kwargs` of one call has a name: where the call writes down what it gives."""
    if kwargs.context is None or kwargs.context.arguments.partly:
        return None
    given = {name for name, _ in kwargs.context.arguments.keywords}
    taken = {parameter.name for parameter in kwargs.body.code.parameters}
    answers = set()
    for value in left:
        if not is_fixed(value):
            return None
        known = value.value in given and value.value not in taken
        if not known and None in given:
            return None
        answers.add(known)
    return answers.pop() == positive if len(answers) == 1 else None


def _in_text(left: Values, text: Const, positive: bool) -> bool | None:
    """Whether words are part of a text."""
    if not is_fixed(text) or not isinstance(text.value, str):
        return None
    words = [v.value for v in left if is_fixed(v)]
    if len(words) < len(left):
        return None
    answers = {isinstance(word, str) and word in text.value for word in words}
    return answers.pop() == positive if len(answers) == 1 else None


def among(ev: "Evaluator", values: Values, right: Values, holds: bool) -> Values:
    """The values that may be in the containers, or may not."""
    listed = _listed(right)
    if listed is not None:
        return frozenset(
            v for v in values if not isinstance(v, Const) or (v.value in listed) == holds
        )
    return _members(ev, values, right) if holds else values


def _listed(right: Values) -> frozenset[str] | None:
    """What a list of a library holds."""
    names = [v.name for v in right if isinstance(v, External)]
    if len(names) != 1 or len(right) != 1:
        return None
    return collections().get(names[0])


def _members(ev: "Evaluator", values: Values, right: Values) -> Values:
    """`value in container`: an unknown value is one of the constants in it."""
    from reach.flow.containers import elements

    inside: set[Value] = set()
    for container in right:
        if not _is_whole(container):
            return values
        inside |= elements(ev, container)
    if not inside or not all(isinstance(v, Const) for v in inside):
        return values
    wanted = {v.value for v in inside if isinstance(v, Const)}
    kept: set[Value] = set()
    for value in values:
        if isinstance(value, (Unknown, External)):
            kept |= inside
        elif isinstance(value, Const) and value.kind in _REPLACED:
            kept |= _choices(ev, value, inside)
        elif isinstance(value, Pattern):
            kept |= {v for v in inside if isinstance(v, Const) and may_be(value, v.value)}
        elif not isinstance(value, Const) or value.value in wanted:
            kept.add(value)
    return frozenset(kept)


_REPLACED = frozenset(
    ("argparse default", "click default", "typer default", "absl default", "fire default")
)
"""Kinds of values in place of which the command line may say something else."""


def _choices(ev: "Evaluator", default: Const, inside: set[Value]) -> set[Value]:
    """What an option may be that is checked to be one of some texts."""
    kind = default.kind.replace("default", "choice")
    others = [v for v in inside if isinstance(v, Const) and type(v.value) is type(default.value)]
    if len(others) < len(inside) or len(others) > MAX_CHOICES:
        return {default} if any(v.value == default.value for v in others) else set()
    return {
        default
        if v.value == default.value
        else ev.pool.const(v.value, v.body, v.position, kind, v.path)
        for v in others
    }


MAX_CHOICES = 64
"""Texts that are checked for, of which each is a choice."""

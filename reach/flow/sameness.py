"""Comparisons of values: whether they are the same, and which may be."""

from reach.flow.values import (
    Class,
    Const,
    Container,
    External,
    Function,
    Instance,
    Module,
    Unknown,
    Value,
    Values,
    is_fixed,
    is_like_class,
    is_replaceable,
)


def identical(left: Values, right: Values) -> bool | None:
    """Whether values are the same; None where that is not certain."""
    if not left or not right:
        return None
    known: bool | None = None
    for a in left:
        for b in right:
            same = _same(a, b)
            if same is None or (known is not None and same is not known):
                return None
            known = same
    return known


def _same(a: Value, b: Value) -> bool | None:
    if isinstance(a, Const) and isinstance(b, Const):
        if is_replaceable(a) or is_replaceable(b):
            return None
        return bool(type(a.value) is type(b.value) and a.value == b.value)
    for one, other in ((a, b), (b, a)):
        if isinstance(other, Const) and other.value is None and _is_something(one):
            return False
    if isinstance(a, (Function, Class, Module)) and type(a) is type(b):
        return True if a is b else None if a.body is b.body else False
    return None


def _is_something(value: Value) -> bool:
    """Whether it is certainly not None."""
    made = isinstance(value, (Instance, Container, Function, Class, Module))
    return made or is_like_class(value)


def equal_to(values: Values, right: Values, holds: bool) -> Values:
    """Those of the values that may be the same as others, or may not. What a setting has for a
    default stands where that fits; where it does not, the setting has what is asked for."""
    kept = frozenset(v for v in values if _may_equal(v, right, holds))
    if not holds or not right or not all(isinstance(v, Const) for v in right):
        return kept
    if kept and all(isinstance(v, (Unknown, External)) for v in kept):
        return right
    replaced = any(is_replaceable(v) for v in values - kept)
    return kept or right if replaced else kept


def _may_equal(value: Value, right: Values, holds: bool) -> bool:
    if len(right) == 1:
        (other,) = right
        answer = _same(value, other)
        known = is_fixed(other)
        if answer is None and known and isinstance(value, Const) and isinstance(other, Const):
            answer = type(value.value) is type(other.value) and value.value == other.value
        return answer is None or answer == holds
    answers = {_same(value, other) for other in right}
    if len(answers) != 1:
        return True
    answer = answers.pop()
    return answer is None or answer == holds

"""Which implementation is called with what follows from what it is: a class, a list, a function."""

from collections.abc import Callable, Mapping
from functools import singledispatch


@singledispatch
def check(rule, value):
    return rule == value


@check.register
def _check_type(rule: type, value):
    return isinstance(value, rule)


@check.register(list)
@check.register(tuple)
def _check_either(rule, value):
    return any(check(each, value) for each in rule)


@check.register(Mapping)
def _check_items(rule, value):
    return [check(rule[key], value[key]) for key in rule]


@check.register(Callable)
def _check_call(rule, value):
    return rule(value)


def positive(value):
    return value > 0


def is_text(value):
    return check(str, value)


def is_known(value):
    return check("known", value)


def is_one_of(value):
    return check([3, 4], value)


def is_row(value):
    return check({"size": 3}, value)


def is_positive(value):
    return check(positive, value)


is_text("a")
is_known("b")
is_one_of(3)
is_row({"size": 3})
is_positive(3)

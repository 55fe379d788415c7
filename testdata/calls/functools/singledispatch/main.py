"""Each registered implementation may be the one that is called."""

from functools import singledispatch


@singledispatch
def describe(value):
    return "thing"


@describe.register
def _describe_int(value: int):
    return "number"


@describe.register(str)
def _describe_text(value):
    return "text"


def show(value):
    return describe(value)


show(None)
show(1)
show("a")

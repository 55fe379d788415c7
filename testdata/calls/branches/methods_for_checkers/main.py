"""Methods under TYPE_CHECKING are there for checkers: their class has what it inherits."""

import typing as t


class Field:
    def __init__(self, default):
        self.default = default

    def __get__(self, obj, cls):
        return self.read()

    def read(self):
        return self.default


class Text(Field):
    if t.TYPE_CHECKING:

        def __init__(self, default: str): ...

        def __get__(self, obj, cls) -> str: ...

    def upper(self):
        return self.read().upper()


class Form:
    name = Text("a")


Form().name
Text("b").upper()

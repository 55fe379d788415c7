"""A base that gives each of its heirs another constructor, if it is told to."""

import os
from functools import wraps


def checked_after(cls):
    original = cls.__init__

    @wraps(original)
    def checked(self, *args, **kwargs):
        original(self, *args, **kwargs)
        self.check()

    cls.__init__ = checked
    return cls


class Tool:
    def __init__(self):
        self.name = ""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if os.environ.get("CHECK", "yes") == "yes":
            checked_after(cls)

    def check(self):
        return self.name


class Search(Tool):
    def __init__(self, engine):
        super().__init__()
        self.name = engine


class Visit(Tool):
    def __init__(self, limit):
        super().__init__()
        self.name = str(limit)


class Plain(Tool):
    pass


Search("a")
Visit(3)
Plain()

"""Fields of the base come first in the generated constructor."""

from dataclasses import dataclass
from typing import Callable


def first():
    return 1


def second():
    return 2


@dataclass
class Hook:
    before: Callable


@dataclass
class DoubleHook(Hook):
    after: Callable

    def run(self):
        self.before()
        return self.after()


DoubleHook(first, after=second).run()

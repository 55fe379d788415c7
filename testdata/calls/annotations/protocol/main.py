"""Nobody is known to call it: a declared protocol is met by those who define all its methods."""

from typing import Protocol


class Rule(Protocol):
    def __call__(self, text: str) -> bool: ...

    def cost(self) -> int: ...


class Longer:
    def __init__(self, size):
        self.size = size

    def __call__(self, text):
        return len(text) > self.size

    def cost(self):
        return 1


class Starts:
    def __call__(self, text):
        return text.startswith("a")


class Pair:
    def __call__(self):
        return True

    def cost(self):
        return 2


class Demanding:
    def __call__(self, text, more):
        return text == more

    def cost(self):
        return 3


class Checker:
    def check(self, rule: Rule, text: str) -> bool:
        return rule.cost() < 3 and rule(text)

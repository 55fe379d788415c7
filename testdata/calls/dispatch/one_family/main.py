"""A method of something unknown: all who define it belong to one family, and take what is given."""

import json
from typing import TYPE_CHECKING


class Shape:
    def measure(self, scale):
        raise NotImplementedError


class Square(Shape):
    def measure(self, scale):
        return 4 * scale


class Circle(Shape):
    def measure(self, scale, exact=False):
        return 3 * scale


class Ruler:
    def measure(self):
        return "of another family, but it takes no scale"


class Drawing:
    def __init__(self):
        self.pages = 0

    if TYPE_CHECKING:  # said, and never defined

        def measure(self, scale): ...


class Tank:
    def refill(self):
        return 1


class Pen:
    def refill(self):
        return 2


class Holder:
    def __init__(self, squeeze):
        self.squeeze = squeeze

    def use(self):
        return self.squeeze()


class Sponge:
    def squeeze(self):
        return 3


def total(text):
    found = json.loads(text)
    for entry in found:
        entry.measure(2)
        entry.refill()


total("[]")
Holder(json.loads("null")).use()
Ruler().measure()

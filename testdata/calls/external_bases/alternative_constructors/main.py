"""Class methods of a base outside that make an object: it is one of the class they are called on."""

from collections import OrderedDict
from datetime import datetime
from fractions import Fraction


class Day(datetime):
    def label(self):
        return self.strftime("%d")

    @property
    def short(self):
        return self.label()


class Holiday(Day):
    def label(self):
        return "holiday"

    @classmethod
    def fromtimestamp(cls, seconds, zone=None):
        made = super().fromtimestamp(seconds, zone)
        made.remember()
        return made

    def remember(self):
        return None


class Table(OrderedDict):
    @classmethod
    def of(cls, names):
        return cls.fromkeys(names)

    def first(self):
        return next(iter(self))


class Part(Fraction):
    def label(self):
        return "part"

    def other(self, number):
        return self.limit_denominator(number)


def show(day):
    return day.label()


show(Day.fromtimestamp(0))
Day.fromisoformat("2026-01-01").short
show(Holiday.fromtimestamp(0))
Table.of(["a"]).first()
Part.from_float(0.5).label()
Part(1, 2).other(1)

"""A member of an enumeration has the methods of its class."""

from enum import Enum


class Level(Enum):
    LOW = 1
    HIGH = 2

    def label(self):
        return self.describe(self.name)

    @staticmethod
    def describe(name):
        return name.lower()


Level.HIGH.label()
Level(1).label()

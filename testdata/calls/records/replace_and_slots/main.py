"""A slotted record behaves like any other; replace makes a new one."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Point:
    x: int

    def shift(self):
        return Point(self.x + 1)


def run():
    moved = replace(Point(1), x=2)
    return moved.shift()


run()

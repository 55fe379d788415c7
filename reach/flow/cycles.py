"""Answers that depend on each other in a circle."""

from collections import defaultdict
from collections.abc import Iterable

from reach.flow.cells import Cell


def on_cycles(start: Iterable[Cell]) -> list[Cell]:
    """Of what was found from these answers, what was also found from itself.

    Kosaraju's algorithm: each set of cells that lead to one another is what a cell reaches against
    the direction of reading, in the reverse of the order in which a search along it leaves them."""
    left, used = _left(start)
    found: list[Cell] = []
    taken: set[int] = set()
    for cell in reversed(left):
        if id(cell) in taken:
            continue
        taken.add(id(cell))
        component, work = [cell], [cell]
        while work:
            for other in used[id(work.pop())]:
                if id(other) not in taken:
                    taken.add(id(other))
                    component.append(other)
                    work.append(other)
        if len(component) > 1 or any(other is cell for other in used[id(cell)]):
            found += component
    return found


def _left(start: Iterable[Cell]) -> tuple[list[Cell], dict[int, list[Cell]]]:
    """All that was found from these answers, in the order in which a search leaves it; and which
    of it each was found from."""
    left: list[Cell] = []
    used: dict[int, list[Cell]] = defaultdict(list)
    met: set[int] = set()
    for first in start:
        if id(first) in met:
            continue
        met.add(id(first))
        way = [(first, iter(first.readers or ()))]
        while way:
            cell, readers = way[-1]
            for reader in readers:
                used[id(reader)].append(cell)
                if id(reader) not in met:
                    met.add(id(reader))
                    way.append((reader, iter(reader.readers or ())))
                    break
            else:
                way.pop()
                left.append(cell)
    return left, used

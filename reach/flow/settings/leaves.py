"""What files of settings are read into: trees whose leaves know their place."""

from reach.flow.values import Place
from reach.records.record import dataclass

MAX_LEAVES = 20_000
"""Nodes of one file that are kept, aliases written out."""

MAX_TEXT = 4_000
"""Longer texts are cut: no identifier is that long."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar and where it is written."""

    value: object
    place: Place


Tree = dict[str, "Tree"] | list["Tree"] | Leaf


def merge(older: dict[str, Tree], newer: dict[str, Tree]) -> dict[str, Tree]:
    """Two trees, the second on top of the first."""
    found = dict(older)
    for key, value in newer.items():
        before = found.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            found[key] = merge(before, value)
        else:
            found[key] = value
    return found

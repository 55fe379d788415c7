"""What is known about those whose models a project loads."""

from reach.records.record import dataclass


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that says something about a publisher."""

    name: str
    title: str
    says: str
    """What is counted: `locked repositories with a verified signature`."""
    weight: int
    good: int
    of: int
    """Of how many; with 0, nothing is known."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher, and how its score comes about."""

    name: str
    repositories: tuple[str, ...]
    """Those that the project loads."""
    inputs: tuple[Input, ...]
    reports: tuple[str, ...]
    """What the feed says, in sentences."""
    cap: int | None
    """The most that the score can be, because of these."""

    @property
    def known(self) -> tuple[Input, ...]:
        """The inputs of which something is known."""
        return tuple(each for each in self.inputs if each.of)

    @property
    def score(self) -> int | None:
        """From 0 to 100; None where nothing is known that would come from the publisher."""
        if not any(each.name not in OF_PROJECT for each in self.known) and self.cap is None:
            return None
        whole = sum(each.weight for each in self.known)
        mean = sum(each.weight * each.good / each.of for each in self.known) / whole
        points = round(100 * mean)
        return points if self.cap is None else min(points, self.cap)


OF_PROJECT = frozenset(("pins", "reports"))
"""Inputs that need no lock: alone they say too little."""

"""What became of a repository in a sweep, and what its newest scan was about."""

from dataclasses import dataclass

from reach.sweep.key import Key


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went, and what it cost."""

    status: str
    """`scanned`, `unchanged`, `failed`, or `gone`: nobody asks for it any more."""
    reason: str = ""
    """Why it failed; empty where it did not."""
    seconds: float = 0.0
    cpu: float = 0.0
    memory: int = 0
    """Most MiB that it had at once."""


@dataclass(frozen=True, slots=True)
class State:
    """What the newest successful scan of a repository was about."""

    commit: str
    ref: str
    key: Key

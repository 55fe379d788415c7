"""What a command has shown, to be shown again."""

from reach.records.finding import Report
from reach.records.record import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """What a command has shown."""

    report: Report
    status: int
    out: str
    read: dict[str, bytes]
    """Digests of the files that were read to show it, by path."""

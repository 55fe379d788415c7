"""What the project says about findings that it has decided to live with."""

from datetime import date

from reach.records.record import dataclass


@dataclass(frozen=True, slots=True)
class Ignore:
    """A decision that is written in a configuration file."""

    rules: tuple[str, ...]
    """Rules, or rules with a grade (`torch-load/public`): those count up to that grade."""
    reason: str
    until: date | None = None
    """The last day on which it counts."""
    paths: tuple[str, ...] = ()
    """Patterns as in `.gitignore`, relative to the scanned root; none means everywhere."""
    models: tuple[str, ...] = ()
    """Patterns such as `acme/*`: all that is loaded has to match one; none means anything."""
    written: str = ""
    """The configuration file."""
    number: int = 1
    """Which entry of that file."""

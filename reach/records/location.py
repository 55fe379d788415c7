"""Places in files."""

from reach.records.record import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A region of a file. Lines and columns are 1-based; columns count Unicode code points;
    `end_column` is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    cell: int | None = None
    """1-based notebook cell, for notebooks only."""

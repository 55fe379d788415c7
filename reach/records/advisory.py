"""What is known about models, publishers and files that were reported as malicious."""

from dataclasses import dataclass

SCOPES = ("repository", "publisher", "revision", "file")
"""What an advisory may speak of."""

KINDS = ("malicious", "impersonation", "suspected", "research", "test")
"""What was found: malware in use, a false publisher, a suspicion, a demonstration, a test file."""


@dataclass(frozen=True, slots=True)
class Affected:
    """One thing that an advisory speaks of."""

    scope: str
    """One of `SCOPES`."""
    type: str
    """`model`, `dataset` or `code` (a Space): what kind of repository. Publishers have all."""
    name: str
    """`owner/name` of a repository, or the publisher's name."""
    revisions: tuple[str, ...] = ()
    """Full commit hashes, for the scope `revision`."""
    sha256: tuple[str, ...] = ()
    """Digests of files, for the scope `file`."""
    valid_from: str = ""
    """First day on which the name held what is meant, `2024-05-01`; empty where it always did."""
    valid_to: str = ""
    """The last such day; empty where it still does."""

    @property
    def days(self) -> str:
        """`from 2024-05-01 to 2024-05-07`; empty where no day is told."""
        first = f"from {self.valid_from}" if self.valid_from else ""
        last = f"{'to' if first else 'until'} {self.valid_to}" if self.valid_to else ""
        return f"{first} {last}".strip()


@dataclass(frozen=True, slots=True)
class Advisory:
    """A public report about something that must not be loaded."""

    id: str
    summary: str
    """One sentence, without a full stop."""
    kind: str
    """One of `KINDS`."""
    reported: str
    """Date of the report, `2024-02-27`; empty where it is not known."""
    reporters: tuple[str, ...]
    affected: tuple[Affected, ...]
    references: tuple[str, ...]
    modified: str = ""
    """Time of the last change, as it is written; of two states the later one counts."""
    withdrawn: bool = False
    source: str = ""
    """The file it was read from."""


@dataclass(frozen=True, slots=True)
class Feed:
    """All advisories that count, and how old they are."""

    advisories: tuple[Advisory, ...] = ()
    updated: str = ""
    """Date of the newest state of the feed, `2026-11-25`."""

"""What the processes of deployment files come to."""

from dataclasses import field

from reach.discover.found import Process
from reach.records.project import EnvValue, Launch, Requirement, Skipped, SourceFile
from reach.records.record import dataclass


@dataclass(slots=True)
class Started:
    """What some processes start, and what their steps install."""

    launches: list[Launch] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    environment: list[EnvValue] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    sources: list[SourceFile] = field(default_factory=list)
    """Python that stands in the commands."""
    followed: set[str] = field(default_factory=set)
    """Shell scripts that some process leads through."""
    builds: dict[Process, None] = field(default_factory=dict)
    """Processes of the images that commands build, and of their builds."""

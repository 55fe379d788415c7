"""What the processes of deployment files come to."""

from collections import Counter
from dataclasses import field

from reach.discover.found import Process
from reach.discover.limits import MAX_COMMANDS, MAX_COMMANDS_IN_ALL
from reach.records.project import EnvValue, Launch, Requirement, Skipped, SourceFile
from reach.records.record import dataclass

BUILD_FILES = frozenset(
    ("github-workflow", "gitlab-ci", "justfile", "makefile", "shell-script", "taskfile", "tox")
)
"""Kinds of processes that deploy nothing and may be many."""


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
    commands: Counter[str] = field(default_factory=Counter)
    """How many commands were followed, by the deployment file."""
    total: Counter[bool] = field(default_factory=Counter)
    """The same of files that deploy something, and of all others, which leave them theirs."""
    refused: set[str] = field(default_factory=set)
    """Deployment files that have more commands than are followed."""

    def count(self, process: Process, commands: int) -> None:
        """A process was followed."""
        self.commands[process.path] += commands
        self.total[process.kind in BUILD_FILES] += commands

    def allows(self, process: Process) -> bool:
        """Whether a process may be followed; a file with too many commands is reported."""
        path = process.path
        own = self.total[process.kind in BUILD_FILES]
        if self.commands[path] <= MAX_COMMANDS and own < MAX_COMMANDS_IN_ALL:
            return True
        if path not in self.refused:
            self.refused.add(path)
            most = MAX_COMMANDS if self.commands[path] > MAX_COMMANDS else MAX_COMMANDS_IN_ALL
            reason = f"more than {most} commands; the rest was not followed"
            self.skipped.append(Skipped(path, reason, process.line))
        return False

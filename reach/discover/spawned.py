"""Commands that the program itself runs: what they start, seen as those of deployment files."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from reach.discover.commands.resolve import resolve
from reach.discover.found import Place, Process
from reach.discover.modules import Modules
from reach.discover.names import Names
from reach.discover.tree import Tree, folder_of
from reach.discover.walk import walk
from reach.records.project import EnvValue, Launch, Project
from reach.records.rule import CommandSink

SUBPROCESS = "subprocess"
"""Kind of a launch that the program makes."""


class Spawner:
    """Takes commands apart, with the tree that they run in."""

    def __init__(
        self,
        root: Path,
        exclude: Sequence[str],
        project: Project,
        commands: Sequence[CommandSink],
        tracked: frozenset[str] | None = None,
    ) -> None:
        self._root, self._exclude, self._tracked = root, exclude, tracked
        self._modules = Modules(Names(project.sources, project.roots))
        declared = (script.name for script in project.scripts)
        required = (requirement.name for requirement in project.requirements)
        counted = (program for command in commands for program in command.programs)
        self._programs = frozenset((*declared, *required, *counted))
        self._images = tuple(image for command in commands for image in command.images)
        self._known: dict[Process, tuple[Launch, ...]] = {}

    @cached_property
    def _tree(self) -> Tree:
        return walk(self._root, self._exclude, self._tracked)[0]

    def launches(
        self,
        words: tuple[str, ...],
        in_shell: bool,
        written: tuple[str, int],
        folder: str = "",
        environment: tuple[EnvValue, ...] = (),
    ) -> tuple[Launch, ...]:
        """What a command starts that stands on a line of a file."""
        path, line = written
        process = Process(
            kind=SUBPROCESS,
            path=path,
            line=line,
            command=words,
            in_shell=in_shell,
            place=Place(folder, context=folder_of(path)),
            environment=environment,
            lines=(line,) * len(words),
            one_line=True,
        )
        if process not in self._known:
            started = resolve((process,), self._tree, self._modules, self._programs, self._images)
            self._known[process] = tuple(started.launches)
        return self._known[process]

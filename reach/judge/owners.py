"""Which programs the variables of deployment files are given to."""

from collections.abc import Iterable

from reach.discover.development import is_development
from reach.discover.tree import folder_of
from reach.flow.program import Program
from reach.graph.launches import main_file
from reach.records.project import Launch, Project
from reach.records.rule import CommandSink

_Place = tuple[str, int]


class Owners:
    """The programs that get what stands at a place of a deployment file."""

    def __init__(
        self, project: Project, program: Program, commands: Iterable[CommandSink] = ()
    ) -> None:
        self._servers = {name for command in commands for name in command.programs}
        self._launches: dict[_Place, list[Launch]] = {}
        for launch in project.launches:
            for variable in launch.environment:
                if variable.kind != ".env file":  # which programs read themselves, too
                    place = (variable.path, variable.line)
                    self._launches.setdefault(place, []).append(launch)
        self._project, self._program = project, program
        self._files: dict[_Place, frozenset[str] | None] = {}

    def is_of_others(self, place: _Place, main: str) -> bool:
        """Whether only other programs than the one that begins with this file are given what stands
        there."""
        if place not in self._launches:
            return False
        if is_development(main) and is_development(place[0]) and _unit(main) != _unit(place[0]):
            return True
        if place not in self._files:
            self._files[place] = self._of(self._launches[place])
        files = self._files[place]
        return files is not None and main not in files

    def _of(self, launches: list[Launch]) -> frozenset[str] | None:
        """The files that some processes begin with; None where that is not known of all."""
        files: set[str] = set()
        for launch in launches:
            file = main_file(self._program, self._project, launch)
            if file is not None and file in self._program.by_path:
                files.add(file)
            elif launch.target != "program" or launch.name not in self._servers:
                return None
        return frozenset(files)


def _unit(path: str) -> str:
    """The folder of one example among others, with all that is below it."""
    parts = folder_of(path).split("/")
    last = max((n for n, part in enumerate(parts) if is_development(f"{part}/_")), default=-1)
    return "/".join(parts[: last + 2])

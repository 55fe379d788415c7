"""What a process is given from outside is what its own deployment file gives it."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from reach.discover.development import is_development
from reach.flow.bodies import Body
from reach.flow.environment import replaced_by
from reach.flow.evaluator import Evaluator
from reach.flow.program import Program
from reach.graph.entries import launch_name
from reach.graph.entry import Entry
from reach.graph.launches import main_file
from reach.graph.loaded import Loading
from reach.graph.paths import Path as Way
from reach.identify.artifacts import Identified
from reach.identify.places import Places
from reach.judge.owners import Owners
from reach.records.finding import Artifact, Location, Unknown
from reach.records.project import EnvValue, Launch, Project
from reach.records.rule import CommandSink


def started(way: Way) -> list[Way]:
    """The way in each of the processes that begin with it."""
    entry = way.entry
    if entry is None or not entry.also:
        return [way]
    named = entry.launch is not None and entry.name == launch_name(entry.launch)
    names = {other: launch_name(other) if named else entry.name for other in entry.also}
    return [
        way,
        *(replace(way, entry=replace(entry, name=n, launch=each)) for each, n in names.items()),
    ]


class Processes:
    """Where deployment files write down the values of variables, and what programs load."""

    def __init__(
        self,
        project: Project,
        program: Program,
        loading: Loading,
        places: Places,
        ev: Evaluator,
        commands: Iterable[CommandSink] = (),
    ) -> None:
        self.project, self.program, self.loading = project, program, loading
        self.places, self.ev = places, ev
        self._asked = 0
        self._written: dict[Location, set[str]] = {}
        self.owners = Owners(project, program, commands)
        self.names: dict[tuple[str, int], set[str]] = {}
        for variable in project.environment:
            self.names.setdefault((variable.path, variable.line), set()).add(variable.name)

    def develops(self, path: str) -> bool:
        """Whether a file only serves development; one of a package of the project does not because
        of the names of its folders alone."""
        body = self.program.by_path.get(path)
        return is_development(path) if body is None else body.facts.development

    def started(self, way: Way) -> list[Way]:
        """The way in each of the processes that begin with it, and that load what is on it."""
        every = started(way)
        if len(every) == 1:
            return every
        return [each for each in every if not self._lacks(each)] or [way]

    def _lacks(self, way: Way) -> bool:
        entry = way.entry
        main = self._main(entry) if entry is not None else None
        if entry is None or main is None:
            return False
        kept_out = self.loading.keeps_out(main, entry.body.module)
        return kept_out or self.loading.lacks(main, way.edges)

    def own(
        self, identified: Identified, launch: Launch | None, entry: Entry | None = None
    ) -> Identified:
        """Without the values that other processes give to variables, those that this one sets and
        those that it is not given."""
        if launch is not None:
            identified = self._set(identified, launch)
        main = self._main(entry) if entry is not None else None
        if main is None:
            return identified
        mine = {(v.path, v.line) for v in launch.environment} if launch is not None else set()
        foreign = {
            a: EnvValue(name, "", *_place(a), "")
            for a in identified.artifacts
            for name in self.names.get(_place(a), ())
            if _place(a) not in mine and self.owners.is_of_others(_place(a), main.facts.path)
        }
        return _without(
            identified, foreign, lambda v: f"variable {v.name} is set for another program"
        )

    def _set(self, identified: Identified, launch: Launch) -> Identified:
        mine = {(v.path, v.line) for v in launch.environment}
        open_ = [replace(v, value="") for v in launch.unfilled]
        own = {v.name: v for v in (*open_, *launch.environment)}
        foreign = {
            a: own.get(name) or EnvValue(name, "", launch.path, launch.line, "")
            for a in identified.artifacts
            for name in self.names.get(_place(a), ())
            if _place(a) not in mine and (name in own or _is_of_build(a, launch))
        }
        given = {v.name: v for v in launch.environment if v.value}
        if any(_place(a) in mine for a in identified.artifacts):
            defaults = self._defaults()
            for artifact in identified.artifacts:
                origin = artifact.origin
                if origin is not None and origin.kind.endswith("default"):
                    of = defaults.get(origin.location, set())
                    if of and of <= given.keys():
                        foreign[artifact] = given[min(of)]
        return _without(identified, foreign, lambda variable: _reason(variable, launch))

    def _defaults(self) -> dict[Location, set[str]]:
        """Where defaults of variables are written in the code -> the variables."""
        known = replaced_by(self.ev)
        if len(known) != self._asked:
            self._asked = len(known)
            self._written = {
                self.places.token(body.facts.path, position): names
                for (body, position), names in known.items()
                if isinstance(body, Body)
            }
        return self._written

    def loaded(self, identified: Identified, entry: Entry | None) -> Identified:
        """Without the values that are written in modules which the process never loads."""
        main = self._main(entry) if entry is not None else None
        if main is None:
            return identified

        def inside(location: Location | None) -> bool:
            module = self.program.by_path.get(location.path) if location is not None else None
            return module is None or not self.loading.keeps_out(main, module)

        kept = tuple(
            a for a in identified.artifacts if a.origin is None or inside(a.origin.location)
        )
        unknown = tuple(u for u in identified.unknown if inside(u.location))
        if len(kept) == len(identified.artifacts) or not (kept or unknown):
            return identified
        if len(kept) == 1 and kept[0].certainty == "alternative" and not unknown:
            kept = (replace(kept[0], certainty="exact"),)
        return replace(identified, artifacts=kept, unknown=unknown)

    def _main(self, entry: Entry) -> Body | None:
        """The module that a process begins with, where it is known."""
        if entry.main:
            return entry.body.module
        path = main_file(self.program, self.project, entry.launch) if entry.launch else None
        return self.program.by_path.get(path) if path is not None else None


_OF_BUILD = ("Dockerfile ARG", "compose build argument", "systemd Environment", "workflow ")
"""Where values stand that only a build, a workflow or a unit sees, unless they are passed on."""


_WITHIN = ("github-workflow", "subprocess", "systemd-service")


def _is_of_build(artifact: Artifact, launch: Launch) -> bool:
    """Whether a value never gets into a process like this one."""
    kind = artifact.origin.kind if artifact.origin is not None else ""
    return kind.startswith(_OF_BUILD) and launch.kind not in _WITHIN


def _without(
    identified: Identified, foreign: dict[Artifact, EnvValue], reason: Callable[[EnvValue], str]
) -> Identified:
    """Without what other processes are given; why nothing is known, where nothing is left."""
    if not foreign:
        return identified
    kept = tuple(a for a in identified.artifacts if a not in foreign)
    empty = dict.fromkeys(v for v in foreign.values() if not v.value) if not kept else {}
    unknown = (
        *identified.unknown,
        *(Unknown(reason(v), Location(v.path, v.line, 1, v.line, 1)) for v in empty),
    )
    if not kept and not unknown:
        return identified
    if len(kept) == 1 and kept[0].certainty == "alternative" and not unknown:
        kept = (replace(kept[0], certainty="exact"),)
    return replace(identified, artifacts=kept, unknown=unknown)


def _reason(variable: EnvValue, launch: Launch) -> str:
    if any(v.name == variable.name for v in launch.unfilled):
        return f"variable {variable.name} is not filled in"
    if any(v.name == variable.name for v in launch.environment):
        return f"variable {variable.name} is empty"
    return f"environment variable {variable.name} has no default"


def _place(artifact: Artifact) -> tuple[str, int]:
    if artifact.origin is None:
        return "", 0
    return artifact.origin.location.path, artifact.origin.location.line

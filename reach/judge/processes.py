"""What a process is given from outside is what its own deployment file gives it."""

from dataclasses import replace

from reach.graph.paths import Path as Way
from reach.identify.artifacts import Identified
from reach.records.finding import Artifact, Location, Unknown
from reach.records.project import Launch, Project


def started(way: Way) -> list[Way]:
    """The way in each of the processes that begin with it."""
    entry = way.entry
    if entry is None or not entry.also:
        return [way]
    return [way, *(replace(way, entry=replace(entry, launch=other)) for other in entry.also)]


class Processes:
    """Where deployment files write down the values of variables."""

    def __init__(self, project: Project) -> None:
        self.names: dict[tuple[str, int], set[str]] = {}
        for variable in project.environment:
            self.names.setdefault((variable.path, variable.line), set()).add(variable.name)

    def own(self, identified: Identified, launch: Launch | None) -> Identified:
        """Without the values that other processes give to variables which this one sets."""
        if launch is None:
            return identified
        mine = {(v.path, v.line) for v in launch.environment}
        own = {v.name: v for v in launch.environment}
        foreign = {
            a: own[name]
            for a in identified.artifacts
            for name in self.names.get(_place(a), ())
            if name in own and _place(a) not in mine
        }
        if not foreign:
            return identified
        kept = tuple(a for a in identified.artifacts if a not in foreign)
        empty = dict.fromkeys(v for v in foreign.values() if not v.value) if not kept else {}
        unknown = (
            *identified.unknown,
            *(
                Unknown(f"variable {v.name} is empty", Location(v.path, v.line, 1, v.line, 1))
                for v in empty
            ),
        )
        if not kept and not unknown:
            return identified
        if len(kept) == 1 and kept[0].certainty == "alternative" and not unknown:
            kept = (replace(kept[0], certainty="exact"),)
        return replace(identified, artifacts=kept, unknown=unknown)


def _place(artifact: Artifact) -> tuple[str, int]:
    if artifact.origin is None:
        return "", 0
    return artifact.origin.location.path, artifact.origin.location.line

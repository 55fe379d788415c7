"""What a sink call loads, whether it breaks a rule or not."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from reach.graph.build import Edge
from reach.graph.entries import STRENGTH, Entry
from reach.graph.sinks import SinkCall
from reach.judge.ways import Judged, as_launched, outermost
from reach.records.finding import (
    NAMED,
    Artifact,
    EntryPoint,
    Load,
    Location,
    Step,
    Unknown,
    Use,
    Witness,
)


class Describes(Protocol):
    """Turns entry points and ways into records."""

    def entry_point(self, entry: Entry) -> EntryPoint:
        """An entry point with its places."""

    def chain(self, edges: tuple[Edge, ...], sink: SinkCall) -> tuple[Step, ...]:
        """The call sites on a way."""


def load_of(
    sink: SinkCall,
    location: Location,
    snippet: str,
    judged: Sequence[Judged],
    describes: Describes,
) -> Load:
    """All that a sink call may load, on every way to it."""
    ways = as_launched(outermost(list(judged)))
    loading: dict[Artifact, list[tuple[Artifact, Judged]]] = {}
    unknown: dict[Unknown, None] = {}
    for each in sorted(ways, key=_strongest_first):
        unknown.update(dict.fromkeys(each.identified.unknown))
        for artifact in each.identified.artifacts:
            key = replace(artifact, certainty="")
            loading.setdefault(key, []).append((artifact, each))
    return Load(
        location=location,
        function=sink.body.name,
        sink=sink.name,
        role=sink.sink.artifact,
        grade=max((each.grade for each in ways), key=STRENGTH.__getitem__, default="dormant"),
        uses=tuple(_use(sink, found, describes) for found in loading.values()),
        unknown=tuple(unknown),
        snippet=snippet,
    )


def _use(sink: SinkCall, found: Sequence[tuple[Artifact, Judged]], describes: Describes) -> Use:
    """How one artifact is loaded; the strongest way stands first."""
    artifact = min((a for a, _ in found), key=lambda a: NAMED.index(a.certainty))
    ways = [each.way for _, each in found if each.way is not None]
    entries = list(dict.fromkeys(way.entry for way in ways if way.entry is not None))
    named = dict.fromkeys(describes.entry_point(entry) for entry in entries)
    witness = None
    if entries:
        best, loads = next(
            (way, each.identified)
            for _, each in found
            if (way := each.way) is not None and way.entry is not None
        )
        assert best.entry is not None
        witness = Witness(
            describes.entry_point(best.entry),
            describes.chain(best.edges, sink),
            loads.artifacts,
            loads.reasons,
        )
    return Use(artifact, found[0][1].grade, tuple(named), witness)


def _strongest_first(judged: Judged) -> tuple[int, int]:
    return -STRENGTH[judged.grade], len(judged.way.edges) if judged.way is not None else 0

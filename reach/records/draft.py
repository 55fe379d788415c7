"""Models that the project makes, before their parts are looked up in the inventory."""

from dataclasses import dataclass

from reach.records.finding import Artifact, EntryPoint, Location, Unknown
from reach.records.inventory import Transformation


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a model is made of, and the call that loads it."""

    parameter: str
    artifact: Artifact
    location: Location
    function: str
    sink: str
    steps: tuple[Transformation, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a model goes."""

    artifact: Artifact
    location: Location
    by: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A model that the project makes."""

    location: Location
    function: str
    trainer: str
    grade: str
    entry_points: tuple[EntryPoint, ...]
    models: tuple[Part, ...]
    datasets: tuple[Part, ...]
    outcomes: tuple[Outcome, ...]
    unknown: tuple[tuple[str, Unknown], ...]

"""What of all that a sink call may load counts on one way to it."""

from collections.abc import Callable
from dataclasses import replace

from reach.discover.development import is_development
from reach.flow.settings.started import GIVEN, NOT_KNOWN, SUBPROCESS, is_replaced
from reach.identify.artifacts import Identified
from reach.records.finding import Artifact, Location, Unknown
from reach.records.project import Launch

ONLY_TESTED = "only tests and examples give it a value"
"""Reason for what is not known because nobody else says it."""


def without_tests(
    identified: Identified, call: Location, development: Callable[[str], bool] = is_development
) -> Identified:
    """What a program may load that runs no test: values that only tests and examples write down
    do not get there."""
    if development(call.path):  # a program in a folder that is called like one of tests
        return identified

    def serious(location: Location | None) -> bool:
        return location is None or not development(location.path)

    artifacts = [a for a in identified.artifacts if a.origin is None or serious(a.origin.location)]
    unknown = tuple(u for u in identified.unknown if serious(u.location))
    gaps = tuple(u for u in identified.gaps if serious(u.location))
    if identified.artifacts and not artifacts and not unknown:
        unknown = (Unknown(ONLY_TESTED, call),)
    kept = tuple(artifacts) if unknown else _alone(artifacts)
    return replace(identified, artifacts=kept, unknown=unknown, gaps=gaps)


def as_started(
    identified: Identified, launch: Launch | None, by_itself: bool = False
) -> Identified:
    """What is loaded when the program is started in this way: options given there stand in place
    of their defaults, and those given elsewhere are not in force. `by_itself`: by another part of
    the project."""
    given = [a for a in identified.artifacts if _kind(a) in (GIVEN, SUBPROCESS)]
    places = {(launch.written or launch.path, n) for n in launch.lines} if launch else set()
    if not by_itself:
        open_ = tuple(u for u in identified.unknown if u.reason != NOT_KNOWN)
        identified = replace(identified, unknown=open_)
    if by_itself:
        mine = [a for a in given if _kind(a) == SUBPROCESS]
    else:
        mine = [a for a in given if _kind(a) != SUBPROCESS and _place(a) in places]
    if mine:
        gone = [a for a in identified.artifacts if a in given or is_replaced(_kind(a))]
        kept = [a for a in identified.artifacts if a in mine or a not in gone]
    else:
        kept = [a for a in identified.artifacts if a not in given]
    if len(kept) == len(identified.artifacts) or not (kept or identified.unknown):
        return identified
    return replace(identified, artifacts=_alone(kept))


def _alone(artifacts: list[Artifact]) -> tuple[Artifact, ...]:
    if len(artifacts) == 1 and artifacts[0].certainty == "alternative":
        return (replace(artifacts[0], certainty="exact"),)
    return tuple(artifacts)


def _kind(artifact: Artifact) -> str:
    return artifact.origin.kind if artifact.origin is not None else ""


def _place(artifact: Artifact) -> tuple[str, int] | None:
    where = artifact.origin.location if artifact.origin is not None else None
    return (where.path, where.line) if where is not None else None

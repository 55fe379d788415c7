"""Ways to a sink call that were judged, and which of them count."""

from dataclasses import replace
from math import prod

from reach.flow.bodies import Body
from reach.graph.entries import STRENGTH, Entry
from reach.graph.paths import Path as Way
from reach.graph.sinks import SinkCall
from reach.identify.artifacts import Identified
from reach.judge.checks import Call
from reach.judge.recognise import Fact
from reach.records.finding import Artifact
from reach.records.project import Launch
from reach.records.record import dataclass
from reach.records.rule import Check

IMAGE = "dockerfile-"
"""How the kinds of processes begin that images start by themselves."""

TOGETHER = 0.2
"""What several guards leave at least: none of them alone is sure."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One way to a sink call, with the checks that apply on it."""

    way: Way | None
    identified: Identified
    checks: tuple[Check, ...]
    facts: tuple[str, ...]
    guards: tuple[Fact, ...] = ()
    call: Call | None = None

    @property
    def grade(self) -> str:
        """That of the entry point."""
        return self.way.entry.grade if self.way is not None and self.way.entry else "dormant"

    def guarding(self, rule: str) -> dict[Fact, float]:
        """The guards that concern a rule, each with what it leaves of the severity."""
        shares = [(fact, dict(fact.guard.lowers).get(rule)) for fact in self.guards]
        return {fact: share for fact, share in shares if share is not None}

    def share(self, rule: str) -> float:
        """What the guards leave of a rule's severity: what each of those leaves that look at
        different things, but together no less than a fifth, unless one alone does."""
        shares = self.guarding(rule)
        strongest: dict[str, float] = {}
        for fact, share in shares.items():
            subject = fact.guard.looks_at or fact.guard.id
            strongest[subject] = min(share, strongest.get(subject, 1.0))
        return max(prod(strongest.values()), min(TOGETHER, *shares.values(), 1.0))


def development(sink: SinkCall, way: Way | None) -> bool:
    """Whether a way, or the sink itself, is in a file that only serves development."""
    if way is None or sink.body.facts.development:
        return True
    ends = (way.entry.body,) if way.entry is not None else ()
    return any(body.facts.development for body in (*ends, *(e.caller for e in way.edges)))


def strays(way: Way) -> bool:
    """Whether a program is said to get into a test or an example, by a method that these override:
    it runs none of them."""
    return any(
        edge.certainty in ("dispatch", "name")
        and edge.callee.facts.development
        and not edge.caller.facts.development
        for edge in way.edges
    )


def not_only_tests(judged: list[Judged]) -> list[Judged]:
    """What tests and examples load does not concern those who run the program."""
    serious = [
        j
        for j in judged
        if j.way is not None
        and j.way.entry is not None
        and STRENGTH[j.way.entry.grade] > STRENGTH["development"]
    ]
    return serious or judged


def as_launched(judged: list[Judged]) -> list[Judged]:
    """What a deployment file starts is judged as it is started there: the command of an image as
    the services run it that are made from the image."""
    entries = [j.way.entry for j in judged if j.way is not None and j.way.entry is not None]
    launched: dict[tuple[Body, bool], list[Launch]] = {}
    for each in entries:
        if each.launch is not None and each.grade == "deployed":
            launched.setdefault((each.body, each.main), []).append(each.launch)

    def otherwise(each: Judged) -> bool:
        entry = each.way.entry if each.way is not None else None
        if entry is None:
            return False
        started = launched.get((entry.body, entry.main), [])
        if entry.launch is None:
            by_hand = entry.main and entry.kind == "script"  # without a `__main__`
            return bool(started) or (by_hand and (entry.body, False) in launched)
        return any(_runs(launch, entry.launch) for launch in started)

    return [j for j in judged if not otherwise(j)]


def _runs(service: Launch, image: Launch) -> bool:
    """Whether a service runs what an image starts, maybe with arguments of its own."""
    if not image.kind.startswith(IMAGE) or service.kind.startswith(IMAGE):
        return False
    words = image.command
    return service.written == image.path or (words != () and service.command[: len(words)] == words)


def without_mixtures(judged: list[Judged]) -> list[Judged]:
    """A program that somebody starts by hand is given none of what its processes are given: what
    one of these is given with what another one is given is not loaded by anybody."""
    given: dict[tuple[Body, bool], set[Artifact]] = {}
    for each in judged:
        entry = each.way.entry if each.way is not None else None
        if entry is not None and entry.launch is not None:
            given.setdefault((entry.body, entry.main), set()).update(each.identified.artifacts)

    def alone(each: Judged) -> Judged | None:
        entry = each.way.entry if each.way is not None else None
        if entry is None or entry.launch is not None:
            return each
        known = given.get((entry.body, entry.main), set())
        written = {(a.id, a.origin) for a in known if a.origin is not None}
        whole = {(a.id, a.origin, a.revision) for a in known}
        artifacts = each.identified.artifacts
        kept = tuple(
            a
            for a in artifacts
            if (a.id, a.origin, a.revision) in whole or (a.id, a.origin) not in written
        )
        if len(kept) == len(artifacts):
            return each
        if not kept and not each.identified.unknown:
            return None
        return replace(each, identified=replace(each.identified, artifacts=kept))

    found = [alone(each) for each in judged] if given else judged
    return [each for each in found if each is not None] or judged


def outermost(judged: list[Judged]) -> list[Judged]:
    """Without the ways that are the end of another one, where what they begin with is no way in of
    its own: a dependency of a route, a command of a program, a handler that is called by what its
    decorators put in its place."""
    through: dict[Body, list[Way]] = {}
    for each in judged:
        if each.way is not None and each.way.entry is not None:
            for body in dict.fromkeys(edge.callee for edge in each.way.edges):
                through.setdefault(body, []).append(each.way)

    def is_end(way: Way | None) -> bool:
        if way is None or way.entry is None:
            return False
        return any(_leads_to(outer, way) for outer in through.get(way.entry.body, ()))

    return [j for j in judged if not is_end(j.way)]


def _leads_to(outer: Way, inner: Way) -> bool:
    if outer.entry is None or inner.entry is None:
        return False
    if not _hides(outer.entry, inner.entry):
        return False
    before = len(outer.edges) - len(inner.edges)
    if before < 1 or outer.edges[before:] != inner.edges:
        return False
    return outer.edges[before - 1].callee is inner.entry.body


def _hides(outer: Entry, inner: Entry) -> bool:
    """Whether one entry point is no way in of its own next to another that leads to it. A public
    function is none where a program calls it: that says with what."""
    if inner.kind == "public-api":
        return STRENGTH[outer.grade] > STRENGTH[inner.grade]
    if outer.grade != inner.grade:
        return False
    same = (outer.kind, outer.name) == (inner.kind, inner.name)
    return same or inner.kind.endswith(("-command", "-dependency"))

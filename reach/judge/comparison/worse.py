"""What got worse about a finding, in sentences."""

from collections.abc import Iterator, Mapping

from reach.judge.comparison.artifacts import artifact_changes, listed, other_artifacts
from reach.judge.comparison.calls import Call, calls_of, place_of
from reach.judge.comparison.renames import Renames
from reach.later import regex
from reach.records.finding import GRADES, Change, Finding, Report

MAX_WITNESSES = 8
"""A finding with so many witnesses may have had more, that its report did not name."""

_NOTICED = 0.05
_PLACE = regex(r" \([^()]*:\d+\)$")


class Comparison:
    """Findings of a report against the calls of an earlier one."""

    def __init__(
        self,
        before: Report,
        report: Report,
        pairs: Mapping[int, Call],
        renamed: Mapping[str, str],
    ) -> None:
        calls = calls_of(report, renamed)
        self.calls = {(call.location, call.sink): call for call in calls}
        self.earlier = {
            (calls[number].location, calls[number].sink): old for number, old in pairs.items()
        }
        matched = [(old, calls[number]) for number, old in pairs.items()]
        self.renames = Renames(matched, before, report, renamed)
        self.suppressed = {each.finding: each.suppression for each in before.suppressed}
        self.guarded = {(g.rule, g.sink, g.location.path): g.guards for g in before.guarded}

    def changes(self, finding: Finding) -> tuple[Change, ...]:
        """How the finding is worse than before; empty if it is not."""
        place = place_of(finding)
        old, now = self.earlier.get(place), self.calls[place]
        if old is None:
            return (Change("new", f"This call of {finding.sink} is new."),)
        before = old.finding(finding.rule)
        found = [
            *self.suppression(before),
            *self.grade(old if before is None else before, finding),
            *artifact_changes(old, now, finding),
            *other_artifacts(before, finding),
            *self.guards(old, before, finding),
        ]
        if not any(change.kind == "grade" for change in found):
            found += self.entries(old, before, finding)
        if before is None and not found:
            found = [Change("new", _broken(old, finding))]
        if before is not None and not found:
            found = list(_severity(before, finding))
        return tuple(found)

    def suppression(self, before: Finding | None) -> Iterator[Change]:
        """A finding that was not reported."""
        said = self.suppressed.get(before) if before is not None else None
        if said is not None:
            ended = f", until {said.until}" if said.until is not None else ""
            text = f"It was suppressed until now: {said.reason}{ended}."
            yield Change("suppression", text, said.reason, None)

    def grade(self, old: Call | Finding, finding: Finding) -> Iterator[Change]:
        """A stronger grade, and who brings it."""
        if GRADES.index(finding.grade) <= GRADES.index(old.grade):
            return
        text = f"The grade was {old.grade}, now {finding.grade}"
        if finding.witnesses:
            text += f": {finding.witnesses[0].entry.name} reaches it"
        yield Change("grade", f"{text}.", old.grade, finding.grade)

    def entries(self, old: Call, before: Finding | None, finding: Finding) -> Iterator[Change]:
        """Entry points that did not reach it. One that is weaker than those that did adds
        nothing, and may only have been hidden behind them."""
        known = self.known_entries(old, before)
        bar = GRADES.index(old.grade if before is None else before.grade)
        new: dict[str, None] = {}
        for witness in finding.witnesses:
            entry = witness.entry
            if (entry.kind, entry.name) in known or self.renames.was(witness, old.entries):
                continue
            if GRADES.index(entry.grade) >= bar:
                new[entry.name] = None
        if new:
            verb = "reaches" if len(new) == 1 else "reach"
            yield Change(
                "entry-point", f"{listed(list(new))} {verb} it now.", None, next(iter(new))
            )

    def known_entries(self, old: Call, before: Finding | None) -> set[tuple[str, str]]:
        """Entry points that reached the call in a way that broke the rule; where not all of these
        are known, or the rule was not broken, all that reached the call."""
        if before is not None and len(before.witnesses) < MAX_WITNESSES:
            return {(w.entry.kind, w.entry.name) for w in before.witnesses}
        return {(entry.kind, entry.name) for entry in old.entries}

    def guards(self, old: Call, before: Finding | None, finding: Finding) -> Iterator[Change]:
        """Guards that are gone."""
        if before is not None:
            had = before.guards
        else:
            had = self.guarded.get((finding.rule, finding.sink, old.location.path), ())
        kept = {_PLACE.sub("", guard) for guard in finding.guards}
        gone = [name for name in (_PLACE.sub("", guard) for guard in had) if name not in kept]
        for name in dict.fromkeys(gone):
            yield Change("guard", f"It was guarded by: {name}. Now it is not.", name, None)


def _broken(old: Call, finding: Finding) -> str:
    """A call that was there, and broke no such rule."""
    if old.sink != finding.sink:
        return f"It was loaded with {old.sink}, now with {finding.sink}."
    names = listed(list(dict.fromkeys(artifact.id for artifact in finding.artifacts)))
    loaded = f" of {names}" if names else ""
    return f"This load{loaded} did not break the rule {finding.rule} before."


def _severity(before: Finding, finding: Finding) -> Iterator[Change]:
    """A higher severity that nothing else explains, and the facts that may."""
    if finding.severity < before.severity + _NOTICED:
        return
    was, now = f"{before.severity:.1f}", f"{finding.severity:.1f}"
    facts = [fact for fact in finding.conditions if fact not in before.conditions]
    because = f": {'; '.join(facts)}" if facts else ""
    yield Change("severity", f"The severity was {was}, now {now}{because}.", was, now)

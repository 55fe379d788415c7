"""Findings as results: message, locations, code flows, fingerprints and properties."""

from collections.abc import Iterable, Iterator
from typing import Any

import sarif_om as om

from reach.output.phrases import (
    all_unknown,
    different,
    pin_state,
    weakest_certainty,
    witness_artifacts,
    written,
)
from reach.output.sarif.fixes import fixes
from reach.output.sarif.flows import FLOW_LIMIT, called, code_flows, logical, shortened
from reach.output.sarif.messages import link, literal, plain_text
from reach.output.sarif.places import Places
from reach.output.sarif.rules import level, rule_id
from reach.records.finding import Artifact, Finding, Location, Suppression, Witness

LINKED_LIMIT = 5
"""Identifiers, and reasons for not knowing, that a message names; more are counted."""
LISTED_STEPS = 12
"""Calls of the best way that a message lists; the middle of longer ones is left out."""
PROPERTY_LIMIT = 50
LOADS_LIMIT = 500
ID_LIMIT = 2000


class Related:
    """The related locations of one result: each place once, with an id to link to."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._ids: dict[tuple[Location, str], int] = {}

    def link(self, text: str, where: Location, message: str) -> str:
        """A link to the place; an equal one already made is used again."""
        target = self._ids.setdefault((where, literal(message, 300)), len(self._ids) + 1)
        return link(text, target)

    def label(self, where: Location) -> str:
        """The place as text."""
        return self._places.label(where)

    def locations(self) -> list[Any] | None:
        """The places that were linked, in the order of their ids."""
        return [
            om.Location(
                id=number,
                physical_location=self._places.physical(where),
                message=om.Message(text=message),
            )
            for (where, message), number in self._ids.items()
        ] or None


def result(
    finding: Finding,
    rule_index: int,
    places: Places,
    *,
    compared: bool = False,
    said: Suppression | None = None,
) -> Any:
    """One result for one finding; with its state where the report was compared with another, and
    why it is suppressed, if it is."""
    related = Related(places)
    text = "\n".join((" ".join(_sentences(finding, related)), *_steps(finding, related)))
    sink = om.Location(
        physical_location=places.physical(finding.location, finding.snippet, context=True),
        logical_locations=logical(finding.function),
    )
    return om.Result(
        rule_id=rule_id(finding.rule, finding.grade),
        rule_index=rule_index,
        level=level(finding.severity),
        rank=round(min(10.0, max(0.0, finding.severity)) * 10, 1),
        message=om.Message(text=text),
        locations=[sink],
        code_flows=code_flows(finding, places),
        related_locations=related.locations(),
        partial_fingerprints=_fingerprints(finding, places),
        baseline_state=_state(finding) if compared else None,
        fixes=fixes(finding, places),
        suppressions=None if said is None else [_suppression(said)],
        properties=_properties(finding),
    )


def _suppression(said: Suppression) -> Any:
    ends = f" (until {said.until})" if said.until is not None else ""
    return om.Suppression(
        kind="inSource" if said.kind == "comment" else "external",
        state="accepted",
        justification=plain_text(f"{said.reason}{ends}"),
    )


def _state(finding: Finding) -> str:
    if not finding.changes:
        return "unchanged"
    return "new" if any(change.kind == "new" for change in finding.changes) else "updated"


def _fingerprints(finding: Finding, places: Places) -> dict[str, str]:
    line = places.line_hash(finding.location)
    own = {"reachPath/v1": plain_text(finding.fingerprint)}
    return own if line is None else {"primaryLocationLineHash": line, **own}


def _sentences(finding: Finding, related: Related) -> Iterator[str]:
    """The finding's own message first: its first sentence stands alone."""
    yield _ended(literal(finding.message))
    yield from (_ended(literal(change.text)) for change in finding.changes)
    yield from _entry_sentence(finding, related)
    yield from _artifact_sentences(finding, related)
    yield from _unknown_sentences(finding, related)
    if finding.conditions:
        yield f"Decided by {literal('; '.join(finding.conditions))}."
    if finding.guards:
        yield f"Guarded by {literal('; '.join(finding.guards))}."
    if finding.fix:
        yield f"To fix: {_ended(literal(finding.fix))}"


def _steps(finding: Finding, related: Related) -> Iterator[str]:
    """The best way, a line for each step: many viewers show the message and no code flow."""
    if not finding.witnesses or not finding.witnesses[0].chain:
        return
    best = finding.witnesses[0]
    yield "Step by step:"
    at = best.entry.location
    place = related.link(related.label(at), at, f"Entry point {best.entry.name}")
    yield f"1. {literal(best.entry.name or best.entry.kind, 200)} ({place})"
    shown, gaps = shortened(best.chain, LISTED_STEPS)
    for number, (step, gap) in enumerate(zip(shown, gaps, strict=True), start=2):
        said = literal(called(step), 300)
        place = related.link(related.label(step.location), step.location, f"Step {number}")
        left_out = f"({gap} calls left out) " if gap else ""
        yield f"{number}. {left_out}{said} ({place})"


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _more(total: int, limit: int) -> str:
    return f" and {total - limit} more" if total > limit else ""


def _entry_sentence(finding: Finding, related: Related) -> Iterator[str]:
    entries = list(dict.fromkeys(witness.entry for witness in finding.witnesses))
    if not entries:
        return
    links = []
    for entry in entries[:FLOW_LIMIT]:
        text = related.link(entry.name or entry.kind, entry.location, f"Entry point {entry.name}")
        if entry.deployment is not None:
            line = related.label(entry.deployment)
            text += f" (started by {related.link(line, entry.deployment, 'Starts it')})"
        links.append(text)
    yield f"Reached from {', '.join(links)}{_more(len(entries), FLOW_LIMIT)}."


def _artifact_sentences(finding: Finding, related: Related) -> Iterator[str]:
    every = witness_artifacts(finding)
    artifacts = different(every)
    parts = []
    for artifact in artifacts[:LINKED_LIMIT]:
        pin = pin_state(artifact)
        text = literal(f"{artifact.id} ({pin})" if pin else artifact.id, 300)
        same = [each for each in every if different((artifact, each)) == (artifact,)]
        links = _origins(same[:LINKED_LIMIT], related)
        if links:
            text += f" from {', '.join(links)}{_more(len(same), LINKED_LIMIT)}"
        parts.append(text)
    if parts:
        yield f"Loads {'; '.join(parts)}{_more(len(artifacts), LINKED_LIMIT)}."


def _origins(artifacts: list[Artifact], related: Related) -> list[str]:
    """Links to the places where one name is written."""
    links: dict[str, None] = {}
    for artifact in artifacts:
        if artifact.origin is not None:
            where, kind = artifact.origin.location, written(artifact, artifact.origin)
            message = f"{artifact.id} is written here ({kind})"
            links[related.link(related.label(where), where, message)] = None
    return list(links)


def _unknown_sentences(finding: Finding, related: Related) -> Iterator[str]:
    unknown = all_unknown(finding)
    parts = []
    for item in unknown[:LINKED_LIMIT]:
        text = literal(item.reason, 300)
        if item.location is not None:
            text += f" ({related.link(related.label(item.location), item.location, item.reason)})"
        parts.append(text)
    if parts:
        yield f"Not known: {'; '.join(parts)}{_more(len(unknown), LINKED_LIMIT)}."


def _properties(finding: Finding) -> dict[str, Any]:
    """What code scanning has no place for; lists are sorted sets in the report's order."""
    artifacts = witness_artifacts(finding)
    best = finding.witnesses[:1]
    values = {
        "grade": finding.grade,
        "severity": finding.severity,
        "certainty": weakest_certainty(best[0]) if best else None,
        "sink": plain_text(finding.sink),
        "artifacts": _listed(item.purl or f"{item.hub}:{item.id}" for item in artifacts),
        "entryPoints": _listed(f"{w.entry.kind}: {w.entry.name}" for w in finding.witnesses),
        "loads": _each_once(_loaded(artifact) for artifact in artifacts),
        "reachedFrom": _each_once(_reached(witness) for witness in finding.witnesses),
        "unknown": _listed(item.reason for item in all_unknown(finding)),
        "conditions": _listed(finding.conditions),
        "guards": _listed(finding.guards),
    }
    return {key: value for key, value in values.items() if value not in (None, [])}


def _loaded(artifact: Artifact) -> dict[str, Any]:
    """What a later report may be compared with."""
    return {
        "type": plain_text(artifact.type),
        "hub": plain_text(artifact.hub),
        "id": plain_text(artifact.id, ID_LIMIT),
        "revision": artifact.revision and plain_text(artifact.revision, ID_LIMIT),
        "pinned": artifact.pinned,
        "file": artifact.file and plain_text(artifact.file, ID_LIMIT),
        "format": plain_text(artifact.format),
    }


def _reached(witness: Witness) -> dict[str, Any]:
    entry = witness.entry
    name = plain_text(entry.name, ID_LIMIT)
    return {"kind": plain_text(entry.kind), "name": name, "grade": entry.grade}


def _each_once(items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({tuple(item.values()): item for item in items}.values())[:LOADS_LIMIT]


def _listed(texts: Any) -> list[str]:
    return list(dict.fromkeys(plain_text(text, 500) for text in texts))[:PROPERTY_LIMIT]

"""The findings as compact data for the page's script: what occurs often is numbered."""

from collections.abc import Hashable
from dataclasses import replace
from typing import Any, Generic, TypeVar

from reach.output.escape import bounded, visible
from reach.output.html.places import Places
from reach.output.phrases import (
    GRADE_MEANING,
    all_unknown,
    certainty_note,
    pin_state,
    severity_name,
    strongest_first,
    witness_artifacts,
    written,
)
from reach.records.finding import (
    Artifact,
    EntryPoint,
    Finding,
    Report,
    Suppressed,
    Unknown,
    Witness,
)
from reach.records.inventory import (
    Component,
    Ingredient,
    Inventory,
    Occurrence,
    Product,
    Training,
)
from reach.records.repair import Fix
from reach.records.rule import Ruleset

Json = dict[str, Any]
T = TypeVar("T", bound=Hashable)

TEXT_LIMIT = 1000
STEP_LIMIT = 60
"""Steps of a witness that the page knows; the middle of longer ones is left out."""


class _Numbered(Generic[T]):
    """Different things, numbered in the order in which they were met."""

    def __init__(self) -> None:
        self.numbers: dict[T, int] = {}

    def number(self, item: T) -> int:
        return self.numbers.setdefault(item, len(self.numbers))


class _Document:
    """Collects the tables while the findings are written down."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.artifacts: _Numbered[Artifact] = _Numbered()
        self.entries: _Numbered[EntryPoint] = _Numbered()
        self.unknown: _Numbered[Unknown] = _Numbered()

    def finding(self, finding: Finding) -> Json:
        return {
            "id": _text(finding.fingerprint),
            "rule": _text(finding.rule),
            "grade": _text(finding.grade),
            "severity": finding.severity,
            "level": severity_name(finding.severity),
            "message": _text(finding.message),
            "at": self.places.number(finding.location),
            "in": _text(finding.function),
            "sink": _text(finding.sink),
            "excerpt": self.places.excerpt(finding.location),
            "snippet": [_text(line) for line in finding.snippet.expandtabs(4).split("\n")[:12]],
            "artifacts": self._artifacts(witness_artifacts(finding)),
            "unknown": self._unknown(all_unknown(finding)),
            "witnesses": [self._witness(witness) for witness in finding.witnesses],
            "conditions": [_text(text) for text in finding.conditions],
            "guards": [_text(text) for text in finding.guards],
            "changes": [[_text(change.kind), _text(change.text)] for change in finding.changes],
            "repair": None if finding.edits is None else self._repair(finding.edits),
            "fix": None if finding.fix is None else _text(finding.fix),
        }

    def suppressed(self, suppressed: Suppressed) -> Json:
        """A finding that the project lives with, and why."""
        why = suppressed.suppression
        where = f"{why.path}:{why.line}" if why.line is not None else why.path
        return {
            **self.finding(suppressed.finding),
            "suppression": {
                "reason": _text(why.reason),
                "until": why.until,
                "by": _text(f"{why.kind} in {where}"),
            },
        }

    def _witness(self, witness: Witness) -> Json:
        calls = witness.chain[:-1]
        left_out = max(0, len(calls) - STEP_LIMIT)
        if left_out:
            half = STEP_LIMIT // 2
            calls = calls[:half] + calls[len(calls) - half :]
        return {
            "entry": self.entries.number(witness.entry),
            "calls": [
                [
                    _text(step.function),
                    self.places.number(step.location),
                    _text(step.callee),
                    certainty_note(step).strip(" ()"),
                ]
                for step in calls
            ],
            "leftOut": left_out,
            "note": certainty_note(witness.chain[-1]).strip(" ()") if witness.chain else "",
            "artifacts": self._artifacts(witness.artifacts),
            "unknown": self._unknown(witness.unknown),
        }

    def _repair(self, fix: Fix) -> Json:
        """The edits that `reach fix` would make."""
        return {
            "title": _text(fix.title),
            "reasons": [_text(reason) for reason in fix.reasons],
            "edits": [[self.places.number(each.location), _text(each.text)] for each in fix.edits],
        }

    def _artifacts(self, artifacts: tuple[Artifact, ...]) -> list[int]:
        return [self.artifacts.number(artifact) for artifact in artifacts]

    def _unknown(self, unknown: tuple[Unknown, ...]) -> list[int]:
        return [self.unknown.number(each) for each in unknown]

    def artifact(self, artifact: Artifact) -> Json:
        origin = artifact.origin
        return {
            "type": _text(artifact.type),
            "hub": _text(artifact.hub),
            "id": _text(artifact.id),
            "pinned": artifact.pinned,
            "pin": _text(pin_state(artifact)),
            "file": None if artifact.file is None else _text(artifact.file),
            "format": _text(artifact.format),
            "certainty": _text(artifact.certainty),
            "at": None if origin is None else self.places.number(origin.location),
            "written": "" if origin is None else _text(written(artifact, origin)),
        }

    def entry(self, entry: EntryPoint) -> Json:
        at = entry.location
        if (at.line, at.column) == (1, 1):  # a whole file, of which the first line says nothing
            at = replace(at, end_line=1, end_column=1)
        return {
            "kind": _text(entry.kind),
            "name": _text(entry.name) or "(no name)",
            "grade": _text(entry.grade),
            "at": self.places.number(at),
            "deployment": self.places.number(entry.deployment),
        }

    def component(self, component: Component, findings: dict[str, int]) -> Json:
        """What is loaded, with everybody who loads it."""
        occurrences = component.occurrences
        origins = dict.fromkeys(each for o in occurrences for each in o.origins)
        return {
            "type": _text(component.type),
            "hub": _text(component.hub),
            "id": _text(component.id),
            "aliases": [_text(alias) for alias in component.aliases],
            "publisher": None if component.publisher is None else _text(component.publisher),
            "pinned": component.pinned,
            "pin": _text(pin_state(component)),
            "files": [_text(file) for file in component.files],
            "formats": [_text(name) for name in component.formats],
            "grade": _text(component.grade),
            "origins": [[self.places.number(o.location), _text(o.kind)] for o in origins],
            "loads": [self._load(each, findings) for each in occurrences],
        }

    def _load(self, occurrence: Occurrence, findings: dict[str, int]) -> Json:
        return {
            "at": self.places.number(occurrence.location),
            "sink": _text(occurrence.sink),
            "entries": [self.entries.number(entry) for entry in occurrence.entry_points],
            "findings": [findings[each] for each in occurrence.findings if each in findings],
        }

    def training(self, training: Training, numbers: dict[str, int]) -> Json:
        """A model that the project makes; `numbers` are those of the components."""
        return {
            "at": self.places.number(training.location),
            "in": _text(training.function),
            "trainer": _text(training.trainer),
            "grade": _text(training.grade),
            "entries": [self.entries.number(entry) for entry in training.entry_points],
            "models": self._ingredients(training.models, numbers),
            "datasets": self._ingredients(training.datasets, numbers),
            "products": [self._product(each, numbers) for each in training.products],
            "unknown": [[_text(name), self.unknown.number(u)] for name, u in training.unknown],
        }

    def _ingredients(
        self, ingredients: tuple[Ingredient, ...], numbers: dict[str, int]
    ) -> list[Json]:
        return [
            {
                "of": numbers[each.ref],
                "as": _text(each.parameter),
                "steps": [
                    [_text(step.name), _text(step.by or ""), self.places.number(step.location)]
                    for step in each.steps
                ],
            }
            for each in ingredients
            if each.ref in numbers
        ]

    def _product(self, product: Product, numbers: dict[str, int]) -> Json:
        return {
            "of": numbers.get(product.ref),
            "type": _text(product.type),
            "hub": _text(product.hub),
            "id": _text(product.id),
            "by": _text(product.by),
            "at": self.places.number(product.location),
        }

    def reason(self, unknown: Unknown) -> Json:
        return {"reason": _text(unknown.reason), "at": self.places.number(unknown.location)}


def document(report: Report, ruleset: Ruleset, loaded: Inventory, places: Places) -> Json:
    """All that the page's script needs. Every text is on one line and shows what it holds."""
    tables = _Document(places)
    findings = [tables.finding(finding) for finding in report.findings]
    suppressed = [tables.suppressed(each) for each in report.suppressed]
    numbers = {finding.fingerprint: n for n, finding in enumerate(report.findings)}
    components = [tables.component(each, numbers) for each in loaded.components]
    refs = {each.ref: number for number, each in enumerate(loaded.components)}
    trainings = [tables.training(each, refs) for each in loaded.trainings]
    known = {rule.id: rule for rule in ruleset.rules}
    used = dict.fromkeys(finding.rule for finding in report.findings)
    titled = dict.fromkeys((*used, *(each.finding.rule for each in report.suppressed)))
    return {
        "findings": findings,
        "suppressed": suppressed,
        "components": components,
        "trainings": trainings,
        "artifacts": [tables.artifact(each) for each in tables.artifacts.numbers],
        "entries": [tables.entry(each) for each in tables.entries.numbers],
        "unknown": [tables.reason(each) for each in tables.unknown.numbers],
        "places": places.table,
        "grades": {
            _text(grade): GRADE_MEANING.get(grade, "")
            for grade in strongest_first(finding.grade for finding in report.findings)
        },
        "rules": list(map(_text, used)),
        "titles": {_text(name): known[name].title if name in known else "" for name in titled},
    }


def _text(text: str) -> str:
    return visible(bounded(text, TEXT_LIMIT))

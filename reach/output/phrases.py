"""Short phrases that several outputs share: places, pin states, severity names."""

from collections import Counter
from collections.abc import Iterable, Iterator

from reach.records.finding import (
    CERTAINTIES,
    GRADES,
    Artifact,
    Finding,
    Location,
    Notice,
    Origin,
    Report,
    Step,
    Unknown,
    Witness,
)
from reach.records.inventory import Component

FOLDED = ("dormant", "development")
"""Grades that are shown as one summary line unless more is asked for."""

GRADE_MEANING = {
    "deployed": "started by a deployment file of the repository",
    "exposed": "reached from a network or message handler",
    "runnable": "reached from a program",
    "public": "reached from the public interface only",
    "development": "reached from tests, examples, benchmarks or docs only",
    "dormant": "no entry point found",
}

_CERTAINTY_NOTE = {
    "dispatch": " (one of several)",
    "framework": " (called by the framework)",
    "handed": " (handed to something unknown)",
    "name": " (matched by name only)",
}

_LEVELS = ((9.0, "critical"), (7.0, "high"), (4.0, "medium"), (0.0, "low"))


def severity_name(severity: float) -> str:
    """`critical`, `high`, `medium` or `low`, as code scanning names the score."""
    return next((name for floor, name in _LEVELS if severity >= floor), "low")


def joined(prefix: str, path: str) -> str:
    """A path relative to the scanned root as seen from where the report is read."""
    prefix = prefix.strip("/").removeprefix("./")
    return path if prefix in ("", ".") else f"{prefix}/{path}"


def place(location: Location, prefix: str = "") -> str:
    """`path:line:column`, the form that editors and terminals make clickable."""
    text = f"{joined(prefix, location.path)}:{location.line}:{location.column}"
    return text if location.cell is None else f"{text} (cell {location.cell})"


def by_kind(notices: Iterable[Notice]) -> list[tuple[str, list[Notice]]]:
    """Notices that say the same of several functions, together; what is said most often first."""
    kinds: dict[str, list[Notice]] = {}
    for notice in notices:
        kinds.setdefault(notice.kind, []).append(notice)
    return sorted(kinds.items(), key=lambda item: -len(item[1]))


def pin_state(artifact: Artifact | Component) -> str:
    """How firmly the revision is fixed, in a few words; empty where no revision exists."""
    if artifact.pinned:
        return f"pinned {(artifact.revision or '')[:12]}".strip()
    if artifact.hub in ("local", "file"):
        return ""
    if artifact.revision:
        return f"not pinned: {artifact.revision}"
    return "unpinned"


def written(artifact: Artifact, origin: Origin) -> str:
    """How the project writes down what it loads: `literal`, or `literal, as "large-v3"`."""
    return origin.kind if artifact.alias is None else f'{origin.kind}, as "{artifact.alias}"'


def certainty_note(step: Step) -> str:
    """How sure the call is, in brackets; empty for a call that was resolved."""
    return _CERTAINTY_NOTE.get(step.certainty, "")


def weakest_certainty(witness: Witness) -> str:
    """The certainty of the weakest edge of a witness."""
    edges = [step.certainty for step in witness.chain if step.certainty in CERTAINTIES]
    return max(edges, key=CERTAINTIES.index, default=CERTAINTIES[0])


def witness_artifacts(finding: Finding) -> tuple[Artifact, ...]:
    """Every artifact of the finding and of its witnesses, each once, in order."""
    found = dict.fromkeys(finding.artifacts)
    for witness in finding.witnesses:
        found.update(dict.fromkeys(witness.artifacts))
    return tuple(found)


def different(artifacts: Iterable[Artifact]) -> tuple[Artifact, ...]:
    """The first of each name and revision, wherever they are written."""
    found: dict[tuple[str, str, str], Artifact] = {}
    for artifact in artifacts:
        found.setdefault((artifact.hub, artifact.id, pin_state(artifact)), artifact)
    return tuple(found.values())


def all_unknown(finding: Finding) -> tuple[Unknown, ...]:
    """Every reason for not knowing of the finding and of its witnesses, each once."""
    found = dict.fromkeys(finding.unknown)
    for witness in finding.witnesses:
        found.update(dict.fromkeys(witness.unknown))
    return tuple(found)


def strongest_first(grades: Iterable[str]) -> list[str]:
    """The grades, each once, strongest first; names that are no grade come last."""
    order = {grade: -index for index, grade in enumerate(GRADES)}
    return sorted(set(grades), key=lambda grade: (order.get(grade, 1), grade))


def grade_counts(report: Report) -> dict[str, int]:
    """How many findings each grade has, strongest first, grades without any left out."""
    counts = Counter(finding.grade for finding in report.findings)
    return {grade: counts[grade] for grade in strongest_first(counts)}


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def summary(report: Report) -> str:
    """The whole report in one sentence."""
    scope = f"{counted(report.files, 'file')}, {counted(report.entry_points, 'entry point')}"
    return f"{'; '.join(_clauses(report))} ({scope})."


def title(report: Report) -> str:
    """What there is to see: `3 findings`, or `1 new or worse finding since main (3f2a1b4c5d6e)`."""
    number = len(report.findings)
    if not report.since:
        return counted(number, "finding") if number else "no findings"
    if not number:
        return f"nothing new or worse since {report.since}"
    return f"{counted(number, 'new or worse finding')} since {report.since}"


def _clauses(report: Report) -> Iterator[str]:
    text = title(report)
    text = text[0].upper() + text[1:]
    if report.findings:
        grades = ", ".join(f"{n} {grade}" for grade, n in grade_counts(report).items())
        text += f": {grades}"
    yield text
    if report.known:
        yield f"{len(report.known)} as before"
    if report.suppressed:
        yield f"{len(report.suppressed)} suppressed"
    if report.skipped:
        yield f"{counted(len(report.skipped), 'place')} not understood"
    if report.notices:
        yield counted(len(report.notices), "notice")

"""What is loaded now against what was: identifier, revision, file format."""

from collections.abc import Iterable, Iterator

from reach.judge.comparison.calls import Call
from reach.records.finding import Artifact, Change, Finding

SAFE_FORMATS = frozenset(
    {"safetensors", "gguf", "onnx", "tflite", "json", "arrow", "text", "numpy"}
)
"""Formats that hold data and no code."""
CODE_FORMATS = frozenset({"pickle", "marshal", "python", "torchscript", "keras", "saved-model"})
"""Formats that may run code when they are loaded."""

_LISTED = 3


def artifact_changes(old: Call, now: Call, finding: Finding) -> Iterator[Change]:
    """What the finding speaks of, against all that the call loaded before."""
    loaded = tuple(dict.fromkeys((*finding.artifacts, *_of_witnesses(finding))))
    yield from _identifiers(old, loaded, finding)
    for name in dict.fromkeys(artifact.id for artifact in loaded):
        was = [a for a in old.artifacts if a.id == name]
        is_now = [a for a in loaded if a.id == name]
        if was:
            yield from _revision(name, was, is_now)
            yield from _format(name, was, is_now)
    if not set(old.artifacts) & set(now.artifacts):
        yield from _other_format(old, loaded)


def other_artifacts(before: Finding | None, finding: Finding) -> Iterator[Change]:
    """Entry points for which it loads what it loaded for another one before."""
    if before is None:
        return
    loaded: dict[tuple[str, str], set[str]] = {}
    for witness in before.witnesses:
        names = loaded.setdefault((witness.entry.kind, witness.entry.name), set())
        names |= {artifact.id for artifact in witness.artifacts}
    every = set().union(*loaded.values())
    for witness in finding.witnesses:
        was = loaded.get((witness.entry.kind, witness.entry.name))
        new = [a.id for a in witness.artifacts if was and a.id not in was and a.id in every]
        if was and new:
            now, then = listed(list(dict.fromkeys(new))), listed(sorted(was))
            text = f"{witness.entry.name} loads {now} now, before {then}."
            yield Change("identifier", text, then, now)


def _of_witnesses(finding: Finding) -> Iterator[Artifact]:
    for witness in finding.witnesses:
        yield from witness.artifacts


def _identifiers(old: Call, loaded: Iterable[Artifact], finding: Finding) -> Iterator[Change]:
    """What was not loaded before; or nothing that is known any more."""
    was, names = old.names, list(dict.fromkeys(artifact.id for artifact in loaded))
    new = [name for name in names if name not in was]
    gone = [name for name in sorted(was) if name not in names]
    if new:
        before = f", before {listed(gone)}" if gone else ""
        text = f"{listed(new)} is loaded now{before}."
        yield Change("identifier", text, listed(gone) or None, listed(new))
    elif finding.unknown and was and not old.unknown:
        reason = finding.unknown[0].reason
        text = f"{listed(sorted(was))} was loaded, now what is loaded is not known: {reason}."
        yield Change("identifier", text, listed(sorted(was)), None)


def _revision(name: str, was: list[Artifact], now: list[Artifact]) -> Iterator[Change]:
    """A commit that is given up, or a named revision that is none any more."""
    loose = [artifact for artifact in now if not artifact.pinned]
    if not loose or was[0].hub in ("local", "file"):
        return
    current = loose[0].revision
    if all(artifact.pinned for artifact in was):
        commit = (was[0].revision or "")[:12]
        before = f"pinned to {commit}" if commit else "pinned"
        after = f"now {current}" if current else "now it is not pinned"
        yield Change("revision", f"{name} was {before}, {after}.", was[0].revision, current)
    elif current is None and all(artifact.revision for artifact in was):
        text = f"{name} was taken at {was[0].revision}, now at whatever is newest."
        yield Change("revision", text, was[0].revision, None)


def _format(name: str, was: list[Artifact], now: list[Artifact]) -> Iterator[Change]:
    """A file format that is more dangerous."""
    before = max(was, key=lambda a: _danger(a.format)).format
    after = max(now, key=lambda a: _danger(a.format)).format
    if _danger(after) > _danger(before):
        yield Change("format", f"{name} was loaded as {before}, now as {after}.", before, after)


def _other_format(old: Call, loaded: tuple[Artifact, ...]) -> Iterator[Change]:
    """Another file of a more dangerous format."""
    if not loaded or not old.artifacts or {a.id for a in loaded} & old.names:
        return
    before = max(old.artifacts, key=lambda a: _danger(a.format)).format
    after = max(loaded, key=lambda a: _danger(a.format)).format
    if before != "unknown" and _danger(after) > _danger(before):
        yield Change("format", f"The format was {before}, now {after}.", before, after)


def _danger(form: str) -> int:
    if form in SAFE_FORMATS:
        return 0
    return 2 if form in CODE_FORMATS else 1


def listed(names: list[str]) -> str:
    """The first of the names, and how many more there are."""
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more

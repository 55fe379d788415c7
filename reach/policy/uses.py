"""The loads of a report with what matters to a policy: one record for each artifact of a call."""

import posixpath
from collections.abc import Iterator

from reach.identify.grammar import FORMATS
from reach.inventory.publishers import publisher
from reach.records.finding import Artifact, Finding, Load, Report, Use
from reach.records.lock import Lock, Locked
from reach.records.record import dataclass

PICKLES = frozenset(("pickle-load", "torch-load", "unsafe-format"))
"""Rules that a call breaks which unpickles, or accepts a pickle in the place of safe weights."""
REMOTE_CODE = frozenset(("trust-remote-code", "remote-code", "dataset-code"))
"""Rules that a call breaks which executes code of the repository."""

Key = tuple[str, str, str]
"""Hub, kind of repository, name: what makes an artifact the same in two states of a project."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One artifact of one call; `use` is None where nothing is known about what is loaded."""

    load: Load
    use: Use | None
    findings: tuple[Finding, ...]
    """About this call."""
    locked: Locked | None
    """The entry of the lock, as the code asks for it."""

    @property
    def artifact(self) -> Artifact | None:
        """What is loaded."""
        return self.use.artifact if self.use is not None else None

    @property
    def grade(self) -> str:
        """The strongest entry point that loads this."""
        return self.use.grade if self.use is not None else self.load.grade

    @property
    def key(self) -> Key:
        """What is loaded, whatever revision or file of it; for the unknown, by what."""
        artifact = self.artifact
        if artifact is None:
            return ("", self.load.role, self.load.sink)
        if artifact.hub in ("local", "url"):
            return (artifact.hub, "", _stem(artifact.id))
        kind = artifact.type if artifact.type in ("dataset", "code") else ""
        return (artifact.hub, kind, artifact.id.lower())

    @property
    def on_hub(self) -> bool:
        """Whether it comes from a hub, where it has a publisher and revisions."""
        artifact = self.artifact
        return artifact is not None and artifact.hub not in ("local", "url", "file", "unknown")

    @property
    def lockable(self) -> bool:
        """Whether `models.lock` can hold evidence about it."""
        artifact = self.artifact
        return (
            artifact is not None
            and artifact.hub == "huggingface"
            and artifact.certainty != "pattern"
        )

    @property
    def publisher(self) -> str | None:
        """Who owns the name."""
        artifact = self.artifact
        if artifact is None:
            return None
        if self.locked is not None:
            return self.locked.publisher or None
        return publisher(artifact.hub, artifact.id)

    @property
    def formats(self) -> frozenset[str]:
        """Formats that the call is known to load or to accept."""
        artifact = self.artifact
        known = {artifact.format} - {"unknown"} if artifact is not None else set()
        if any(finding.rule in PICKLES for finding in self.findings):
            known.add("pickle")
        return frozenset(known)

    @property
    def remote_code(self) -> Finding | None:
        """The finding that says that code of the repository is executed."""
        return next((f for f in self.findings if f.rule in REMOTE_CODE), None)


def findings_of(report: Report) -> tuple[Finding, ...]:
    """All findings of a scan, whatever they were compared with. A comment in the code that wants
    one ignored opens no gate: only an exception of the policy does, which has an owner and ends."""
    return (*report.findings, *report.known, *(each.finding for each in report.suppressed))


def uses(report: Report, lock: Lock) -> Iterator[Loaded]:
    """All loads of a report."""
    about: dict[tuple[object, str], list[Finding]] = {}
    for finding in findings_of(report):
        about.setdefault((finding.location, finding.sink), []).append(finding)
    for load in report.loads:
        findings = tuple(about.get((load.location, load.sink), ()))
        for use in load.uses:
            named = tuple(f for f in findings if _names(f, use.artifact))
            yield Loaded(load, use, named, entry_of(use.artifact, lock))
        if not load.uses:
            yield Loaded(load, None, findings, None)


def entry_of(artifact: Artifact, lock: Lock) -> Locked | None:
    """What the lock says about an artifact: at the commit that the code gives, or asks for."""
    if artifact.hub != "huggingface":
        return None
    kind = artifact.type if artifact.type in ("dataset", "code") else "model"
    found = lock.entry(artifact.id, kind, artifact.revision)
    return found or lock.at(artifact.id, kind, artifact.revision)


def _names(finding: Finding, artifact: Artifact) -> bool:
    """Whether a finding about a call speaks of this artifact."""
    about = {(a.hub, a.id) for a in finding.artifacts}
    return not about or (artifact.hub, artifact.id) in about


def _stem(name: str) -> str:
    """A path without the end that says its format, so that a file stays itself in another one."""
    stem, suffix = posixpath.splitext(name)
    return stem if suffix.lower() in FORMATS else name

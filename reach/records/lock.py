"""What `models.lock` holds: the state of each repository on its hub when it was locked."""

from dataclasses import dataclass

ATTESTATIONS = ("signature", "scan", "evaluation")
"""What somebody may have found out about an artifact."""

GOOD = ("verified", "clean", "passed")
"""Results that speak for an artifact."""

RESULTS = ("clean", "passed", "failed")
"""What a report may say."""

REASONS = ("missing", "gated", "disabled", "no such revision")
"""Why a repository could not be locked."""


@dataclass(frozen=True, slots=True)
class LockedFile:
    """A file of a repository at the locked commit."""

    path: str
    size: int | None
    sha256: str | None
    """Of the content; files that the hub keeps in git itself have only `git`."""
    git: str | None
    """SHA-1 of the git object: of the content, or of the pointer to it."""
    format: str
    """By name."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """Evidence about one commit of an artifact."""

    kind: str
    """One of `ATTESTATIONS`."""
    commit: str
    """What it was found out about."""
    by: str
    """Tool, and version where it is known: `model-signing key`, `picklescan 0.0.30`."""
    result: str
    """`verified` for a signature; one of `RESULTS` for a report."""
    digest: str
    """SHA-256 of the report, or of the signature."""
    key: str | None = None
    """SHA-256 of the public key or certificate that a signature was checked with."""
    file: str | None = None
    """Where the report or signature lies, relative to the lock."""
    identity: str | None = None
    """Who signed, as a certificate of Sigstore says: an address, or a workflow."""
    issuer: str | None = None
    """Who vouches for the identity: the address of an OpenID Connect provider."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A repository that the code loads, at one commit."""

    type: str
    """`model`, `dataset` or `code` (a Space)."""
    repository: str
    """As the code writes it."""
    asked: str | None
    """Revision that the code asks for; None where it asks for none, which is the main branch."""
    commit: str
    name: str
    """Name on the hub today; differs from `repository` after it was renamed."""
    publisher: str
    license: str | None = None
    base_models: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    card: bool = False
    """It has a model or dataset card with metadata."""
    gated: str | None = None
    """How access is restricted: `auto`, `manual`, or None."""
    safetensors: bool = False
    """Weights in safetensors are there."""
    modified: str | None = None
    """Time of the last change."""
    files: tuple[LockedFile, ...] = ()
    attestations: tuple[Attestation, ...] = ()

    @property
    def key(self) -> tuple[str, str, str | None]:
        """What tells entries apart."""
        return self.type, self.repository, self.asked

    def attested(self, kind: str) -> Attestation | None:
        """Evidence of a kind about the locked commit."""
        found = (a for a in self.attestations if a.kind == kind and a.commit == self.commit)
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A repository that the code names and that could not be locked."""

    type: str
    repository: str
    asked: str | None
    reason: str
    """One of `REASONS`."""
    commit: str | None = None
    """The commit that was locked before, where there was one."""

    @property
    def key(self) -> tuple[str, str, str | None]:
        """What tells entries apart."""
        return self.type, self.repository, self.asked


@dataclass(frozen=True, slots=True)
class Lock:
    """A whole lock."""

    entries: tuple[Locked, ...] = ()
    unlocked: tuple[Unlocked, ...] = ()

    @property
    def all(self) -> tuple[Locked | Unlocked, ...]:
        """What could be locked, and what could not."""
        return (*self.entries, *self.unlocked)

    def entry(
        self, repository: str, kind: str = "model", asked: str | None = None
    ) -> Locked | None:
        """The entry of a repository at a revision as the code asks for it."""
        return next((e for e in self.entries if e.key == (kind, repository, asked)), None)

    def commit(self, repository: str, kind: str = "model", asked: str | None = None) -> str | None:
        """The commit that a repository was locked at."""
        found = self.entry(repository, kind, asked)
        return found.commit if found is not None else None

    def at(self, repository: str, kind: str, commit: str | None) -> Locked | None:
        """The entry of a repository at a commit, whatever the code called it."""
        wanted = (kind, repository, commit)
        return next((e for e in self.entries if (e.type, e.repository, e.commit) == wanted), None)

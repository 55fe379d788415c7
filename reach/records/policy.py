"""What a project allows: who may publish, in which formats, with which evidence."""

from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class Names:
    """A list of what is allowed, and one of what is not."""

    allow: tuple[str, ...] | None = None
    """None where everything is allowed that is not denied."""
    deny: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """What is demanded of loads of a grade, and of stronger ones."""

    grade: str
    known: bool = False
    """The identifier has to be known."""
    pin: bool = False
    formats: tuple[str, ...] = ()
    """Formats that may be loaded; all, where none is listed."""
    signature: bool = False
    scan: bool = False
    evaluation: bool = False


@dataclass(frozen=True, slots=True)
class Exemption:
    """Something that is allowed for a time, though it breaks the policy."""

    rule: str
    artifact: str
    """Pattern of identifiers."""
    owner: str
    reason: str
    expires: date
    path: str = "*"
    """Pattern of files."""

    def covers(self, rule: str, artifacts: tuple[str, ...], path: str) -> bool:
        """Whether it speaks of a finding."""
        if rule != self.rule or not fnmatchcase(path, self.path):
            return False
        return self.artifact == "*" or (
            bool(artifacts) and all(matches(each, (self.artifact,)) for each in artifacts)
        )


@dataclass(frozen=True, slots=True)
class Worse:
    """What may not get worse than it was at a revision."""

    publisher: bool = True
    unsigned: bool = True
    pin: bool = True
    format: bool = True
    grade: str = "exposed"
    """Loads may not be raised to this grade or a stronger one; `never` for those that may."""


@dataclass(frozen=True, slots=True)
class Policy:
    """All of `reach-policy.toml`."""

    file: str = ""
    """Where it was read from; empty for the one that applies without a file."""
    publishers: Names = Names()
    repositories: Names = Names()
    remote_code: tuple[str, ...] | None = None
    """Patterns of repositories whose code may be executed; None where that is not judged."""
    keys: tuple[str, ...] = ()
    """SHA-256 of public keys whose signatures count; all, where neither these nor `identities` are
    listed."""
    identities: tuple[tuple[str, str], ...] = ()
    """Patterns of identities whose signatures count, each with its issuer."""
    requirements: tuple[Requirement, ...] = ()
    """Weakest grade first."""
    block: tuple[tuple[str, str], ...] = (("compromised-model", "dormant"),)
    """Rules whose findings block, and the weakest grade at which they do."""
    worse: Worse = Worse()
    exemptions: tuple[Exemption, ...] = ()

    @property
    def name(self) -> str:
        """How messages call it."""
        return self.file or "the built-in policy"


def matches(name: str, patterns: tuple[str, ...]) -> bool:
    """Whether a name is one of the patterns, whatever the case of its letters."""
    return any(fnmatchcase(name.lower(), pattern.lower()) for pattern in patterns)

"""What reach says: findings, their witnesses and their artifacts."""

from typing import TYPE_CHECKING

from reach.records.location import Location as Location
from reach.records.lock import Lock
from reach.records.record import dataclass
from reach.records.repair import Fix, Plan

if TYPE_CHECKING:
    from reach.records.draft import Draft

NO_LOCK = Lock()

GRADES = ("dormant", "development", "public", "runnable", "exposed", "deployed")
"""Weakest to strongest."""

CHANGES = (
    "new",
    "grade",
    "entry-point",
    "identifier",
    "revision",
    "format",
    "guard",
    "suppression",
    "severity",
)
"""In which ways a finding may be worse than before."""

CERTAINTIES = ("direct", "dispatch", "framework", "handed", "name")
"""How a call edge was resolved, most certain first."""

UNSURE = ("handed", "name")
"""Edges that are a guess."""

NAMED = ("exact", "alternative", "pattern")
"""How sure the name of an artifact is, surest first."""

ROLES = ("adapter", "model", "dataset", "tokenizer", "code", "file")
"""What an artifact may be loaded as; the first that applies names its component."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was written down."""

    location: Location
    kind: str
    """`literal`, `default`, `argparse default`, `environment default`, `Dockerfile ENV`, ..."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that cannot be known statically, and why."""

    reason: str
    location: Location | None


@dataclass(frozen=True, slots=True)
class Artifact:
    """Something a sink loads."""

    type: str
    """`model`, `dataset`, `adapter`, `tokenizer`, `code`, `file`."""
    hub: str
    """`huggingface`, `torchhub`, `url`, `local`, ... or `unknown`."""
    id: str
    """Repository, URL or path; with `{}` for parts that are not known."""
    revision: str | None
    pinned: bool
    """True only for an immutable revision (40 hexadecimal digits on the Hugging Face hub)."""
    file: str | None
    format: str
    """`pickle`, `safetensors`, `gguf`, ... or `unknown`."""
    purl: str | None
    certainty: str
    """`exact`, `alternative` (one of several), `pattern` (partly unknown)."""
    origin: Origin | None
    alias: str | None = None
    """The short name that the project writes, where the library maps it to this one."""


@dataclass(frozen=True, slots=True)
class Step:
    """One call site on a witness: `function` makes a call at `location`."""

    function: str
    location: Location
    callee: str
    """What is called here, for people."""
    certainty: str
    """Of the edge that leaves this step; one of `CERTAINTIES`."""


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """A way into the program."""

    kind: str
    name: str
    """For people: `POST /generate`, `python train.py`, `reach-train`."""
    grade: str
    location: Location
    deployment: Location | None = None
    """The line of the deployment file that starts it."""


@dataclass(frozen=True, slots=True)
class Witness:
    """An entry point, the calls from it to the sink, and what is loaded on that way."""

    entry: EntryPoint
    chain: tuple[Step, ...]
    """First step is in the entry point's own code, last step is the sink call."""
    artifacts: tuple[Artifact, ...]
    unknown: tuple[Unknown, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What is worse about a finding than in an earlier report."""

    kind: str
    """One of `CHANGES`."""
    text: str
    """A sentence: `acme/chat was pinned to 3f2a1b4c5d6e, now main.`"""
    was: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken by one sink call."""

    fingerprint: str
    """Stable across line moves: of rule, sink, enclosing function, and artifacts."""
    rule: str
    grade: str
    severity: float
    """0-10, one decimal: base score of the rule, times grade, times confidence."""
    message: str
    """First sentence stands alone and names entry point, sink and artifact."""
    location: Location
    function: str
    """Fully qualified name of the function that holds the sink call."""
    sink: str
    artifacts: tuple[Artifact, ...]
    unknown: tuple[Unknown, ...]
    witnesses: tuple[Witness, ...]
    """Best first; empty for a dormant finding."""
    conditions: tuple[str, ...]
    """Facts outside the call that decided: `torch 2.4.1 (requirements.txt:3)`."""
    guards: tuple[str, ...]
    """What makes it less dangerous on every way, with its place; the severity is lowered for it."""
    fix: str | None
    """A sentence that says what to do."""
    snippet: str
    """The source text of the sink call, first line first."""
    changes: tuple[Change, ...] = ()
    """What is worse than in the report that this one was compared with."""
    plan: "Plan | None" = None
    """What would repair it."""
    unrepaired: str | None = None
    """Why the code cannot be repaired, where a remedy is known."""
    edits: "Fix | None" = None
    """The plan as edits, once the files were read for it."""


@dataclass(frozen=True, slots=True)
class Use:
    """One artifact as one sink call loads it."""

    artifact: Artifact
    grade: str
    entry_points: tuple[EntryPoint, ...]
    """Strongest first."""
    witness: Witness | None
    """The best way to this artifact; None where no entry point reaches the call."""


@dataclass(frozen=True, slots=True)
class Load:
    """A sink call and all that it may load, whether it breaks a rule or not."""

    location: Location
    function: str
    """Fully qualified name of the function that holds the call."""
    sink: str
    role: str
    """One of `ROLES`: what the sink loads."""
    grade: str
    uses: tuple[Use, ...]
    unknown: tuple[Unknown, ...]
    """Why it may load something that is not known."""
    snippet: str = ""
    """The source text of the call."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding is not reported: a decision of the project."""

    kind: str
    """`comment` or `configuration`."""
    reason: str
    until: str | None
    """The last day on which it counts: `2027-01-31`."""
    path: str
    """Of the comment's file, or of the configuration file."""
    line: int | None


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is not reported."""

    finding: Finding
    suppression: Suppression


@dataclass(frozen=True, slots=True)
class Guarded:
    """A sink call that would break a rule, were it not for a guard."""

    rule: str
    sink: str
    location: Location
    guards: tuple[str, ...]
    """What makes it safe, and where that is written."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A limit that was hit, or a doubt about the analysis itself."""

    path: str
    message: str
    line: int | None = None
    about: str = ""
    """The function that it is about, if that alone tells it from others; begins the message."""

    @property
    def kind(self) -> str:
        """The message without what it is about."""
        return self.message.removeprefix(f"{self.about}: ") if self.about else self.message


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one scan."""

    root: str
    """As the user wrote it."""
    findings: tuple[Finding, ...]
    """Worst first; ties by path, line, column and rule."""
    skipped: tuple[tuple[str, int | None, str], ...]
    """Path, line and reason of everything not understood."""
    notices: tuple[Notice, ...]
    files: int
    """Python files and notebooks analysed."""
    entry_points: int
    """Entry points found."""
    guarded: tuple[Guarded, ...] = ()
    """Sink calls that are no findings because of a guard, in the order of their places."""
    loads: tuple[Load, ...] = ()
    """Every sink call with what it loads, in the order of their places."""
    suppressed: tuple[Suppressed, ...] = ()
    """Findings that are not reported because the project says so."""
    idle: tuple[Notice, ...] = ()
    """Suppressions that suppress nothing: unused, expired, or not understood."""
    since: str = ""
    """What this report was compared with: `main (3f2a1b4c5d6e)`, or a file; empty for nothing.
    `findings` are then those that are new or worse."""
    known: tuple[Finding, ...] = ()
    """The findings that were there before, and are no worse."""
    lock: Lock = NO_LOCK
    """What `models.lock` says, where there is one."""
    made: "tuple[Draft, ...]" = ()
    """Models that the project makes, in the order of their places; only where it was asked."""

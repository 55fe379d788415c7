"""How a finding can be repaired: first what to change, then the edits of files that do it."""

from reach.records.location import Location
from reach.records.record import dataclass

PIN = "<pin>"
"""Stands for the text of a commit that is not looked up yet, as the value of a change."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a source file, in byte offsets of its text as it was analysed."""

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SetArgument:
    """Pass a call this argument."""

    call: Span
    name: str
    """As the call writes it; `a.b` is the item b of the dictionary that is written as a."""
    position: int | None
    """Where it is passed by position now."""
    value: str | None
    """Python source; None passes it no longer."""


@dataclass(frozen=True, slots=True)
class SetLiteral:
    """Write another constant."""

    span: Span
    """Its start; the end is that of the word."""
    old: object
    value: str


@dataclass(frozen=True, slots=True)
class CallInstead:
    """Call another function."""

    call: Span
    old: str
    name: str
    """Both dotted, the module before the last dot."""
    renames: tuple[tuple[str, str], ...] = ()
    """Keyword arguments that have another name there."""
    drops: tuple[str, ...] = ()
    """Those that it does not have."""
    positional: tuple[str, ...] = ()
    """Names of the arguments that are passed by position now."""


Change = SetArgument | SetLiteral | CallInstead


@dataclass(frozen=True, slots=True)
class Repository:
    """What a call loads from a hub, as a lock names it."""

    hub: str
    type: str
    """`model`, `dataset` or `code`."""
    id: str
    asked: str | None
    """The revision that the code gives."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would repair a finding."""

    title: str
    """An instruction: `Pass weights_only=True`."""
    changes: tuple[Change, ...]
    reasons: tuple[str, ...]
    """Why somebody has to look at it; nothing when it is safe."""
    pin: Repository | None = None
    """Whose commit `PIN` stands for."""
    loads: tuple[Repository, ...] = ()
    """All that is loaded from hubs."""
    without_safetensors: str | None = None
    """A reason that is none where a lock has safetensors for all of it."""
    another_commit: str | None = None
    """A reason that is none where the lock has the commit of the revision that is given now."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One replaced region of a file."""

    location: Location
    """In the file itself: for a notebook, in its JSON text."""
    start: int
    end: int
    """Code points of the file's text, without a byte order mark."""
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A plan as edits of files."""

    title: str
    reasons: tuple[str, ...]
    edits: tuple[Edit, ...]
    """In the order of their places; they do not overlap."""

    @property
    def safety(self) -> str:
        """`safe`: what loads now still loads, the same. `needs-review`: the reasons say why not."""
        return "needs-review" if self.reasons else "safe"

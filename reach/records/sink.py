"""Sinks, and what is checked about a call of one."""

import re

from reach.records.record import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """A conjunction of tests on one call. A check applies when any of its conditions holds."""

    argument: str | None = None
    """Parameter that the tests below look at."""
    given: bool | None = None
    """The argument is (not) passed, or passed only as None when `none_is_missing`."""
    may_be: object = None
    """The argument may have this constant value, or may be unknown."""
    must_be: object = None
    """Every value of the argument is this constant."""
    has_may_be: bool = False
    has_must_be: bool = False
    by_default: object = None
    """One of the argument's values is this constant, and others can replace it."""
    has_by_default: bool = False
    decided_by: str | None = None
    """One of the argument's values is up to: `request`, `environment`, `command-line`,
    `settings`."""
    text: bool | None = None
    """One of the argument's values is (not) a text that others write and no code converts."""
    library: tuple[str, ...] = ()
    """The sink belongs to one of these distributions."""
    source: str | None = None
    """`hub` (the identifier names a hub repository or may), `local`, `url`."""
    pinned: bool | None = None
    """The revision is (not) an immutable commit."""
    suffix_not: tuple[str, ...] = ()
    """The identifier or file does not certainly end in one of these."""
    version: str | None = None
    """Requirement such as `torch<2.6`; an unknown version satisfies it."""
    known_version: str | None = None
    """As `version`, but an unknown version does not satisfy it."""
    allowed_version: str | None = None
    """The lowest version that a requirement names satisfies it, while others may not."""
    suffix: tuple[str, ...] = ()
    """A known identifier or file ends in one of these, whatever the case of the letters."""
    matches: str | None = None
    """A known string of the argument (of the identifier, without one) begins with this regular
    expression."""
    matches_not: str | None = None
    """Some string of the argument (of the identifier, without one) is unknown or does not begin
    with this regular expression."""
    environment: str | None = None
    """`NAME`: the project sets this variable to a truthy text. `NAME=text`: to this text."""
    environment_not: str | None = None
    """The project does not set the variable so."""
    process: str | None = None
    """As `environment`, and the process that makes the call is sure to have it."""
    made_by: tuple[str, ...] = ()
    """The argument is made from what a call of one of these returns."""
    replaced: str | None = None
    """`torch.load:weights_only`: the project replaces the function by what passes it as false."""
    also: tuple["Condition", ...] = ()
    """These hold for the same call as well, each with its own argument."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change of the call after which a check no longer applies."""

    sets: tuple[tuple[str, object], ...] = ()
    """Arguments and the constant that each is given, whether it is passed now or not."""
    removes: tuple[tuple[str, object], ...] = ()
    """Arguments that are no longer passed, and the constant for where that cannot be."""
    pin: bool = False
    """The revision is given the full hash of a commit."""
    calls: tuple[tuple[str, str], ...] = ()
    """Dotted names of functions, each with that of the one that is called instead."""
    renames: tuple[tuple[str, str], ...] = ()
    """Keyword arguments that have another name there."""
    drops: tuple[str, ...] = ()
    """Arguments that it does not have."""
    when: tuple[Condition, ...] = ()
    """Any of these has to hold; empty means always."""
    review: str | None = None
    """What may go wrong; None when nothing can."""
    safe_in: tuple[str, ...] = ()
    """Methods: what is passed straight to one of them cannot go wrong."""
    safe_with_safetensors: bool = False
    """Nothing goes wrong where a lock has weights in safetensors."""


@dataclass(frozen=True, slots=True)
class Check:
    """One rule that a sink may break."""

    rule: str
    when: tuple[Condition, ...]
    """Any of these; empty means always."""
    because: str
    """Clause that goes into the message: `weights_only is not set`."""
    fix: str
    severity: float | None = None
    """Overrides the rule's base score for this sink."""
    cases: tuple["Check", ...] = ()
    """What to say instead where the check applies and one of these does too, the first first."""
    remedies: tuple[Remedy, ...] = ()
    """What can be done about it; the first that fits the call."""


@dataclass(frozen=True, slots=True)
class Shorthands:
    """Names that a library maps to longer ones by a table of its own."""

    hub: str
    """What the longer names belong to."""
    names: tuple[tuple[str, str], ...]
    prefix: str = ""
    """Put before other names that match `prefixed`."""
    prefixed: str | None = None
    unchanged: frozenset[str] = frozenset()
    """Names that get no prefix, whatever the case of their letters."""

    def long(self, text: str) -> str | None:
        """The longer name; None for a text that is none of the short ones."""
        known = dict(self.names).get(text)
        if known is not None or self.prefixed is None or text.lower() in self.unchanged:
            return known
        return self.prefix + text if re.fullmatch(self.prefixed, text) else None


@dataclass(frozen=True, slots=True)
class Sink:
    """A callable that brings code, weights or data of a model into the process."""

    names: tuple[str, ...]
    """Dotted names; `*` matches one part, `**` any number. A method of an instance is written
    like a method of its class."""
    library: str
    """Distribution whose version counts."""
    artifact: str
    hub: str
    """Where a bare identifier points: `huggingface`, `torchhub`, `file`, `url`, ..."""
    parameters: tuple[str, ...]
    """Positional parameters in order, without self."""
    identifier: str | None
    """Parameter that holds the repository, path or URL."""
    revision: str | None
    file: str | None
    """Parameter that holds the file inside the repository."""
    format: str
    checks: tuple[Check, ...]
    default_identifier: str | None = None
    """Loaded when the identifier is not given."""
    aliases: tuple[tuple[str, str], ...] = ()
    """Keyword names that other versions give to a parameter, each with the name used here."""
    unlisted: bool = False
    """A call that breaks no rule is nobody's model: it stays out of the inventory."""
    saves: tuple[str, ...] = ()
    """Parameters that, joined as parts of a path, name where the call puts what it fetched."""
    several: bool = False
    """The identifier may be a list or a dictionary of which each element is loaded."""
    further: tuple[str, ...] = ()
    """Parameters that name what is loaded beside the identifier: a tokenizer, a decoder."""
    shorthands: Shorthands | None = None
    """How the library reads short names."""
    builders: str | None = None
    """Regular expression for identifiers that name no repository, but a way to read files."""
    files: tuple[str, ...] = ()
    """Parameters that hold these files: a path, a list, or a dictionary of them."""
    repository: str | None = None
    """Parameter that tells a dataset (`dataset`) or an application (`space`) from a model."""
    entry: str | None = None
    """Where the identifier is a mapping, the entry of it that counts."""
    started: bool = False
    """What is not given is read from the command line that starts the program, and from the
    configuration which that names."""
    address: str | None = None
    """What the identifier is made of, where it takes several parameters: `s3://{Bucket}/{Key}`."""

"""What `rulesets/` says, after it was read and checked."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reach.records.training import TrainingRules


@dataclass(frozen=True, slots=True)
class Example:
    """A snippet that must, or must not, break the rule. Run as a test, shown on the rule's page."""

    title: str
    code: str
    good: bool
    requirements: tuple[str, ...] = ()
    """Lines of the `requirements.txt` beside the snippet, such as `torch==2.4.1`."""
    file: str = "main.py"
    """What the snippet is: a module, or a deployment file of this name."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that happened in public: a CVE, a campaign, a demonstrated attack."""

    title: str
    text: str
    """One or two sentences, in Markdown."""
    reference: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding."""

    id: str
    name: str
    """CamelCase, for SARIF."""
    title: str
    """One line, no full stop."""
    description: str
    help: str
    """Markdown: why it matters and how to fix it."""
    severity: float
    """Base score 0-10 for an unconstrained artifact reached from a deployed entry point."""
    cwe: tuple[str, ...]
    atlas: tuple[str, ...]
    precision: str
    """`very-high`, `high`, `medium` or `low`, as GitHub reads it."""
    references: tuple[str, ...]
    examples: tuple[Example, ...]
    incidents: tuple[Incident, ...] = ()
    lead: str = ""
    """Title of the examples that its page shows first."""
    graded: bool = True
    """Its severity depends on what reaches the call."""


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
    address: str | None = None
    """What the identifier is made of, where it takes several parameters: `s3://{Bucket}/{Key}`."""


@dataclass(frozen=True, slots=True)
class CommandSink:
    """A command, outside Python, that loads or fetches a model."""

    sink: Sink
    """What it loads and what is checked; its first name is how messages call the command."""
    commands: tuple[str, ...]
    """Program and subcommand, separated by spaces: `vllm serve`, `python -m vllm.server`."""
    arguments: tuple[tuple[str, tuple[str | int, ...]], ...]
    """Where a parameter of the sink is given, the first that is found: an option (`--model`), an
    operand by position (0), a variable (`$MODEL_ID`), or every word that is a URL (`://`)."""
    switches: frozenset[str]
    """Options that take no value."""
    flags: frozenset[str] = frozenset()
    """Parameters that are on or off."""
    lists: tuple[tuple[str, str], ...] = ()
    """Parameters that hold several values, and what separates them."""
    images: tuple[str, ...] = ()
    """Container images that start it with what the container is told, without registry and tag."""
    only: str | None = None
    """Regular expression that an identifier has to match; other uses of the command do not
    count. It may match the written form of one that is partly known, `${NAME}`."""
    pinned_by: str | None = None
    """Regular expression for a later command; its group is the revision that counts."""
    verified_by: str | None = None
    """Regular expression for a later command that checks what came."""

    @property
    def programs(self) -> tuple[str, ...]:
        """The programs that begin such a command."""
        return tuple(dict.fromkeys(words.split()[0] for words in self.commands))


@dataclass(frozen=True, slots=True)
class Runner:
    """A callable of Python that runs a command."""

    names: tuple[str, ...]
    """Dotted names, as `Sink.names`."""
    parameters: tuple[str, ...] = ()
    """Positional parameters in order, without self."""
    command: str | None = None
    """Parameter that holds the words, in a list, or one text."""
    words: int | None = None
    """Or: the positional arguments from this one on are the words."""
    shell: bool = False
    """A text is for the shell."""
    shell_when: str | None = None
    """Parameter that says whether it is."""
    folder: str | None = None
    """Parameter that holds the working folder."""
    environment: str | None = None
    """Parameter that holds the environment."""


@dataclass(frozen=True, slots=True)
class EntryPattern:
    """How a framework is told about a handler."""

    kind: str
    """`fastapi-route`, `gradio-callback`, ..."""
    form: str
    """`decorator`: the callable decorates the handler. `call`: an argument is the handler.
    `method`: a method of a subclass is the handler. `class`: all methods of a decorated class.
    `module`: the module is an entry point whose own top-level code calls it. `name`: the project's
    function of this qualified name, or `methods` of its class of this name, whatever its bases.
    `table`: a variable of this name, of a module or class, holds the handlers, or classes with
    `methods`, in a list or dictionary."""
    names: tuple[str, ...]
    """Dotted names of the callable or base class, same syntax as `Sink.names`; for `name`, names
    of the project's own functions and classes."""
    grade: str
    """Grade without a deployment file."""
    handler: tuple[str | int, ...] = ()
    """For `call`: keyword names and positions of the handler arguments. A list or dictionary there
    holds handlers."""
    methods: tuple[str, ...] = ()
    """Names of the methods the framework calls, for `method`, `class`, `name` and `table`; `*` is
    all public ones, as is nothing for `class`."""
    label: str = ""
    """Template for the entry's name; `{0}` first positional argument, `{verb}` last part of the
    callable's name upper-cased, `{function}` handler name."""
    given: tuple[str, ...] = ()
    """What the platform itself passes, by position without self: a path, or `?` for something that
    is not known, but comes from no request."""
    files: tuple[str, ...] = ()
    """For `name`: only in files whose path ends so; `*` stands for any characters."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Something that makes a sink call less dangerous, if it is certain to come first."""

    id: str
    title: str
    """Clause that names it in a finding: `the file's digest is compared with a constant`."""
    form: str
    """How it is recognised; see `reach.rules.load`."""
    lowers: tuple[tuple[str, float], ...]
    """Rule, and what is left of its severity: 1 names the guard only, 0 removes the finding."""
    names: tuple[str, ...] = ()
    """Dotted names of callables, as `Sink.names`."""
    good: tuple[str, ...] = ()
    """What is good about the result when it is true, by its last name; `()` is the result itself.
    With `good` or `bad` the result has to decide whether the sink is reached."""
    bad: tuple[str, ...] = ()
    """What is bad about the result when it is true."""
    anywhere: bool = False
    """The call changes the whole process, whatever it is given."""
    keyed: bool = False
    """The digest needs a secret key, so that it may be compared with anything."""
    on: tuple[str, ...] = ("identifier", "file")
    """What it has to speak of: `identifier`, `file`, `revision` of the sink call."""
    suffixes: tuple[str, ...] = ()
    expression: str | None = None
    """Regular expression for the text of the regular expressions that count, or for the names of
    the switches."""
    method: str | None = None
    """Method of a subclass that has to refuse something."""
    when: tuple[Condition, ...] = ()
    """Conditions on the sink call, of which one has to hold."""

    @property
    def tested(self) -> bool:
        """Whether the call raises nothing, so that its result has to decide."""
        return bool(self.good or self.bad)


@dataclass(frozen=True, slots=True)
class Ruleset:
    """All of `rulesets/`."""

    rules: tuple[Rule, ...]
    sinks: tuple[Sink, ...]
    entries: tuple[EntryPattern, ...]
    commands: tuple[CommandSink, ...] = ()
    runners: tuple[Runner, ...] = ()
    guards: tuple[Guard, ...] = ()
    exits: tuple[str, ...] = ()
    """Dotted names of callables that never return."""
    training: "TrainingRules | None" = None
    """How models are trained."""

"""What `rulesets/` says, after it was read and checked."""

from reach.records.record import dataclass
from reach.records.sink import Check as Check
from reach.records.sink import Condition as Condition
from reach.records.sink import Remedy as Remedy
from reach.records.sink import Shorthands as Shorthands
from reach.records.sink import Sink as Sink
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
    saved_as: str | None = None
    """Parameter that says which file it writes."""
    saved_in: str | None = None
    """Parameter that says which folder it writes to."""

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
    """Names of the methods the framework calls, for all forms but `decorator` and `module`; `*` is
    all public ones, as is nothing for `class`; `exposed_*` those that begin so. For `call`: of
    classes and objects handed over."""
    label: str = ""
    """Template for the entry's name; `{0}` first positional argument, `{verb}` last part of the
    callable's name upper-cased, `{function}` handler name."""
    given: tuple[str, ...] = ()
    """What the platform itself passes, by position without self: a path, an object of a class of
    its own such as `ts.context.Context()`, or `?` for something that is not known, but comes from
    no request."""
    inputs: str = ""
    """For methods: the method of the class that says what each parameter may be, as groups of
    names with a list of choices, or a type, and options."""
    sent: bool = False
    """What it is called with is what the project itself sends, where it sends anything."""
    beside: str = ""
    """Folder beside a program that is started whose modules are served with it."""
    worker: tuple[str, ...] = ()
    """Words of the commands that run the handlers of a queue: a process that only hands tasks over,
    or only says when, runs none where a deployment starts one of these."""
    server: str = ""
    """Program of the platform that serves the classes of a folder which it is told, with its option
    for that: `tritonserver --model-repository`. The files are two folders below."""
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
    looks_at: str = ""
    """What it looks at. Of the guards that look at the same thing the strongest counts; those that
    look at different things lower a finding together."""
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
    recorded: bool = False
    """The digest is compared with something that is no constant, and not computed here either."""
    optional: bool = False
    """It is only compared where there is something to compare it with."""
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
    programs: tuple[str, ...] = ()
    """Dotted names of callables that a module calls when it is loaded if it is a program."""
    training: "TrainingRules | None" = None
    """How models are trained."""

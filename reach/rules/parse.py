"""Turns the tables of a ruleset file into records. `load` tells what the keys mean."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from reach.records.finding import GRADES
from reach.records.rule import (
    Check,
    Condition,
    EntryPattern,
    Example,
    Incident,
    Remedy,
    Rule,
    Shorthands,
    Sink,
)
from reach.rules.remedies import remedy
from reach.rules.table import Table

ARTIFACTS = ("model", "dataset", "adapter", "tokenizer", "code", "file")
HUBS = (
    "huggingface",
    "torchhub",
    "github",
    "modelscope",
    "kaggle",
    "tensorflow-hub",
    "mlflow",
    "wandb",
    "spacy",
    "registry",
    "url",
    "file",
)
"""Where a bare identifier points; `registry` is any other store that a library brings along."""
FORMS = ("decorator", "call", "method", "class", "module", "name", "table")
PRECISIONS = ("very-high", "high", "medium", "low")
DECIDERS = ("request", "environment", "command-line", "settings")
SOURCES = ("hub", "local", "url")

ID = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
_CAMEL = r"([A-Z][a-z0-9]*)+"
NAME = r"[A-Za-z_*][\w*]*(\.[A-Za-z_*][\w*]*)*"
PARAMETER = r"[A-Za-z_]\w*"
_ARGUMENT = r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*"
_SPECIFIER = r"(==|!=|<=|>=|<|>)\d+(\.\d+)*((a|b|rc|\.post|\.dev)\d+)?"
_VERSION = rf"[a-z0-9]+(-[a-z0-9]+)*{_SPECIFIER}(,{_SPECIFIER})*"
_REQUIREMENT = r"[A-Za-z0-9][\w.-]*(\[[\w,-]+\])?[<>=!~]=?[\w.*]+"
_VARIABLE = r"[A-Z][A-Z0-9_]*(=\w+)?"
_LABEL = r"([^{}]|\{(0|verb|function|module)\})+"
SUFFIX = r"[./]?[\w.-]+"
_ADDRESS = r"[a-z0-9]+://([^{}]|\{[A-Za-z_]\w*\})+"
_URL = r"https://\S+"


def rule(table: Table) -> Rule:
    """The rule of a rule file, without its examples."""
    return Rule(
        id=table.text("id", pattern=ID),
        name=table.text("name", pattern=_CAMEL),
        title=table.text("title", pattern=r".{1,120}[^.]"),
        description=table.text("description"),
        help=table.text("help"),
        severity=table.score("severity") or table.fail("severity", "missing"),
        cwe=table.texts("cwe", r"CWE-\d+"),
        atlas=table.texts("atlas", r"AML\.T\d{4}(\.\d{3})?"),
        precision=table.choice("precision", PRECISIONS),
        references=table.texts("references", _URL),
        examples=(),
        lead=table.text("lead", ""),
        graded=table.flag("graded") is not False,
        incidents=tuple(_incident(entry) for entry in table.tables("incidents")),
    )


def _incident(table: Table) -> Incident:
    found = Incident(
        title=table.text("title", pattern=r".{1,120}[^.]"),
        text=table.text("text"),
        reference=table.text("reference", pattern=_URL),
    )
    table.close()
    return found


def repairs(table: Table) -> Iterator[tuple[str, Remedy]]:
    """The named repairs of a file."""
    for name, entry in table.named("repairs"):
        if not re.fullmatch(ID, name):
            entry.fail(name, "is no name in kebab-case")
        yield name, remedy(entry, tuple(condition(when) for when in entry.tables("when")))


def checks(
    table: Table, rules: Mapping[str, Rule], known: Mapping[str, Remedy]
) -> Iterator[tuple[str, Check]]:
    """The named checks of a file; `known` are the repairs that they may name."""
    for name, entry in table.named("checks"):
        if not re.fullmatch(ID, name):
            entry.fail(name, "is no name in kebab-case")
        whole = _check(entry, rules, known)
        entry.close()
        yield name, whole


def _check(
    table: Table,
    rules: Mapping[str, Rule],
    known: Mapping[str, Remedy],
    outer: Check | None = None,
) -> Check:
    """A check; a case of another one has what it does not say itself from that."""
    own = tuple(known[name] for name in table.choices("repairs", known))
    found = Check(
        rule=table.choice("rule", rules) if outer is None else outer.rule,
        when=tuple(condition(when) for when in table.tables("when")),
        because=table.text("because", pattern=r"[^.]+(\.[^.\s]+)*[^.]*"),
        fix=table.text("fix", outer.fix if outer else None),
        severity=table.score("severity"),
        remedies=outer.remedies if outer is not None and not table.has("repairs") else own,
    )
    if outer is not None:
        table.close()
        return found
    return replace(
        found, cases=tuple(_check(case, rules, known, found) for case in table.tables("cases"))
    )


def sinks(
    table: Table,
    known: Mapping[str, Check],
    short: Mapping[str, Shorthands] | None = None,
    key: str = "sinks",
) -> Iterator[Sink]:
    """The sinks of a file; `known` are the checks that they may name, `short` the shorthands."""
    defaults = table.raw("defaults") or {}
    if not isinstance(defaults, dict):
        table.fail("defaults", "must be a table")
    for entry in table.tables(key):
        yield _sink(entry.with_defaults(defaults), known, short or {})


def _sink(table: Table, known: Mapping[str, Check], short: Mapping[str, Shorthands]) -> Sink:
    shorthands = table.choice("shorthands", short) if table.has("shorthands") else None
    found = Sink(
        names=table.texts("names", NAME) or table.fail("names", "missing"),
        library=table.text("library", pattern=ID),
        artifact=table.choice("artifact", ARTIFACTS, "model"),
        hub=table.choice("hub", HUBS, "file"),
        parameters=table.texts("parameters", PARAMETER),
        identifier=table.optional("identifier", _ARGUMENT),
        revision=table.optional("revision", _ARGUMENT),
        file=table.optional("file", _ARGUMENT),
        format=table.text("format", "unknown", ID),
        checks=tuple(known[name] for name in table.choices("checks", known)),
        default_identifier=table.optional("default_identifier"),
        aliases=_aliases(table),
        unlisted=table.flag("unlisted") or False,
        several=table.flag("several") or False,
        saves=table.texts("saves", PARAMETER),
        further=table.texts("further", PARAMETER),
        shorthands=short[shorthands] if shorthands else None,
        builders=expression(table, "builders"),
        files=table.texts("files", PARAMETER),
        repository=table.optional("repository", PARAMETER),
        entry=table.optional("entry", PARAMETER),
        started=table.flag("started") or False,
        address=table.optional("address", _ADDRESS),
    )
    table.close()
    return found


def _aliases(table: Table) -> tuple[tuple[str, str], ...]:
    values = table.raw("aliases") or {}
    if not isinstance(values, dict) or not all(isinstance(name, str) for name in values.values()):
        table.fail("aliases", "must be a table of parameter names")
    return tuple(values.items())


def condition(table: Table) -> Condition:
    """Tests that have to hold together."""
    argument = table.optional("argument", _ARGUMENT)
    needed = (
        "given",
        "may_be",
        "must_be",
        "by_default",
        "decided_by",
        "text",
        "made_by",
        "read_as",
    )
    if argument is None and any(table.has(key) for key in needed):
        table.fail("argument", "missing")
    found = Condition(
        argument=argument,
        given=table.flag("given"),
        may_be=_constant(table, "may_be"),
        must_be=_constant(table, "must_be"),
        has_may_be=table.has("may_be"),
        has_must_be=table.has("must_be"),
        by_default=_constant(table, "by_default"),
        has_by_default=table.has("by_default"),
        decided_by=table.choice("decided_by", DECIDERS) if table.has("decided_by") else None,
        text=table.flag("text"),
        library=table.texts("library", ID),
        source=table.choice("source", SOURCES) if table.has("source") else None,
        pinned=table.flag("pinned"),
        suffix_not=table.texts("suffix_not", SUFFIX),
        version=table.optional("version", _VERSION),
        known_version=table.optional("known_version", _VERSION),
        allowed_version=table.optional("allowed_version", _VERSION),
        suffix=table.texts("suffix", SUFFIX),
        matches=expression(table, "matches"),
        matches_not=expression(table, "matches_not"),
        environment=table.optional("environment", _VARIABLE),
        environment_not=table.optional("environment_not", _VARIABLE),
        process=table.optional("process", _VARIABLE),
        made_by=table.texts("made_by", NAME),
        read_as=expression(table, "read_as"),
        replaced=table.optional("replaced", rf"{NAME}:{PARAMETER}"),
        also=tuple(condition(entry) for entry in table.tables("also")),
    )
    table.close()
    if found == Condition(argument=argument):
        table.fail("argument", "is there, but nothing is asked about it")
    return found


def _constant(table: Table, key: str) -> str | int | float | bool | None:
    value = table.raw(key)
    if value is not None and not isinstance(value, str | int | float | bool):
        table.fail(key, "must be a constant")
    return value


def expression(table: Table, key: str) -> str | None:
    """A regular expression, or None when it is absent."""
    value = table.optional(key)
    try:
        re.compile(value or "")
    except re.error as error:
        table.fail(key, f"no regular expression: {error}")
    return value


def entries(table: Table) -> Iterator[EntryPattern]:
    """The entry patterns of a file."""
    for entry in table.tables("entries"):
        form = entry.choice("form", FORMS)
        pattern = EntryPattern(
            kind=entry.text("kind", pattern=ID),
            form=form,
            names=entry.texts("names", NAME) or entry.fail("names", "missing"),
            grade=entry.choice("grade", GRADES),
            handler=_handlers(entry),
            methods=entry.texts("methods", rf"\*|{PARAMETER}\*?"),
            label=entry.text("label", "{function}", _LABEL),
            given=entry.texts("given", r"\?|/[\w./-]+|[\w.]+\(\)"),
            inputs=entry.text("inputs", "", PARAMETER),
            beside=entry.text("beside", "", r"[\w-]+"),
            worker=entry.texts("worker"),
            server=entry.text("server", "", r"[\w-]+ --[\w-]+"),
            sent=bool(entry.flag("sent")),
            files=entry.texts("files", r"[\w./*\[\]-]+"),
        )
        if pattern.files and form != "name" and "{module}" not in pattern.label:
            entry.fail("files", "belongs to the form 'name', or to a label that names the module")
        if bool(pattern.handler) != (form == "call"):
            entry.fail("handler", "belongs to the form 'call', which needs it")
        if form == "method" and not pattern.methods:
            entry.fail("methods", "missing")
        if pattern.methods and form in ("decorator", "module"):
            entry.fail("methods", f"does not belong to the form {form}")
        entry.close()
        yield pattern


def _handlers(table: Table) -> tuple[str | int, ...]:
    values = table.raw("handler") or []
    if not isinstance(values, list) or not all(type(value) in (str, int) for value in values):
        table.fail("handler", "must be a list of keyword names and positions")
    return tuple(values)


def examples(
    table: Table, rules: Mapping[str, Rule], owner: str | None = None
) -> Iterator[tuple[str, Example]]:
    """The examples of a file, each with the identifier of its rule."""
    for entry in table.tables("examples"):
        name = entry.choice("rule", rules, owner)
        title = entry.text("title")
        requirements = entry.texts("requirements", _REQUIREMENT)
        file = entry.text("file", "main.py", r"[\w./-]+")
        bad, good = entry.text("bad", ""), entry.text("good", "")
        if not bad and not good:
            entry.fail("bad", "missing, and there is no good snippet either")
        if bad and not re.search(r"# bad$", bad, re.MULTILINE):
            entry.fail("bad", "no line ends in '# bad'")
        entry.close()
        if bad:
            yield name, Example(title, bad, good=False, requirements=requirements, file=file)
        if good:
            yield name, Example(title, good, good=True, requirements=requirements, file=file)

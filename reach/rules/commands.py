"""Turns `[[commands]]` and `[[runners]]` into records."""

import re
from collections.abc import Iterator, Mapping

from reach.records.rule import Check, CommandSink, Runner, Sink
from reach.rules.parse import ARTIFACTS, HUBS, ID, NAME, PARAMETER, expression
from reach.rules.table import Table

_WORDS = r"[\w.+-]+( [\w.+-]+)*"
_OPTION = r"--?[\w-]+"
_WAY = rf"{_OPTION}|\$[A-Z][A-Z0-9_]*|://"
_IMAGE = r"[\w.*/-]+"


def commands(table: Table, known: Mapping[str, Check]) -> Iterator[CommandSink]:
    """The commands of a file; `known` are the checks that they may name."""
    for entry in table.tables("commands"):
        words = entry.texts("names", _WORDS) or entry.fail("names", "missing")
        arguments = tuple(_arguments(entry))
        names = {name for name, _ in arguments}
        sink = Sink(
            names=(words[0],),
            library=entry.text("library", pattern=ID),
            artifact=entry.choice("artifact", ARTIFACTS, "model"),
            hub=entry.choice("hub", HUBS, "huggingface"),
            parameters=(),
            identifier=entry.choice("identifier", names, "model"),
            revision="revision" if "revision" in names else None,
            file="file" if "file" in names else None,
            format=entry.text("format", "unknown", ID),
            checks=tuple(known[name] for name in entry.choices("checks", known)),
            default_identifier=entry.optional("default_identifier"),
        )
        yield CommandSink(
            sink=sink,
            commands=words,
            arguments=arguments,
            switches=frozenset(entry.texts("switches", _OPTION)),
            flags=frozenset(entry.choices("flags", names)),
            lists=tuple(_lists(entry)),
            images=entry.texts("images", _IMAGE),
            only=expression(entry, "only"),
            pinned_by=expression(entry, "pinned_by"),
            verified_by=expression(entry, "verified_by"),
            saved_as=entry.choice("saved_as", names) if entry.has("saved_as") else None,
            saved_in=entry.choice("saved_in", names) if entry.has("saved_in") else None,
        )
        entry.close()


def _arguments(table: Table) -> Iterator[tuple[str, tuple[str | int, ...]]]:

    values = table.raw("arguments")
    if not isinstance(values, dict) or not values:
        table.fail("arguments", "must be a table from parameters to where they are given")
    for name, ways in values.items():
        if not re.fullmatch(PARAMETER, name):
            table.fail(f"arguments.{name}", "is no name of a parameter")
        listed = ways if isinstance(ways, list) else []
        if not listed or not all(
            type(way) is int or (isinstance(way, str) and re.fullmatch(_WAY, way)) for way in listed
        ):
            table.fail(f"arguments.{name}", "must list options, positions, $VARIABLES or '://'")
        yield name, tuple(listed)


def _lists(table: Table) -> Iterator[tuple[str, str]]:
    values = table.raw("lists") or {}
    if not isinstance(values, dict):
        table.fail("lists", "must be a table from parameters to separators")
    for name, separator in values.items():
        if not isinstance(separator, str) or not separator:
            table.fail(f"lists.{name}", "must be a separator")
        yield name, separator


def runners(table: Table) -> Iterator[Runner]:
    """The callables of a file that run commands."""
    for entry in table.tables("runners"):
        words = entry.raw("words")
        runner = Runner(
            names=entry.texts("names", NAME) or entry.fail("names", "missing"),
            parameters=entry.texts("parameters", PARAMETER),
            command=entry.optional("command", PARAMETER),
            words=words if type(words) is int and words >= 0 else None,
            shell=entry.flag("shell") or False,
            shell_when=entry.optional("shell_when", PARAMETER),
            folder=entry.optional("folder", PARAMETER),
            environment=entry.optional("environment", PARAMETER),
        )
        if (runner.command is None) is (runner.words is None):
            entry.fail("command", "either a parameter, or `words` with the position of the first")
        entry.close()
        yield runner

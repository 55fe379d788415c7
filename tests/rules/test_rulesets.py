"""What every shipped ruleset must keep to."""

import ast
import fnmatch
import re

import pytest

from reach.output.sarif.taxonomies import NAMES
from reach.records.rule import CommandSink, Example, Rule, Sink
from reach.rules import NameIndex
from reach.rules.load import load

RULESET = load()
RULES = {rule.id: rule for rule in RULESET.rules}
OF_POLICY = {
    "compromised-model",
    "disguised-artifact",
    "evaluation-required",
    "format-downgraded",
    "format-not-allowed",
    "grade-raised",
    "hostile-pickle",
    "identifier-required",
    "pin-lost",
    "pin-required",
    "publisher-new",
    "publisher-not-allowed",
    "remote-code-not-allowed",
    "scan-required",
    "signature-required",
    "unsigned-new",
}
"""Rules that the feed, the policy and the contents of files break, not a sink's check."""
SINKS = [pytest.param(sink, id=sink.names[0]) for sink in RULESET.sinks if sink.checks]
EXAMPLES = [
    pytest.param(example, id=f"{rule.id}: {example.title}: {example.good}")
    for rule in RULESET.rules
    for example in rule.examples
]


def mentions(code: str, sink: Sink) -> bool:
    """Are the first and the last part of one of the names there, as words?"""
    words = set(re.findall(r"\w+", code))
    ends = ((name.partition(".")[0], name.rpartition(".")[2]) for name in sink.names)
    return any(fnmatch.filter(words, first) and fnmatch.filter(words, last) for first, last in ends)


@pytest.mark.parametrize("sink", SINKS)
@pytest.mark.parametrize("good", [False, True])
def test_every_sink_has_examples(sink: Sink, good: bool) -> None:
    rules = {check.rule for check in sink.checks}
    examples = [
        example for rule in rules for example in RULES[rule].examples if example.good == good
    ]
    assert any(mentions(example.code, sink) for example in examples)


@pytest.mark.parametrize("sink", SINKS)
def test_a_revision_is_asked_for_where_the_sink_takes_one(sink: Sink) -> None:
    asked = {c.because for c in sink.checks for when in c.when if when.pinned is False}
    elsewhere = sink.hub in ("torchhub", "file")  # in the name, or where the file was fetched
    assert not asked or sink.revision or elsewhere


@pytest.mark.parametrize("command", RULESET.commands, ids=lambda c: c.commands[0])
@pytest.mark.parametrize("good", [False, True])
def test_every_command_has_examples(command: CommandSink, good: bool) -> None:
    rules = {check.rule for check in command.sink.checks}
    examples = [e for rule in rules for e in RULES[rule].examples if e.good == good]
    named = [*(words.split()[-1] for words in command.commands), *command.images]
    assert any(each in example.code for example in examples for each in named)


@pytest.mark.parametrize("rule", RULESET.rules, ids=lambda rule: rule.id)
def test_every_rule_is_used(rule: Rule) -> None:
    sinks = (*RULESET.sinks, *(command.sink for command in RULESET.commands))
    used = {check.rule for sink in sinks for check in sink.checks}
    assert (rule.id in used) != (rule.id in OF_POLICY)


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_are_complete_modules(example: Example) -> None:
    if example.file.endswith(".py"):
        ast.parse(example.code)
    assert example.good != ("# bad" in example.code)
    assert max(map(len, example.code.splitlines())) <= 100


@pytest.mark.parametrize("rule", RULESET.rules, ids=lambda rule: rule.id)
def test_limits_of_sarif_viewers(rule: Rule) -> None:
    assert len(rule.description) <= 1024
    assert len(rule.cwe) + len(rule.atlas) <= 9
    assert rule.cwe
    assert rule.atlas
    assert rule.references


@pytest.mark.parametrize("rule", RULESET.rules, ids=lambda rule: rule.id)
def test_pages_have_what_they_show(rule: Rule) -> None:
    assert rule.help.count("**Fix.**") == 1
    assert not rule.lead or rule.lead in {example.title for example in rule.examples}
    assert rule.lead or rule.id in OF_POLICY
    assert set(rule.cwe) | set(rule.atlas) <= set(NAMES)


def test_no_name_stands_for_two_sinks() -> None:
    index = NameIndex((name, sink.names[0]) for sink in RULESET.sinks for name in sink.names)
    names = [name for sink in RULESET.sinks for name in sink.names]
    doubled = {name: index.lookup(name) for name in names if len(index.lookup(name)) > 1}
    assert not doubled


def test_identifiers_are_parameters_that_can_be_passed() -> None:
    for sink in RULESET.sinks:
        assert len(set(sink.parameters)) == len(sink.parameters), sink.names
        assert not {alias for alias, _ in sink.aliases} & set(sink.parameters), sink.names

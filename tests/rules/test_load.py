from pathlib import Path

import pytest

from reach.errors import RulesetError
from reach.records.rule import Check, Condition, EntryPattern, Example, Guard
from reach.rules.load import load

RULE = """
id = "own-rule"
name = "OwnRule"
title = "A rule of one's own"
description = "Something."
help = "Do something."
severity = 5.0
precision = "high"
"""
CHECK = """
[checks.off]
rule = "torch-load"
when = [{ argument = "safe", may_be = false, version = "own>=1.2,<2" }]
because = "safe may be off"
fix = "Pass safe=True."
"""
SINK = """
[[sinks]]
names = ["own.Loader.load"]
library = "own"
parameters = ["path"]
identifier = "path"
checks = ["off", "unpinned"]
"""
GUARD = """
[[guards]]
id = "own-check"
form = "call"
title = "it is checked"
names = ["own.check"]
lowers = { torch-load = 0.5 }
"""
ENTRY = """
[[entries]]
kind = "own-route"
form = "call"
names = ["own.serve"]
grade = "exposed"
handler = [0, "handler"]
label = "own {0}"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, "utf-8")
    return path


def test_added_file(tmp_path: Path) -> None:
    ruleset = load([write(tmp_path, CHECK + SINK + ENTRY)])
    sink = next(sink for sink in ruleset.sinks if sink.library == "own")
    assert sink.names == ("own.Loader.load",)
    assert sink.checks[0] == Check(
        rule="torch-load",
        when=(Condition("safe", may_be=False, has_may_be=True, version="own>=1.2,<2"),),
        because="safe may be off",
        fix="Pass safe=True.",
    )
    assert sink.checks[1].rule == "unpinned-hub-download"
    entry = next(entry for entry in ruleset.entries if entry.kind == "own-route")
    assert entry == EntryPattern(
        "own-route", "call", ("own.serve",), "exposed", (0, "handler"), (), "own {0}"
    )


def test_added_guard(tmp_path: Path) -> None:
    ruleset = load([write(tmp_path, 'exits = ["own.stop"]' + GUARD)])
    assert "own.stop" in ruleset.exits
    guard = next(guard for guard in ruleset.guards if guard.id == "own-check")
    lowers = (("torch-load", 0.5),)
    assert guard == Guard("own-check", "it is checked", "call", lowers, names=("own.check",))


def test_added_folder_with_a_rule_and_its_examples(tmp_path: Path) -> None:
    example = '[[examples]]\ntitle = "T"\nbad = "x()  # bad"\ngood = "y()"\nrequirements = ["a==1"]'
    write(tmp_path, RULE + example)
    rule = next(rule for rule in load([tmp_path]).rules if rule.id == "own-rule")
    assert rule.examples == (
        Example("T", "x()  # bad", good=False, requirements=("a==1",)),
        Example("T", "y()", good=True, requirements=("a==1",)),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SINK.replace("off", "of"), "sinks[1].checks: 'of' is not known"),
        (CHECK.replace('"torch-load"', '"torch-laod"'), "did you mean 'torch-load'?"),
        (CHECK.replace("may_be", "maybe"), "unknown key; did you mean 'may_be'?"),
        (CHECK.replace('argument = "safe", ', ""), "checks.off.when[1].argument: missing"),
        (CHECK.replace(", may_be = false", "").replace(', version = "own>=1.2,<2"', ""), "nothing"),
        (CHECK.replace("<2", "<x"), "checks.off.when[1].version: 'own>=1.2,<x' is malformed"),
        (CHECK.replace("because", "becuase"), "checks.off.because: missing"),
        (CHECK + SINK.replace("library", "libary"), "sinks[1].library: missing"),
        (CHECK + SINK.replace("own.Loader", "own..Loader"), "sinks[1].names: 'own..Loader.load'"),
        (CHECK + SINK.replace('"path"]', "1]"), "sinks[1].parameters: must be a list of texts"),
        (CHECK + SINK + "hub = 'hugingface'", "sinks[1].hub: 'hugingface' is not known; did you"),
        (CHECK + SINK + "paramaters = []", "sinks[1].paramaters: unknown key; did you mean 'para"),
        (ENTRY.replace("exposed", "exposd"), "entries[1].grade: 'exposd' is not known; did you"),
        (ENTRY.replace('handler = [0, "handler"]', ""), "entries[1].handler: belongs to the form"),
        (ENTRY.replace("[0,", "[0.5,"), "entries[1].handler: must be a list"),
        (GUARD.replace("call", "cal"), "guards[1].form: 'cal' is not known; did you mean 'call'"),
        (GUARD.replace("torch-load", "torch-laod"), "lowers: 'torch-laod' is not known; did you"),
        (GUARD.replace("0.5", "1.5"), "guards[1].lowers: torch-load must be a number from 0 to 1"),
        (GUARD.replace("0.5", "true"), "guards[1].lowers: torch-load must be a number"),
        (GUARD.replace("{ torch-load = 0.5 }", "{}"), "guards[1].lowers: must be a table of"),
        (GUARD.replace('["own.check"]', "[]"), "guards[1].names: missing, the form 'call' needs"),
        (GUARD + "goods = true", "guards[1].goods: unknown key; did you mean 'good'?"),
        (GUARD + 'bad = ["a b"]', "guards[1].bad: "),
        (CHECK + SINK + "address = 's3:{key}'", "sinks[1].address: 's3:{key}' is malformed"),
        (
            CHECK + SINK + "shorthands = 'timmm'",
            "sinks[1].shorthands: 'timmm' is not known; did you",
        ),
        (
            "[shorthands.own]\nhub = 'url'\nnames = { a = 1 }",
            "shorthands.own.names: must be a table",
        ),
        (
            "[shorthands.own]\nhub = 'url'\nprefix = 'a/'",
            "shorthands.own.prefixed: and prefix need",
        ),
        (RULE + "[[incidents]]\ntitle = 'It happened'", "incidents[1].text: missing"),
        (RULE.replace("own-rule", "torch-load"), "id: there is a rule 'torch-load' already"),
        (RULE.replace("5.0", "11"), "severity: must be a number from 0 to 10"),
        (RULE.replace("5.0", "true"), "severity: must be a number from 0 to 10"),
        (RULE.replace("own-rule", "Own Rule"), "id: 'Own Rule' is malformed"),
        (RULE + "colour = 'red'", "colour: unknown key"),
        ("sinks = 1", "sinks: must be a list"),
        ("sinks = [1]", "sinks: must be a list of tables"),
        ("checks = {a = 1}", "checks.a: must be a table"),
        ("[[examples]]\nrule = 'torch-load'\ntitle = 'T'\nbad = 'x'", "no line ends in '# bad'"),
        ("sinks = [", "cannot be read"),
        ("a = " + "[" * 9000, "cannot be read"),
        (CHECK.replace("may_be = false", 'matches = "("'), "matches: no regular expression"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(RulesetError) as caught:
        load([path])
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_path(tmp_path: Path) -> None:
    with pytest.raises(RulesetError, match=r"nowhere\.toml: no such file or folder"):
        load([tmp_path / "nowhere.toml"])

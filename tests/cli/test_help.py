"""Help, completion, near misses, and pages of rules at a terminal."""

import os
import re
from pathlib import Path

import pytest
from rich_click import Context, RichCommand

from reach import cli
from reach.output.rules import drawn, listed
from reach.rules.load import load
from tests.cli.test_scan import run_python


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said about arguments that are wrong."""
    assert cli.run(list(arguments)) == 2
    return capsys.readouterr().err


def test_near_misses_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Did you mean 'scan'?" in said(capsys, "scna")
    assert "Did you mean '--fail-on'?" in said(capsys, "scan", "--fail-onn", "never")
    assert "did you mean 'deployed'?" in said(capsys, "scan", "--fail-on", "deploed")
    assert "did you mean 'html'?" in said(capsys, "scan", "--format", "htm")
    assert "did you mean 'sarif'?" in said(capsys, "scan", "--output", "sarf=x")
    assert "did you mean 'torch-load'?" in said(capsys, "explain", "torch-lod")
    assert "one of text, sarif, json" in said(capsys, "scan", "--format", "?")


@pytest.mark.parametrize("width", ["30", "80", "200"])
def test_help_is_in_groups_and_keeps_to_the_width(tmp_path: Path, width: str) -> None:
    done = run_python("-m", "reach", "scan", "--help", folder=tmp_path, COLUMNS=width)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert all(len(line) <= min(100, int(width)) for line in done.stdout.splitlines())
    heads = re.findall(
        r"^(What is scanned|What is reported|When it fails|Options):", done.stdout, re.MULTILINE
    )
    assert heads == ["What is scanned", "What is reported", "When it fails", "Options"]


def test_all_help_is_drawn_alike() -> None:
    top = Context(cli.reach)
    commands = [cli.reach.get_command(top, name) for name in cli.COMMANDS]
    assert [c for c in commands if not isinstance(c, RichCommand)] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("reach sc", ["scan"]),
        ("reach scan --fail", ["--fail-on"]),
        ("reach scan --fail-on de", ["deployed", "development"]),
        ("reach explain torch", ["torch-load", "torchscript-load"]),
    ],
)
def test_shells_complete_words(tmp_path: Path, words: str, expected: list[str]) -> None:
    number = str(words.count(" "))
    variables = {"_REACH_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": number}
    done = run_python("-m", "reach", folder=tmp_path, **variables)
    found = [line.partition(",")[2] for line in done.stdout.splitlines()]
    assert sorted(found) == expected


def test_a_page_has_a_first_example_and_every_one_when_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.run(["explain", "torch-load"]) == 0
    short = capsys.readouterr().out
    assert short.count("```python") == 2
    assert "more: `reach explain torch-load --examples`." in short
    assert cli.run(["explain", "torch-load", "--examples"]) == 0
    assert capsys.readouterr().out.count("```python") > 20


def test_rules_stand_most_severe_first_in_colour_or_without() -> None:
    rules = load().rules
    plain = listed(rules)
    scores = [float(line.split()[0]) for line in plain.splitlines()]
    assert scores == sorted(scores, reverse=True)
    assert "trust-remote-code  " in plain
    assert "\x1b" not in plain
    coloured = listed(rules, color=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_a_page_is_drawn_for_a_terminal() -> None:
    shown = drawn("# rule\n\nWhy `this`.\n\n```python\nimport torch\n```\n", 80)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "```" not in plain
    assert "import torch" in plain


def test_the_version_is_quick(tmp_path: Path) -> None:
    best = 9.0
    for _ in range(5):
        before = os.times()
        assert run_python("-m", "reach", "--version", folder=tmp_path).returncode == 0
        after = os.times()
        used = after.children_user + after.children_system
        best = min(best, used - before.children_user - before.children_system)
    assert best < 0.3  # seconds of processor time; it takes a third of that

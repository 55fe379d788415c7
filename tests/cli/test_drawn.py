"""Help is drawn wherever it may be asked for, and what draws it is loaded nowhere else."""

import subprocess
import sys

import pytest

from reach.cli.drawn import _draws

HELP = ("--help", "-h", "--hel", "-vh", "-hv")


@pytest.mark.parametrize("word", HELP)
def test_help_is_drawn(word: str) -> None:
    assert _draws(["reach", "scan", ".", word])


@pytest.mark.parametrize("words", [(), ("--help",), ("sweep",), ("rules",), ("scam", "x")])
def test_all_but_a_scan_may_show_help(words: tuple[str, ...]) -> None:
    assert _draws(["/usr/bin/reach", *words])


def test_a_program_around_reach_may_show_help() -> None:
    assert _draws(["pytest", "scan", "tests"])


@pytest.mark.parametrize("words", [(".",), ("--fail-on", "never", "-v"), ("-o", "report"), ("-",)])
def test_a_scan_draws_no_help(words: tuple[str, ...]) -> None:
    assert not _draws(["/usr/bin/reach", "scan", *words])
    assert not _draws(["/site-packages/reach/__main__.py", "scan", *words])


SAID = "import sys; sys.argv[0] = 'reach'; import reach.cli; print('rich_click' in sys.modules)"


@pytest.mark.parametrize(("word", "loaded"), [("--help", "True"), ("--quiet", "False")])
def test_what_draws_help_is_loaded_for_it(word: str, loaded: str) -> None:
    run = [sys.executable, "-c", SAID, "scan", word]
    shown = subprocess.run(run, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == loaded

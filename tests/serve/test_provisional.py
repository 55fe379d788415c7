"""What an edit changes in the last report, before everything is scanned again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reach.config import Options
from reach.records.finding import Report
from reach.repair.apply import applied
from reach.repair.fixes import Fixer
from reach.repair.pins import Pins
from reach.serve.scanner import Scanner
from reach.serve.worker import Job

MODEL = """\
import pickle

import torch


def load(path, weights_only):
    return torch.load(path, weights_only=weights_only)


def restore(path):
    with open(path, "rb") as file:
        return pickle.load(file)
"""
APP = """\
from fastapi import FastAPI

from model import load, restore

app = FastAPI()


@app.post("/load")
def answer():
    return load("a.pt", weights_only=False), restore("b.pkl")
"""


@pytest.fixture
def scanner(tmp_path: Path) -> Scanner:
    (tmp_path / "model.py").write_text(MODEL, "utf-8")
    (tmp_path / "app.py").write_text(APP, "utf-8")
    found = Scanner(tmp_path, Options(), lambda stage, done, total: None)
    assert found.whole(job(True), lambda: None) is not None
    return found


def job(disk: bool, /, **texts: str) -> Job:
    overlay = {f"{name}.py": text.encode() for name, text in texts.items()}
    return Job(2, overlay, {}, disk)


def at_once(scanner: Scanner, **texts: str) -> Report:
    answer = scanner.at_once(job(False, **texts), lambda: None)
    assert answer is not None
    return answer.report


def whole(scanner: Scanner, **texts: str) -> Report:
    answer = scanner.whole(job(True, **texts), lambda: None)
    assert answer is not None
    return answer.report


def places(report: Report) -> list[tuple[str, str, int, int, str]]:
    return sorted(
        (f.rule, f.location.path, f.location.line, f.location.column, f.grade)
        for f in report.findings
    )


def ways(report: Report) -> list[list[tuple[str, int]]]:
    return [
        [(step.location.path, step.location.line) for step in w.chain]
        for f in sorted(report.findings, key=lambda f: (f.rule, f.location))
        for w in f.witnesses
    ]


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: "# a line\n\n" + text,
        lambda text: text.replace("\n\n\n", "\n\n# between\n\n\n"),
        lambda text: text.replace("    return", "    x = 1\n    return"),
        lambda text: text.replace("path, weights_only=", "path,\n        weights_only="),
        lambda text: text + "\n\ndef more():\n    return 1\n",
        lambda text: text.replace("pickle.load(file)", "file.read()"),
        lambda text: text.replace("weights_only=weights_only", "weights_only=True"),
    ],
    ids=["above", "between", "inside", "split", "below", "one less", "repaired"],
)
def test_it_is_what_a_scan_says(edit: Callable[[str], str], scanner: Scanner) -> None:
    text = edit(MODEL)
    assert text != MODEL
    quick = at_once(scanner, model=text)
    full = whole(scanner, model=text)
    assert places(quick) == places(full)
    assert ways(quick) == ways(full)


def test_a_new_finding_has_no_way_yet(scanner: Scanner) -> None:
    text = MODEL + "\n\ndef more(path):\n    return torch.load(path, weights_only=False)\n"
    report = at_once(scanner, model=text)
    (new,) = [f for f in report.findings if f.location.line == 16]
    assert new.rule == "torch-load"
    assert "no entry point" not in new.message


def test_an_edit_that_matters_elsewhere_is_left_to_the_scan(scanner: Scanner) -> None:
    text = APP.replace("weights_only=False", "weights_only=True")
    assert len(at_once(scanner, app=text).findings) == 2
    assert [f.rule for f in whole(scanner, app=text).findings] == ["pickle-load"]


def test_an_open_document_changes_nothing(scanner: Scanner) -> None:
    answer = scanner.at_once(job(False, model=MODEL), lambda: None)
    assert answer is not None
    assert answer.whole
    again = scanner.whole(job(False, model=MODEL), lambda: None)
    assert again is not None
    assert again.report is answer.report


def test_fixes_fit_the_text_as_it_is(scanner: Scanner) -> None:
    text = "# a line\n" + MODEL.replace("weights_only=weights_only", "weights_only=False")
    report = at_once(scanner, model=text)
    (finding,) = [f for f in report.findings if f.rule == "torch-load"]
    fix = Fixer(lambda path: text.encode(), Pins()).fix(finding.plan) if finding.plan else None
    assert fix is not None
    assert applied(text, fix.edits) == text.replace("=False", "=True")

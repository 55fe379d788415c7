"""Where entry points begin and end: the text of their regions."""

from functools import cache
from pathlib import Path

import pytest

from reach.config import Options
from reach.records.finding import Report
from reach.scan import scan

FOLDER = Path(__file__).parents[2] / "testdata" / "places"
REGIONS = {
    "celery-task": ["@queue.task"],
    "fastapi-route": [
        '@app.post(\n    "/answers",\n    response_model=dict,\n)',
        'app.add_api_route("/größe", Größe_Ansicht())',
    ],
    "click-command": ["@click.command()"],
    "console-script": ['answer-now = "service:main"'],
    "main": ['if __name__ == "__main__":'],
    "script": ["#!/usr/bin/env python"],
    "public-api": ["lies_größe", "read_this"],
    "test": ["test_the_answer"],
}


@cache
def report() -> Report:
    return scan([FOLDER], Options(jobs=1, min_grade="dormant"))


@pytest.mark.parametrize("kind", REGIONS)
def test_the_region_of_an_entry_point(kind: str) -> None:
    found = set()
    for entry in (w.entry for finding in report().findings for w in finding.witnesses):
        if entry.kind == kind:
            where = entry.location
            lines = (FOLDER / where.path).read_text("utf-8").split("\n")
            lines = lines[where.line - 1 : where.end_line]
            lines[-1] = lines[-1][: where.end_column - 1]
            lines[0] = lines[0][where.column - 1 :]
            found.add("\n".join(lines))
    assert found == set(REGIONS[kind])


def test_the_line_that_starts_an_entry_point() -> None:
    entries = [w.entry for finding in report().findings for w in finding.witnesses]
    started = {e.deployment for e in entries if e.deployment is not None}
    assert {(d.path, d.line, d.column, d.end_line, d.end_column) for d in started} == {
        ("Procfile", 1, 1, 1, len("worker: python started.py") + 1)
    }

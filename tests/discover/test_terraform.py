"""Containers that Terraform runs, with their variables, in the forms of several clouds."""

import random
from pathlib import Path

import pytest

from reach.config import Options
from reach.discover.deployments.hcl import Malformed, parse
from reach.records.finding import Report
from reach.scan import scan

FOLDER = Path(__file__).parents[2] / "testdata" / "terraform"


@pytest.fixture(scope="module")
def report() -> Report:
    return scan([FOLDER], Options(jobs=1))


@pytest.mark.parametrize(
    ("file", "start", "model", "origin"),
    [
        ("main.tf", "text-embeddings-inference:1.5", "org/cloud-run", "value = var.embedding"),
        ("main.tf", "command   = [", "org/ecs", "command   = ["),
        ("main.tf", 'name  = "tgi", image', "org/tgi", '"${local.owner}/tgi"'),
        ("main.tf", '[{"name": "tgi"', "org/json", '"value": "org/json"'),
        ("app.py", "AutoModel.from_pretrained", "org/kubernetes", "args    ="),
        ("main.tf", "infinity:latest", "org/docker", "INFINITY_MODEL_ID"),
        ("main.tf", "1.5@sha256", "set-elsewhere/azure", "/azure"),
    ],
)
def test_what_a_container_loads(
    report: Report, file: str, start: str, model: str, origin: str
) -> None:
    def line(name: str, text: str) -> int:
        lines = (FOLDER / name).read_text("utf-8").splitlines()
        return next(n for n, each in enumerate(lines, 1) if text in each)

    found = {
        (artifact.id, finding.grade, artifact.origin and artifact.origin.location.line)
        for finding in report.findings
        if (finding.location.path, finding.location.line) == (file, line(file, start))
        for artifact in finding.artifacts
    }
    assert found == {(model, "deployed", line("main.tf", origin))}


def test_what_an_expression_computes_is_not_known(report: Report) -> None:
    (last,) = (f for f in report.findings if f.location.line > 95)
    assert not last.artifacts
    assert last.unknown


def test_what_is_not_plain_is_reported(report: Report) -> None:
    assert report.skipped == (("broken.tf", 3, "not HCL: unexpected '('"),)


def test_any_text_is_read_or_refused() -> None:
    text = (FOLDER / "main.tf").read_text("utf-8")
    chosen = random.Random(3)
    for _ in range(200):
        at = chosen.randrange(len(text))
        other = chosen.choice(('"', "{", "}", "[", "]", "(", ")", "=", "<<E\n", "\\", "$"))
        try:
            parse(text[:at] + other + text[at + chosen.randrange(20) :])
        except Malformed:
            continue

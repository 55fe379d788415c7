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
        ("validated.tf", "text-embeddings-inference:1.8", "org/validated", "org/validated"),
        ("main.tf", "text-embeddings-inference:1.5", "org/cloud-run", "value = var.embedding"),
        ("main.tf", "command   = [", "org/ecs", "command   = ["),
        ("main.tf", 'name  = "tgi", image', "org/tgi", '"${local.owner}/tgi"'),
        ("main.tf", '[{"name": "tgi"', "org/json", '"value": "org/json"'),
        ("app.py", "AutoModel.from_pretrained", "org/kubernetes", "args    ="),
        ("main.tf", "infinity:latest", "org/docker", "INFINITY_MODEL_ID"),
        ("dynamic.tf", "inference:1.6", "org/dynamic", "org/dynamic"),
        ("dynamic.tf", "inference:1.7", "org/listed", "org/listed"),
        ("dynamic.tf", "inference:1.4", "org/plain", "org/plain"),
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
    written = file if file.endswith(".tf") else "main.tf"
    assert found == {(model, "deployed", line(written, origin))}


def test_what_an_expression_computes_is_not_known(report: Report) -> None:
    (last,) = (f for f in report.findings if f.location.path == "main.tf" and f.location.line > 95)
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


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 20_000 + "]" * 20_000 + "\n",
        "b {\n" * 10_000 + "}\n" * 10_000,
        "a = " + "x(" * 10_000 + ")" * 10_000 + "\n",
        'a = "' + '\\"' * 50_000 + "\n",
        "a = <<E\n" * 3_000,
        "/*" * 50_000,
        "a = \ud800",
    ],
)
def test_hostile_texts_end(text: str) -> None:
    try:
        parse(text)
    except Malformed:
        return


def test_values_are_read_with_their_lines() -> None:
    block = parse(
        """x "y" z {
  list = [ "a",
    var.b[0],
    -1 + 2 ]
  map = {
    "k" : "v \\"q\\" $${c} ${d}"
    l = true
  }
  text = <<-END
    one
      two
  END
  inner { n = 1.5 }
}
"""
    ).blocks[0]
    assert (block.words, block.line) == (("x", "y", "z"), 1)
    listed = [(item.line, item.text) for item in block.attributes["list"].items]
    assert listed == [(2, "a"), (3, "${var.b[0]}"), (4, None)]
    pairs = {key: (value.line, value.text) for key, value in block.attributes["map"].pairs}
    assert pairs == {"k": (6, 'v "q" $${c} ${d}'), "l": (7, "true")}
    assert block.attributes["text"].line == 10
    assert block.attributes["text"].text == "    one\n      two\n"
    assert block.blocks[0].attributes["n"].line == 13

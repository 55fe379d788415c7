"""The JSON report keeps its contract."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reach.output import json as output
from reach.records.finding import Guarded, Location
from tests.output.samples import HOSTILE, PICKLE, REMOTE_CODE, REPORT, hostile

SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "schema" / "report.schema.json"


def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_schema_accepts_the_report() -> None:
    validator().validate(json.loads(output.render(REPORT)))


@pytest.mark.parametrize("key", ["fingerprint", "location", "entryPoints", "fix"])
def test_the_schema_refuses_a_finding_without_a_key(key: str) -> None:
    document = json.loads(output.render(REPORT))
    del document["findings"][0][key]
    with pytest.raises(jsonschema.ValidationError, match=key):
        validator().validate(document)


def test_what_is_guarded_names_its_place_and_guards() -> None:
    guarded = Guarded("pickle-load", "pickle.load", Location("a.py", 3, 5, 3, 9), ("b (a.py:2)",))
    document = json.loads(output.render(replace(REPORT, guarded=(guarded,))))
    validator().validate(document)
    (listed,) = document["guarded"]
    assert listed["location"]["line"] == 3
    assert (listed["rule"], listed["sink"]) == ("pickle-load", "pickle.load")
    assert listed["guards"] == ["b (a.py:2)"]


def test_a_finding_names_its_place_artifact_and_chain() -> None:
    finding = json.loads(output.render(REPORT))["findings"][0]
    assert finding["location"] == {
        "path": "app/loader.py",
        "line": 5,
        "column": 31,
        "endLine": 5,
        "endColumn": 86,
        "function": "app.loader.load",
    }
    assert finding["artifacts"][0]["purl"] == "pkg:huggingface/acme/chat-7b"
    assert finding["artifacts"][0]["origin"] == {
        "path": "app/settings.py",
        "line": 1,
        "column": 9,
        "kind": "literal",
    }
    entry = finding["entryPoints"][0]
    assert (entry["name"], entry["path"], entry["line"]) == ("POST /generate", "app/main.py", 6)
    assert entry["deployment"] == {"path": "Dockerfile", "line": 2, "column": 1}
    assert [(step["function"], step["line"]) for step in entry["chain"]] == [
        ("app.main.generate", 7),
        ("app.loader.load", 5),
    ]
    assert entry["artifacts"] == ["acme/chat-7b"]
    assert finding["fix"] == {"description": "Pin revision to a commit you have read."}


def test_what_was_skipped_has_a_reason() -> None:
    document = json.loads(output.render(REPORT))
    assert document["skipped"] == [
        {"path": "app/broken.py", "line": 12, "reason": "syntax error"},
        {"path": "big.ipynb", "line": None, "reason": "larger than 8 MB"},
    ]
    assert document["notices"][1] == {"path": "", "line": None, "message": "time limit reached"}


def test_a_finding_in_a_notebook_says_its_cell() -> None:
    where = replace(PICKLE.location, path="a.ipynb", cell=4)
    report = replace(REPORT, findings=(replace(PICKLE, location=where),))
    document = json.loads(output.render(report))
    validator().validate(document)
    assert document["findings"][0]["location"]["cell"] == 4


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_through_as_plain_ascii(text: str) -> None:
    shown = output.render(hostile(text))
    assert shown.isascii()
    assert all(char.isprintable() or char == "\n" for char in shown)
    document: Any = json.loads(shown)
    expected = text.encode("utf-8", "backslashreplace").decode()
    assert document["findings"][0]["message"] == expected
    json.dumps(document, ensure_ascii=False).encode("utf-8")


def test_the_same_report_gives_the_same_text() -> None:
    again = replace(REPORT, findings=tuple(replace(f) for f in REPORT.findings))
    assert output.render(again) == output.render(REPORT)
    assert output.render(replace(REPORT, findings=(REMOTE_CODE,))) != output.render(REPORT)

"""Fixes in JSON and SARIF: whoever makes the edits gets the repaired file."""

import json
from dataclasses import replace

import jsonschema
import pytest

from reach.output import json as json_output
from reach.output import sarif
from reach.records.finding import Location, Report
from reach.records.repair import Edit, Fix
from tests.output.samples import LOADER, REMOTE_CODE, REPORT, RULESET, read_source, severity_of
from tests.output.sarif_contract import check
from tests.output.test_json import validator

REMOVED = ", trust_remote_code=True"
START = LOADER.index(REMOVED)
COLUMN = LOADER.split("\n")[4].index(REMOVED) + 1
WHERE = Location("app/loader.py", 5, COLUMN, 5, COLUMN + len(REMOVED))
TOP = Location("app/loader.py", 1, 1, 1, 1)
FIX = Fix(
    "Remove trust_remote_code",
    ("a model [whose](1) code is elsewhere no longer loads",),
    (Edit(TOP, 0, 0, "import os\n"), Edit(WHERE, START, START + len(REMOVED), "")),
)
WANTED = "import os\n" + LOADER.replace(REMOVED, "")


def report(**changes: object) -> Report:
    finding = replace(REMOTE_CODE, **changes)  # type: ignore[arg-type]
    return replace(REPORT, findings=(finding,))


def test_sarif_edits_lead_to_the_repaired_file() -> None:
    run = check(sarif.render(report(edits=FIX), RULESET, read_source, severity_of))
    ((fix,),) = [result["fixes"] for result in run["results"]]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "app/loader.py"
    lines = LOADER.split("\n")
    for each in sorted(change["replacements"], key=lambda r: -r["deletedRegion"]["startLine"]):
        region = each["deletedRegion"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1].encode("utf-16-le")
        start, end = (region[key] * 2 - 2 for key in ("startColumn", "endColumn"))
        inserted = each.get("insertedContent", {}).get("text", "").encode("utf-16-le")
        lines[region["startLine"] - 1] = (line[:start] + inserted + line[end:]).decode("utf-16-le")
    assert "\n".join(lines) == WANTED
    text = fix["description"]["text"]
    assert text == (
        "Remove trust_remote_code. Needs review: "
        r"a model \[whose\](1) code is elsewhere no longer loads."
    )


def test_json_says_what_a_fix_is_worth() -> None:
    document = json.loads(json_output.render(report(edits=FIX)))
    validator().validate(document)
    fix = document["findings"][0]["fix"]
    assert (fix["title"], fix["safety"]) == ("Remove trust_remote_code", "needs-review")
    assert fix["review"] == list(FIX.reasons)
    assert [each["text"] for each in fix["edits"]] == ["import os\n", ""]
    assert fix["edits"][1]["column"] == COLUMN


def test_json_says_why_there_is_no_fix() -> None:
    document = json.loads(json_output.render(report(unrepaired="it is decided elsewhere")))
    validator().validate(document)
    assert document["findings"][0]["fix"]["unrepaired"] == "it is decided elsewhere"


def test_the_schema_wants_all_of_a_fix() -> None:
    document = json.loads(json_output.render(report(edits=FIX)))
    del document["findings"][0]["fix"]["safety"]
    with pytest.raises(jsonschema.ValidationError):
        validator().validate(document)

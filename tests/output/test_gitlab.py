"""The reports for GitLab keep to its schemas, whatever the scanned text is."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import jsonschema
import pytest

from reach.output import gitlab
from reach.records.finding import Location, Notice, Report
from tests.output.gitlab_contract import QUALITY, SAST
from tests.output.samples import HOSTILE, REMOTE_CODE, REPORT, RULESET, hostile


def sast(report: Report, prefix: str = "") -> Any:
    text = gitlab.sast(report, RULESET, prefix)
    assert text.isascii()
    document = json.loads(text)
    jsonschema.Draft7Validator(SAST).validate(document)
    return document


def quality(report: Report, prefix: str = "") -> Any:
    document = json.loads(gitlab.quality(report, prefix))
    jsonschema.Draft7Validator(QUALITY).validate(document)
    return document


def test_a_vulnerability_is_placed_named_and_reached() -> None:
    first = sast(REPORT, "api")["vulnerabilities"][0]
    assert first["name"] == "Code of a model repository is run"
    assert first["severity"] == "Critical"
    assert first["location"] == {
        "file": "api/app/loader.py",
        "start_line": 5,
        "end_line": 5,
        "method": "app.loader.load",
    }
    assert [i["value"] for i in first["identifiers"]] == ["trust-remote-code/deployed", "502"]
    chain = first["details"]["chain"]["items"]
    assert [(p["file_name"], p["line_start"]) for p in chain] == [
        ("api/app/main.py", 6),
        ("api/app/main.py", 7),
        ("api/app/loader.py", 5),
    ]
    assert first["details"]["loads"]["items"][0]["value"] == "acme/chat-7b (unpinned)"


def test_what_was_not_understood_is_said() -> None:
    values = [message["value"] for message in sast(REPORT, "api")["scan"]["messages"]]
    assert values[:2] == ["api/app/broken.py:12: syntax error", "api/big.ipynb: larger than 8 MB"]


def test_what_is_left_out_is_said() -> None:
    many = tuple(Notice("", f"f{number}: too deep") for number in range(150))
    report = replace(REPORT, skipped=(), notices=many, idle=())
    values = [message["value"] for message in sast(report, "api")["scan"]["messages"]]
    assert values[98:] == ["f98: too deep", "f99: too deep", "50 more of such messages left out"]


def test_the_time_is_in_utc() -> None:
    moment = datetime.fromisoformat("2026-06-01T02:00:00+02:00")
    scan = json.loads(gitlab.sast(REPORT, RULESET, moment=moment))["scan"]
    assert scan["end_time"] == "2026-06-01T00:00:00"
    assert gitlab.EPOCH.tzinfo is UTC


def moved(lines: int) -> Report:
    where = REMOTE_CODE.location
    down = replace(where, line=where.line + lines, end_line=where.end_line + lines)
    return replace(REPORT, findings=(replace(REMOTE_CODE, location=down),))


def test_moved_lines_change_no_identity() -> None:
    before, after = (sast(moved(n))["vulnerabilities"][0] for n in (0, 7))
    assert before["id"] == after["id"]
    signatures = [v["tracking"]["items"][0]["signatures"] for v in (before, after)]
    assert signatures[0] == signatures[1]
    assert quality(moved(0))[0]["fingerprint"] == quality(moved(7))[0]["fingerprint"]


def test_equal_findings_are_told_apart() -> None:
    other = replace(REMOTE_CODE, location=Location("app/loader.py", 9, 1, 9, 5))
    twice = replace(REPORT, findings=(REMOTE_CODE, other))
    assert len({v["id"] for v in sast(twice)["vulnerabilities"]}) == 2
    assert len({issue["fingerprint"] for issue in quality(twice)}) == 2


def test_an_issue_of_code_quality() -> None:
    first = quality(REPORT, "api")[0]
    assert first["check_name"] == "trust-remote-code/deployed"
    assert first["severity"] == "critical"
    assert first["location"] == {"path": "api/app/loader.py", "lines": {"begin": 5, "end": 5}}
    assert first["description"].startswith("POST /generate runs code from")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_keeps_the_contract(text: str) -> None:
    report = hostile(text or "x")
    (first, *_) = sast(report)["vulnerabilities"]
    assert "<script>" not in first["description"]
    assert "](9)" not in first["description"].replace("\\]", "").replace("\\(", "")
    quality(report)

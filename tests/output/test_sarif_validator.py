"""The public SARIF validator finds no error and no warning.

It is found through the environment variable SARIF_MULTITOOL; without it the tests are skipped.
"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from reach.output import sarif
from reach.records.finding import Report
from tests.output.samples import HOSTILE, REPORT, RULESET, hostile, read_source, severity_of
from tests.output.test_fixes import FIX
from tests.output.test_fixes import report as repaired

TOOL = os.environ.get("SARIF_MULTITOOL", "")

needs_tool = pytest.mark.skipif(
    not TOOL, reason="SARIF_MULTITOOL does not name the SARIF validator"
)


def validate(text: str, folder: Path) -> list[tuple[str, str]]:
    """Rule and message of every error and warning; the tool's exit status says nothing."""
    subject, verdict = folder / "report.sarif", folder / "verdict.sarif"
    subject.write_text(text, encoding="utf-8")
    command = [TOOL, "validate", str(subject), "--rule-kind", "Sarif;Ghas"]
    command += ["--output", str(verdict), "--log", "ForceOverwrite", "--level", "Error;Warning"]
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    subprocess.run(command, env=environment, capture_output=True, timeout=120, check=True)
    run: dict[str, Any] = json.loads(verdict.read_text(encoding="utf-8-sig"))["runs"][0]
    return [
        (result["ruleId"], json.dumps(result["message"]))
        for result in run.get("results", [])
        if result.get("level", "warning") in ("error", "warning")
    ]


@needs_tool
@pytest.mark.parametrize(
    "report",
    [REPORT, Report(".", (), (), (), 1, 0), repaired(edits=FIX), *map(hostile, HOSTILE)],
    ids=["sample", "empty", "fixes", *(f"hostile{n}" for n in range(len(HOSTILE)))],
)
def test_the_validator_is_content(report: Report, tmp_path: Path) -> None:
    text = sarif.render(report, RULESET, read_source, severity_of)
    assert validate(text, tmp_path) == []


@needs_tool
def test_the_validator_would_complain(tmp_path: Path) -> None:
    log = json.loads(sarif.render(REPORT, RULESET, read_source, severity_of))
    log["runs"][0]["results"][0]["ruleIndex"] = 99
    assert validate(json.dumps(log), tmp_path)

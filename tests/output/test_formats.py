"""Properties that every output format has."""

import json
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reach.output import FORMATS, Options
from tests.output.samples import REMOTE_CODE, REPORT, RULESET, hostile, read_source, severity_of
from tests.output.sarif_contract import check

OPTIONS = Options(RULESET, read_source, severity_of, verbose=True)
ANY_TEXT = st.text(alphabet=st.characters(), max_size=60)


@pytest.mark.parametrize("name", FORMATS)
@given(text=ANY_TEXT)
@settings(max_examples=60, deadline=None)
def test_any_text_is_shown_harmlessly(name: str, text: str) -> None:
    shown = FORMATS[name](hostile(text), OPTIONS)
    assert shown.endswith("\n")
    assert all(char.isprintable() or char == "\n" for char in shown)
    shown.encode("utf-8")


@example(text="\ud800")
@given(text=ANY_TEXT)
@settings(max_examples=100, deadline=None)
def test_any_text_keeps_the_sarif_contract(text: str) -> None:
    check(FORMATS["sarif"](hostile(text), OPTIONS))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_names_sink_entry_point_and_artifact(name: str) -> None:
    shown = FORMATS[name](REPORT, OPTIONS).replace("\\", "")
    for part in ("AutoModel.from_pretrained", "POST /generate", "acme/chat-7b", "app/loader.py"):
        assert part in shown


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_gives_the_same_text(name: str) -> None:
    again = replace(REPORT, findings=tuple(replace(finding) for finding in REPORT.findings))
    assert FORMATS[name](again, OPTIONS) == FORMATS[name](REPORT, OPTIONS)


def test_five_thousand_findings_stay_within_the_limits() -> None:
    places = (replace(REMOTE_CODE.location, line=n, end_line=n) for n in range(1, 5001))
    many = replace(REPORT, findings=tuple(replace(REMOTE_CODE, location=where) for where in places))
    results = json.loads(FORMATS["sarif"](many, OPTIONS))["runs"][0]["results"]
    lines = [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in results]
    assert lines == list(range(1, 5001))
    assert len(FORMATS["markdown"](many, OPTIONS)) < 65_536

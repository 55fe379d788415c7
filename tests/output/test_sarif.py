"""The SARIF log: what it says, what it refuses to say, and its contract with code scanning."""

import json
from dataclasses import replace
from typing import Any

import pytest

from reach.output import FORMATS, Options, sarif
from reach.records.finding import Location, Notice, Report, Step, Witness
from tests.output.samples import (
    HOSTILE,
    PICKLE,
    REMOTE_CODE,
    REPORT,
    RULESET,
    TORCH_LOAD,
    hostile,
    read_source,
    severity_of,
)
from tests.output.sarif_contract import check, links


def run(report: Report = REPORT, **options: Any) -> dict[str, Any]:
    return check(sarif.render(report, RULESET, read_source, severity_of, **options))


def result(report: Report, name: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [r for r in run(report)["results"] if r["ruleId"] == name]
    return found[0]


def region(place: dict[str, Any]) -> tuple[Any, ...]:
    physical = place["physicalLocation"]
    at = physical["region"]
    start, end = (at["startLine"], at["startColumn"]), (at["endLine"], at["endColumn"])
    return (physical["artifactLocation"]["uri"], start, end)


def test_columns_are_counted_in_utf_16() -> None:
    """The sample has one character beyond the basic plane before the call."""
    place = result(REPORT, "trust-remote-code/deployed")["locations"][0]
    assert region(place) == ("app/loader.py", (5, 32), (5, 87))
    line = '    label = "🙂 ready"; return AutoModel.from_pretrained(name, trust_remote_code=True)'
    units = line.encode("utf-16-le")
    call = "AutoModel.from_pretrained(name, trust_remote_code=True)"
    assert units[2 * 31 : 2 * 86].decode("utf-16-le") == call


def test_the_message_stands_alone_and_links_to_its_evidence() -> None:
    found = result(REPORT, "trust-remote-code/deployed")
    text = found["message"]["text"]
    assert text.startswith("POST /generate runs code from the repository acme/chat-7b")
    targets = {place["id"]: region(place)[:2] for place in found["relatedLocations"]}
    assert {name: targets[int(number)] for name, number in links(text)} == {
        "POST /generate": ("app/main.py", (6, 5)),
        "Dockerfile:2:1": ("Dockerfile", (2, 1)),
        "app/settings.py:1:9": ("app/settings.py", (1, 9)),
        "app/main.py:6:5": ("app/main.py", (6, 5)),
        "app/main.py:7:12": ("app/main.py", (7, 12)),
        "app/loader.py:5:31": ("app/loader.py", (5, 32)),
    }


def test_the_flow_leads_from_the_entry_point_to_the_sink() -> None:
    flow = result(REPORT, "trust-remote-code/deployed")["codeFlows"][0]
    steps = flow["threadFlows"][0]["locations"]
    assert [region(step["location"])[:2] for step in steps] == [
        ("app/main.py", (6, 5)),
        ("app/main.py", (7, 12)),
        ("app/loader.py", (5, 32)),
    ]
    assert [step["nestingLevel"] for step in steps] == [0, 1, 2]
    assert [step["location"]["message"]["text"] for step in steps] == [
        "Entry point: POST /generate (fastapi-route), started by Dockerfile:2:1",
        "app.main.generate calls loader.load",
        "Sink: transformers.AutoModel.from_pretrained loads acme/chat-7b",
    ]
    assert "codeFlows" not in result(REPORT, "pickle-load/dormant")


def test_a_grade_has_its_own_rule_and_severity() -> None:
    rules = {rule["id"]: rule for rule in run()["tool"]["driver"]["rules"]}
    severities = {name: rule["properties"]["security-severity"] for name, rule in rules.items()}
    assert severities == {
        "pickle-load/dormant": "1.2",
        "torch-load/runnable": "6.2",
        "trust-remote-code/deployed": "9.3",
    }
    assert rules["torch-load/runnable"]["properties"]["tags"] == [
        "security",
        "model-loading",
        "grade/runnable",
        "external/cwe/cwe-502",
        "external/atlas/aml.t0011.000",
        "external/atlas/aml.t0018.002",
    ]
    assert rules["pickle-load/dormant"]["defaultConfiguration"] == {"level": "note"}


def test_a_severity_of_zero_is_still_a_severity() -> None:
    text = sarif.render(REPORT, RULESET, read_source, lambda rule, grade: 0.0)
    for rule in check(text)["tool"]["driver"]["rules"]:
        assert rule["properties"]["security-severity"] == "0.1"


def test_the_level_is_written_even_where_it_is_the_default() -> None:
    levels = {found["ruleId"]: found["level"] for found in run()["results"]}
    assert levels == {
        "pickle-load/dormant": "note",
        "torch-load/runnable": "warning",
        "trust-remote-code/deployed": "error",
    }


def test_rules_refer_to_entries_of_the_taxonomies() -> None:
    found = run()
    names = [taxonomy["name"] for taxonomy in found["taxonomies"]]
    assert names == ["CWE", "MITRE ATLAS"]
    for rule in found["tool"]["driver"]["rules"]:
        targets = [relation["target"] for relation in rule["relationships"]]
        for target in targets:
            taxonomy = found["taxonomies"][target["toolComponent"]["index"]]
            assert taxonomy["guid"] == target["toolComponent"]["guid"]
            assert taxonomy["taxa"][target["index"]]["id"] == target["id"]
        assert [target["id"] for target in targets] == [
            "CWE-502",
            "AML.T0011.000",
            "AML.T0018.002",
        ]


def test_a_part_of_a_technique_is_named_with_the_whole() -> None:
    names = {taxon["id"]: taxon["name"] for taxon in run()["taxonomies"][1]["taxa"]}
    assert names == {
        "AML.T0011.000": "User Execution: Unsafe AI Artifacts",
        "AML.T0018.002": "Manipulate AI Model: Embed Malware",
    }


def test_what_was_skipped_is_notified() -> None:
    notes = run()["invocations"][0]["toolExecutionNotifications"]
    shown = [(note["descriptor"]["id"], note["message"]["text"]) for note in notes]
    assert shown == [
        ("not-understood", "syntax error"),
        ("not-understood", "larger than 8 MB"),
        ("analysis-notice", "more than 32 values"),
        ("analysis-notice", "time limit reached"),
    ]
    assert notes[0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "app/broken.py", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 12},
    }
    assert "region" not in notes[1]["locations"][0]["physicalLocation"]
    assert "locations" not in notes[3]


def test_every_notice_is_notified() -> None:
    many = tuple(Notice("", f"f{number}: too deep", about=f"f{number}") for number in range(3_000))
    notes = run(replace(REPORT, skipped=(), notices=many))["invocations"][0]
    texts = [note["message"]["text"] for note in notes["toolExecutionNotifications"]]
    assert texts == [notice.message for notice in many]


def test_own_fingerprint_and_properties_travel_along() -> None:
    found = result(REPORT, "trust-remote-code/deployed")
    assert found["partialFingerprints"]["reachPath/v1"] == "0a1b2c3d"
    assert found["properties"]["artifacts"] == ["pkg:huggingface/acme/chat-7b"]
    assert found["properties"]["entryPoints"] == ["fastapi-route: POST /generate"]
    assert found["properties"]["certainty"] == "direct"
    assert result(REPORT, "torch-load/runnable")["properties"]["certainty"] == "name"


def test_places_are_relative_to_the_repository() -> None:
    found = run(replace(REPORT, findings=(PICKLE,)), prefix="services/api")
    assert region(found["results"][0]["locations"][0])[0] == "services/api/app/old.py"


def test_file_names_are_percent_encoded() -> None:
    where = Location("a b/ü:[1]%\udcff.py", 1, 1, 1, 5)
    found = run(replace(REPORT, findings=(replace(PICKLE, location=where),)))
    uri = region(found["results"][0]["locations"][0])[0]
    assert uri == "a%20b/%C3%BC%3A%5B1%5D%25%FF.py"


def test_the_category_ends_in_a_slash() -> None:
    assert run(category="nightly")["automationDetails"] == {"id": "nightly/"}
    assert "automationDetails" not in run()


def test_an_empty_report_still_has_results() -> None:
    """Code scanning closes alerts only where an empty array says that none are left."""
    assert run(Report(".", (), (), (), 1, 0))["results"] == []


def test_a_rule_that_the_ruleset_lacks_is_described_all_the_same() -> None:
    found = run(replace(REPORT, findings=(replace(PICKLE, rule="home-made"),)))
    assert found["tool"]["driver"]["rules"][0]["id"] == "home-made/dormant"


def test_at_most_four_flows_of_fifty_steps() -> None:
    chain = tuple(
        Step(f"f{n}", Location("train.py", n + 1, 1, n + 1, 4), f"f{n + 1}", "direct")
        for n in range(300)
    )
    witnesses = tuple(
        Witness(replace(REMOTE_CODE.witnesses[0].entry, name=f"entry {n}"), chain, (), ())
        for n in range(9)
    )
    report = replace(REPORT, findings=(replace(TORCH_LOAD, witnesses=witnesses),))
    found = result(report, "torch-load/runnable")
    lengths = [len(flow["threadFlows"][0]["locations"]) for flow in found["codeFlows"]]
    assert lengths == [50, 50, 50, 50]
    steps = found["codeFlows"][0]["threadFlows"][0]["locations"]
    texts = [step["location"]["message"]["text"] for step in steps]
    assert texts[1] == "f0 calls f1"
    assert texts[25] == "(251 calls left out) f275 calls f276"
    assert texts[48] == "f298 calls f299"
    assert "and 5 more" in found["message"]["text"]


def test_the_worst_results_are_kept_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reach.output.sarif.log.RESULT_LIMIT", 2)
    found = run()
    assert {item["ruleId"] for item in found["results"]} == {
        "torch-load/runnable",
        "trust-remote-code/deployed",
    }
    notes = found["invocations"][0]["toolExecutionNotifications"]
    assert notes[-1]["message"]["text"] == "1 finding left out."


def test_equal_places_are_given_once() -> None:
    doubled = replace(
        REMOTE_CODE,
        witnesses=REMOTE_CODE.witnesses * 2,
        conditions=("same", "same"),
        guards=("g", "g"),
    )
    report = replace(REPORT, findings=(doubled, doubled), skipped=REPORT.skipped * 2)
    assert len(run(report)["results"]) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_keeps_the_contract(text: str) -> None:
    for found in run(hostile(text))["results"]:
        if found["ruleId"] == "trust-remote-code/deployed":
            assert "](9)" not in found["message"]["text"].replace("\\](9)", "")


def test_the_same_report_gives_the_same_bytes() -> None:
    options = Options(RULESET, read_source, severity_of)
    shuffled = replace(REPORT, findings=REPORT.findings[::-1])
    assert FORMATS["sarif"](REPORT, options) == FORMATS["sarif"](shuffled, options)


def test_unreadable_sources_leave_columns_as_they_are() -> None:
    text = sarif.render(REPORT, RULESET, lambda path: None, severity_of)
    found = check(text)["results"]
    last = next(item for item in found if item["ruleId"] == "trust-remote-code/deployed")
    assert region(last["locations"][0]) == ("app/loader.py", (5, 31), (5, 86))
    assert list(last["partialFingerprints"]) == ["reachPath/v1"]


def test_places_beyond_the_file_are_no_error() -> None:
    where = Location("train.py", 99, 500, 1, 0)
    found = run(replace(REPORT, findings=(replace(PICKLE, location=where),)))["results"][0]
    assert region(found["locations"][0])[1] == (99, 500)
    json.dumps(found)

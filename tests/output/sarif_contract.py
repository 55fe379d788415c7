"""What code scanning expects of a SARIF log and no public validator checks."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

GITHUB_LEVELS = {"error", "warning", "note"}
_LINK = re.compile(r"(?<!\\)\[((?:[^\\\[\]]|\\.)*)\]\((\d+)\)")
_ESCAPE = re.compile(r"\\.", re.DOTALL)


def check(text: str) -> dict[str, Any]:
    """Assert the whole contract; the run that the log holds."""
    assert text.isascii()
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "utf16CodeUnits"
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        check_rule(rule)
    assert len({rule["id"] for rule in rules}) == len(rules) <= 25_000
    assert len(run["results"]) <= 25_000
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        check_result(result)
    for value in walk(run):
        check_value(value)
    assert run["results"] == sorted(run["results"], key=sort_key)
    return dict(run)


def sort_key(result: dict[str, Any]) -> tuple[Any, ...]:
    place = result["locations"][0]["physicalLocation"]
    region = place["region"]
    path = unquote_to_bytes(place["artifactLocation"]["uri"])
    return (path, region["startLine"], region["startColumn"], result["ruleId"])


def check_rule(rule: dict[str, Any]) -> None:
    properties = rule["properties"]
    severity = properties["security-severity"]
    assert isinstance(severity, str)
    assert 0.0 < float(severity) <= 10.0
    assert "security" in properties["tags"]
    assert len(properties["tags"]) <= 10
    assert properties["precision"] in ("very-high", "high", "medium", "low")
    assert len(rule["name"]) <= 255
    for key in ("shortDescription", "fullDescription"):
        assert 0 < len(rule[key]["text"]) <= 1024
    assert rule["help"]["text"]
    assert rule["help"]["markdown"]
    assert rule["defaultConfiguration"]["level"] in GITHUB_LEVELS


def check_result(result: dict[str, Any]) -> None:
    assert result["level"] in GITHUB_LEVELS
    assert len(result["locations"]) == 1
    check_links(result)
    flows = result.get("codeFlows", [])
    assert len(flows) <= 4
    for flow in flows:
        (thread,) = flow["threadFlows"]
        check_flow(thread["locations"], result["locations"][0])
    assert sum(len(flow["threadFlows"][0]["locations"]) for flow in flows) <= 1000


def check_flow(steps: list[dict[str, Any]], sink: dict[str, Any]) -> None:
    assert steps[0]["kinds"] == ["enter"]
    last = steps[-1]["location"]["physicalLocation"]
    assert last["region"] == sink["physicalLocation"]["region"]
    assert last["artifactLocation"] == sink["physicalLocation"]["artifactLocation"]
    assert [step["executionOrder"] for step in steps] == list(range(1, len(steps) + 1))
    for step in steps:
        assert step["location"]["message"]["text"]
        check_region(step["location"]["physicalLocation"]["region"])


def check_region(region: dict[str, Any]) -> None:
    start = (region["startLine"], region["startColumn"])
    end = (region["endLine"], region["endColumn"])
    assert (1, 1) <= start <= end
    assert min(end) >= 1


def check_links(result: dict[str, Any]) -> None:
    """Every link leads to a related location, and every related location is linked."""
    related = [location["id"] for location in result.get("relatedLocations", [])]
    text = result["message"]["text"]
    linked = {int(target) for _, target in links(text)}
    assert linked == set(related)
    assert len(related) == len(set(related)) <= 1000


def links(text: str) -> list[tuple[str, str]]:
    """Text and target of each link; no bracket may be left over, save escaped ones."""
    rest = _ESCAPE.sub("", _LINK.sub("", text))
    assert "[" not in rest
    assert "]" not in rest
    return _LINK.findall(text)


def walk(value: Any) -> Iterator[Any]:
    yield value
    children = value.values() if isinstance(value, dict) else value
    if isinstance(value, (dict, list)):
        for child in children:
            yield from walk(child)


def check_value(value: Any) -> None:
    if isinstance(value, str):
        value.encode("utf-8")
        assert all(char.isprintable() or char == "\n" for char in value)
    if isinstance(value, list):
        texts = [json.dumps(item, sort_keys=True) for item in value]
        assert len(texts) == len(set(texts)), "arrays have to hold each item once"
    if isinstance(value, dict) and "uriBaseId" in value:
        assert value["uriBaseId"] == "%SRCROOT%"
        assert re.fullmatch(r"(?:[A-Za-z0-9_.~/-]|%[0-9A-F]{2})+", value["uri"])
        assert not value["uri"].startswith("/")

"""The coverage of MITRE ATLAS names rules and commands that exist, and every technique of ours."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reach.cli import COMMANDS
from reach.output.sarif.taxonomies import NAMES
from reach.rules.load import load

DOCS = Path(__file__).parents[2] / "docs"
DATA: dict[str, Any] = tomllib.loads((DOCS / "atlas.toml").read_text("utf-8"))
RULES = load().rules
ENTRIES = [*DATA["mitigations"], *DATA["studies"]]

MITIGATIONS = {
    "AML.M0011": "Restrict Library Loading",
    "AML.M0013": "Code Signing",
    "AML.M0014": "Verify AI Artifacts",
    "AML.M0016": "Vulnerability Scanning",
    "AML.M0023": "AI Bill of Materials",
    "AML.M0025": "Maintain AI Dataset Provenance",
}
"""As ATLAS 5.6.0 names them."""


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry["id"]))
def test_rules_and_commands_exist(entry: dict[str, Any]) -> None:
    assert set(entry["rules"]) <= {rule.id for rule in RULES}
    assert set(entry.get("commands", ())) <= set(COMMANDS)


def test_mitigations_have_their_names() -> None:
    assert {entry["id"]: entry["name"] for entry in DATA["mitigations"]} == MITIGATIONS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_technique_of_a_rule_is_on_the_page(rule: Any) -> None:
    page = (DOCS / "atlas.md").read_text("utf-8")
    for name in rule.atlas:
        row = next(line for line in page.splitlines() if line.startswith(f"| [{name}]("))
        assert f"| {NAMES[name]} |" in row
        assert f"[{rule.id}](rules/{rule.id}.md)" in row


def test_what_is_outside_is_no_technique_of_a_rule() -> None:
    ours = {name for rule in RULES for name in rule.atlas}
    assert not ours & {entry["id"] for entry in DATA["outside"]}

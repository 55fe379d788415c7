"""The feed that comes with reach keeps to its schema, and each entry says who, when and where."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reach.feed import load
from reach.feed.load import HEAD

TOP = Path(__file__).parents[2]
SCHEMA = json.loads((TOP / "docs" / "schema" / "feed.schema.json").read_text("utf-8"))
FILES = sorted(file for file in (TOP / "rulesets" / "feed").glob("*.json") if file.name != HEAD)


def document(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_entries_keep_to_the_schema(file: Path) -> None:
    jsonschema.validate(document(file), SCHEMA)
    assert document(file)["id"] == f"x_{file.stem}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_models_have_package_urls(file: Path) -> None:
    for each in document(file)["affected"]:
        name, own = each["package"]["name"], each["database_specific"]
        model = own["scope"] != "publisher" and own.get("type", "model") == "model"
        assert each["package"].get("purl") == (f"pkg:huggingface/{name}" if model else None)


def test_schema_refuses_what_the_reader_refuses() -> None:
    broken = document(FILES[0])
    broken["affected"][0]["database_specific"]["scope"] = "revision"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, SCHEMA)


def test_every_reported_repository_is_found_by_its_entry() -> None:
    found = {a.name: (each.id, each.reported) for each in load().advisories for a in each.affected}
    assert found["baller423/goober2"] == ("x_reach-2024-0001", "2024-02-27")
    assert found["glockr1/ballr7"] == ("x_reach-2025-0001", "2025-02-06")
    assert found["Open-OSS"] == ("x_reach-2026-0001", "2026-05-07")
    assert found["EleuterAI/gpt-j-6B"] == ("x_reach-2023-0001", "2023-07-09")

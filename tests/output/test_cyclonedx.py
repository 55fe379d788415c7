"""Bills of materials are valid, complete, and the same for the same inventory."""

import json
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from reach.config import Options
from reach.output.cyclonedx import VERSIONS, render
from reach.records.inventory import Inventory
from tests.output.inventories import DATASET, INVENTORY, MODEL, WEIGHTS, hostile_inventory
from tests.output.samples import HOSTILE

TESTDATA = Path(__file__).parents[2] / "testdata"
PROJECTS = sorted(path.name for path in (TESTDATA / "projects").iterdir() if path.is_dir())
LONG = 12
"""Characters of one text: the validator parses addresses in much more time than they are long."""
ADDRESSES = ("https://exa mple.org/a b{}%zz", "https://[::1", "http://example.org:x/")


@cache
def validator(version: str) -> JsonStrictValidator:
    return JsonStrictValidator(VERSIONS[version])


def assert_valid(text: str, version: str) -> None:
    error = validator(version).validate_str(text)
    assert error is None, error


def bom(inventory: Inventory = INVENTORY, version: str = "1.6") -> dict[str, Any]:
    document: dict[str, Any] = json.loads(render(inventory, "app", version))
    return document


def component(ref: str) -> dict[str, Any]:
    (found,) = [each for each in bom()["components"] if each["bom-ref"] == ref]
    return dict(found)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("text", [None, *(text[:LONG] for text in HOSTILE), *ADDRESSES])
def test_strictly_valid(version: str, text: str | None) -> None:
    inventory = INVENTORY if text is None else hostile_inventory(text)
    assert_valid(render(inventory, text or "app", version), version)


def test_the_validator_refuses_a_card_that_is_none() -> None:
    document = bom()
    document["components"][0]["modelCard"] = {"colour": "red"}
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(document)) is not None


@cache
def inventory_of(project: str) -> Inventory:
    from reach.scan import models

    return models([TESTDATA / "projects" / project], Options(jobs=1))


@pytest.mark.parametrize(("project", "version"), list(zip(PROJECTS, cycle(VERSIONS))))
def test_samples_are_strictly_valid(project: str, version: str) -> None:
    inventory = inventory_of(project)
    text = render(inventory, project, version)
    assert_valid(text, version)
    refs = [each["bom-ref"] for each in json.loads(text).get("components", ())]
    assert sorted(refs) == sorted(each.ref for each in inventory.components)


def test_the_same_bytes() -> None:
    assert render(INVENTORY, "app") == render(INVENTORY, "app")
    other = Inventory("app", (MODEL,), ())
    assert bom(other)["serialNumber"] != bom()["serialNumber"]
    assert "timestamp" not in bom()["metadata"]


def test_a_model() -> None:
    found = component(MODEL.ref)
    assert (found["type"], found["group"], found["name"]) == (
        "machine-learning-model",
        "acme",
        "chat-7b",
    )
    assert found["purl"] == "pkg:huggingface/acme/chat-7b"
    properties = {(each["name"], each["value"]) for each in found["properties"]}
    assert ("reach:grade", "deployed") in properties
    assert ("reach:pinned", "false") in properties
    assert ("reach:sarif:reachPath/v1", "0a1b2c3d") in properties
    assert found["externalReferences"] == [
        {"type": "model-card", "url": "https://huggingface.co/acme/chat-7b"}
    ]


def test_the_evidence_is_the_best_way() -> None:
    evidence = component(MODEL.ref)["evidence"]
    assert [(f["module"], f["function"], f["line"]) for f in evidence["callstack"]["frames"]] == [
        ("app/main.py", "app.main.generate", 7),
        ("app/loader.py", "app.loader.load", 5),
    ]
    (occurrence,) = evidence["occurrences"]
    assert (occurrence["location"], occurrence["line"], occurrence["symbol"]) == (
        "app/loader.py",
        5,
        "transformers.AutoModel.from_pretrained",
    )
    (identity,) = evidence["identity"]
    assert identity["methods"][0]["value"] == "literal at app/settings.py:1:9"


def test_a_dataset_says_where_its_data_are() -> None:
    found = component(DATASET.ref)
    assert found["type"] == "data"
    assert found["data"] == [
        {
            "type": "dataset",
            "name": "acme/talk",
            "contents": {"url": "https://huggingface.co/datasets/acme/talk"},
        }
    ]


def test_a_committed_file_has_its_digest_and_facts() -> None:
    found = component(WEIGHTS.ref)
    assert found["hashes"] == [{"alg": "SHA-256", "content": "ab" * 32}]
    card = found["modelCard"]
    assert card["modelParameters"] == {"architectureFamily": "llama"}
    assert {"name": "reach:tensors", "value": "2"} in card["properties"]


def test_a_report_that_a_model_is_bad() -> None:
    (found,) = bom()["vulnerabilities"]
    assert found["id"] == "REACH-2024-0001"
    assert found["affects"] == [{"ref": MODEL.ref}]
    assert found["ratings"][0]["severity"] == "critical"
    assert found["published"].startswith("2024-02-27")


def test_what_is_not_known_makes_it_incomplete() -> None:
    assert bom()["compositions"] == [{"aggregate": "incomplete", "assemblies": ["root"]}]
    assert bom()["metadata"]["properties"] == [
        {
            "name": "reach:unresolved",
            "value": "train.py:3 torch.load (runnable): "
            "the parameter path has no value in the project",
        }
    ]
    complete = bom(Inventory("app", (MODEL,), ()))
    assert complete["compositions"][0]["aggregate"] == "unknown"


def test_the_project_depends_on_all_of_it() -> None:
    depends = {each["ref"]: each.get("dependsOn", []) for each in bom()["dependencies"]}
    assert sorted(depends["root"]) == sorted([MODEL.ref, WEIGHTS.ref, DATASET.ref])

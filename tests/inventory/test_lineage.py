"""What a project trains: out of what, through which steps, and where it goes."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.validation.json import JsonStrictValidator

from reach.config import Options
from reach.output.cyclonedx import VERSIONS, render
from reach.output.inventory.json import render as as_json
from reach.output.inventory.text import render as as_text
from reach.output.inventory.told import told
from reach.records.inventory import Inventory
from reach.records.training import Case
from reach.rules.load import load
from tests.inventory.test_collect import validator

LINEAGE = Path(__file__).parents[2] / "testdata" / "lineage"
PROJECTS = ("adapter", "classifier", "scripts")

SPLIT = "concatenate_datasets, map(as_text), train_test_split"
ADAPTER = [
    "from model acme/chat-7b as model through get_peft_model",
    f"with dataset data/own.jsonl as train_dataset through {SPLIT}",
    f"with dataset acme/questions as train_dataset through filter(is_polite), {SPLIT}",
    f"with dataset data/own.jsonl as eval_dataset through {SPLIT}",
    f"with dataset acme/questions as eval_dataset through filter(is_polite), {SPLIT}",
    "to adapter out/adapter by args.output_dir",
    "to adapter acme/chat-7b-polite by args.hub_model_id",
    "to adapter out/best by save_model",
    "to adapter acme/chat-7b-polite by push_to_hub",
]
MERGED = [
    "from model acme/chat-7b as self through merge_and_unload",
    "from adapter acme/chat-7b-polite as self through merge_and_unload",
    "to model out/merged by save_pretrained",
]
CLASSIFIER = [
    "from model acme/bert-small as model",
    "with dataset data/reviews.json as train_dataset",
    "with dataset data/held_back.json as eval_dataset",
    "to model out/classifier by args.output_dir",
    "to model out/final by save_pretrained",
    "to model acme/reviews by push_to_hub",
]


@cache
def inventory(project: str) -> Inventory:
    from reach.scan import models

    return models([LINEAGE / project], Options(jobs=1))


def said(found: Inventory) -> dict[int, list[str]]:
    """What each training says, by its line."""
    components = {each.ref: each for each in found.components}
    return {t.location.line: sorted(told(t, components)) for t in found.trainings}


def test_an_adapter_and_a_merge() -> None:
    assert said(inventory("adapter")) == {33: sorted(ADAPTER), 49: sorted(MERGED)}


def test_a_trainer_of_the_project_and_a_dataset_of_its_own() -> None:
    assert said(inventory("classifier")) == {27: sorted(CLASSIFIER)}


def test_each_process_trains_what_it_is_told() -> None:
    found = inventory("scripts")
    components = {each.ref: each for each in found.components}
    trained = {
        tuple(entry.name for entry in training.entry_points): sorted(told(training, components))
        for training in found.trainings
    }
    assert trained == {
        (command,): [
            f"from model acme/{size} as model",
            f"to model out/{size} by args.output_dir",
            f"with dataset acme/{rows} as train_dataset",
        ]
        for command, size, rows in (
            ("python train.py", "tiny", "rows"),
            (
                "python train.py --base acme/small --output out/small --rows public",
                "small",
                "public-rows",
            ),
            ("python train.py --base acme/large --output out/large", "large", "rows"),
        )
    }


def test_trainings_name_the_components() -> None:
    found = inventory("adapter")
    training = found.trainings[0]
    components = {each.ref: each for each in found.components}
    (base,) = {each.ref for each in training.models}
    assert components[base].pinned
    step = training.datasets[0].steps[-1]
    assert (step.name, step.location.line) == ("train_test_split", 32)
    published = next(p for p in training.products if p.by == "push_to_hub")
    assert components[published.ref].type == "adapter"  # merge() loads it again
    assert published.location.line == 42


@pytest.mark.parametrize("project", PROJECTS)
def test_the_schema_accepts_it(project: str) -> None:
    document = json.loads(as_json(inventory(project)))
    validator().validate(document)
    assert document["trainings"]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("project", PROJECTS)
def test_the_bill_of_materials_is_valid(project: str, version: str) -> None:
    text = render(inventory(project), project, version)
    assert JsonStrictValidator(VERSIONS[version]).validate_str(text) is None


def components_of(project: str) -> dict[str, dict[str, Any]]:
    document = json.loads(render(inventory(project), project))
    return {each["name"]: each for each in document["components"]}


def test_a_product_has_its_pedigree_and_datasets() -> None:
    components = components_of("adapter")
    for name in ("chat-7b-polite", "out/best"):
        tuned = components[name]
        assert [each["name"] for each in tuned["pedigree"]["ancestors"]] == ["chat-7b"]
        refs = [each["ref"] for each in tuned["modelCard"]["modelParameters"]["datasets"]]
        expected = [components["questions"]["bom-ref"], components["data/own.jsonl"]["bom-ref"]]
        assert sorted(refs) == sorted(expected)
    merged = components["out/merged"]["pedigree"]["ancestors"]
    assert sorted(each["name"] for each in merged) == ["chat-7b", "chat-7b-polite"]


def test_a_product_depends_on_what_it_is_made_of() -> None:
    document = json.loads(render(inventory("classifier"), "classifier"))
    names = {each["bom-ref"]: each["name"] for each in document["components"]}
    depends = {each["ref"]: each.get("dependsOn", []) for each in document["dependencies"]}
    (final,) = [ref for ref, name in names.items() if name == "out/final"]
    assert sorted(names[ref] for ref in depends[final]) == [
        "bert-small",
        "data/held_back.json",
        "data/reviews.json",
    ]


def test_the_text_tells_of_trainings() -> None:
    text = as_text(inventory("adapter"), width=160)
    for sentence in (*ADAPTER, *MERGED):
        assert sentence in text


def cases() -> list[Case]:
    rules = load().training
    return list(rules.cases) if rules is not None else []


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_cases_of_the_rules(case: Case, tmp_path: Path) -> None:
    from reach.scan import models

    (tmp_path / "main.py").write_text(case.code, encoding="utf-8")
    found = said(models([tmp_path], Options(jobs=1)))
    assert list(found.values()) == [sorted(each) for each in case.trainings]

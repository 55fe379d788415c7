"""Every artifact once, safe loads too, with who loads it."""

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from reach.config import Options
from reach.output.inventory.json import render
from reach.records.inventory import Component, Inventory

ROOT = Path(__file__).parents[2]
MIXED = ROOT / "testdata" / "inventory" / "mixed"
SCHEMA = ROOT / "docs" / "schema" / "inventory.schema.json"


@cache
def inventory() -> Inventory:
    from reach.scan import models

    return models([MIXED], Options(jobs=1))


def component(name: str) -> Component:
    (found,) = [each for each in inventory().components if each.id == name]
    return found


def lines(found: Component) -> list[int]:
    return sorted(each.location.line for each in found.occurrences)


def test_each_artifact_once() -> None:
    assert [(c.type, c.hub, c.id) for c in inventory().components] == [
        ("adapter", "huggingface", "acme/chat-7b-polite"),
        ("model", "huggingface", "acme/chat-7b"),
        ("model", "local", "weights/head.safetensors"),
        ("dataset", "huggingface", "rajpurkar/squad"),
    ]


def test_a_model_and_its_tokenizer_are_one_repository() -> None:
    found = component("acme/chat-7b")
    assert found.roles == ("model", "tokenizer")
    assert lines(found) == [17, 18]
    assert [o.role for o in found.occurrences] == ["tokenizer", "model"]
    assert (found.pinned, found.publisher) == (True, "acme")
    assert found.purl == "pkg:huggingface/acme/chat-7b@607a30d783dfa663caf39e06633721c8d4cfcd7e"


def test_a_load_that_breaks_no_rule_is_listed() -> None:
    found = component("weights/head.safetensors")
    assert (found.grade, found.formats) == ("exposed", ("safetensors",))
    assert not any(each.findings for each in found.occurrences)
    assert found.best is not None
    assert found.best.entry.name == "GET /head"
    assert [(s.function, s.location.line) for s in found.best.chain] == [("app.head", 25)]


def test_findings_about_a_component_are_named() -> None:
    from reach.scan import scan

    findings = scan([MIXED], Options(jobs=1)).findings
    (unpinned,) = [
        f for f in findings if f.rule == "unpinned-hub-download" and f.location.line == 29
    ]
    (occurrence,) = component("rajpurkar/squad").occurrences
    assert occurrence.findings == (unpinned.fingerprint,)
    assert occurrence.grade == "runnable"


def test_what_is_not_known_says_why() -> None:
    (unresolved,) = inventory().unresolved
    assert (unresolved.location.line, unresolved.role) == (33, "tokenizer")
    assert [each.reason for each in unresolved.reasons] == [
        "environment variable TOKENIZER has no default"
    ]


def test_origins_point_to_where_a_name_is_written() -> None:
    places = {
        (each.id, origin.location.line, origin.kind)
        for each in inventory().components
        for occurrence in each.occurrences
        for origin in occurrence.origins
    }
    assert ("acme/chat-7b", 10, "literal") in places
    assert ("acme/chat-7b-polite", 19, "literal") in places


def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_schema_accepts_the_inventory() -> None:
    validator().validate(json.loads(render(inventory())))


@pytest.mark.parametrize("key", ["ref", "pinned", "occurrences", "grade"])
def test_the_schema_refuses_a_component_without_a_key(key: str) -> None:
    document = json.loads(render(inventory()))
    del document["components"][0][key]
    with pytest.raises(jsonschema.ValidationError, match=key):
        validator().validate(document)


def test_what_the_feed_reports_is_named(tmp_path: Path) -> None:
    from reach.output.cyclonedx import render as as_bom
    from reach.scan import models

    code = "from transformers import AutoModel\n\nAutoModel.from_pretrained('baller423/goober2')\n"
    (tmp_path / "main.py").write_text(code, encoding="utf-8")
    found = models([tmp_path], Options(jobs=1))
    (bad,) = found.components
    assert [each.id for each in bad.advisories] == ["x_reach-2024-0001"]
    (told,) = json.loads(as_bom(found, "app"))["vulnerabilities"]
    assert told["affects"] == [{"ref": bad.ref}]
    assert told["published"].startswith("2024-02-27")
    assert not any(each.advisories for each in inventory().components)


def test_bundles_that_a_library_fetches(tmp_path: Path) -> None:
    from reach.scan import models

    code = """import torchaudio

NAMES = {"en": "WAV2VEC2_ASR_BASE_960H"}


def align(language):
    return torchaudio.pipelines.__dict__[NAMES[language]].get_model()


bundle = torchaudio.pipelines.HUBERT_BASE
bundle.get_model()
"""
    (tmp_path / "align.py").write_text(code)
    found = models([tmp_path], Options(jobs=1)).components
    folder = "https://download.pytorch.org/torchaudio/models/"
    assert [(c.hub, c.id, lines(c)) for c in found] == [
        ("url", folder + "hubert_fairseq_base_ls960.pth", [11]),
        ("url", folder + "wav2vec2_fairseq_base_ls960_asr_ls960.pth", [7]),
    ]

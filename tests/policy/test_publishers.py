"""Scores of publishers, each with what it is made of."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reach import cli
from reach.errors import ReachError
from reach.lock.write import text_of
from reach.policy.publishers import weights
from reach.records.lock import Attestation, Lock, Locked, LockedFile, Unlocked

pytest.importorskip("tomli_w")

COMMIT = "a" * 40
CODE = f'''\
from transformers import AutoModel


def good():
    AutoModel.from_pretrained("good/one", revision="{COMMIT}", use_safetensors=True)
    AutoModel.from_pretrained("good/two", use_safetensors=True)


def poor():
    AutoModel.from_pretrained("poor/one")
    AutoModel.from_pretrained("poor/gone")


def reported():
    AutoModel.from_pretrained("glockr1/ballr7")


def unknown():
    AutoModel.from_pretrained("stranger/model")
    AutoModel.from_pretrained("./local")
'''

SIGNED = Attestation("signature", COMMIT, "model-signing key", "verified", "b" * 64)
SAFE = LockedFile("model.safetensors", 1, "c" * 64, None, "safetensors")
PICKLE = LockedFile("pytorch_model.bin", 1, "d" * 64, None, "pickle")
TOKENS = LockedFile("vocab.txt", 1, None, "e" * 40, "text")
GOOD = Locked(
    "model",
    "good/one",
    COMMIT,
    COMMIT,
    "good/one",
    "good",
    license="mit",
    base_models=("other/base",),
    card=True,
    safetensors=True,
    files=(SAFE,),
    attestations=(SIGNED,),
)
TWO = replace(
    GOOD,
    repository="good/two",
    name="good/two",
    asked=None,
    attestations=(),
    files=(TOKENS,),
    safetensors=False,
)
POOR = Locked("model", "poor/one", None, COMMIT, "poor/one", "poor", files=(PICKLE,))
GONE = Unlocked("model", "poor/gone", None, "missing", COMMIT)
LOCK = Lock((GOOD, TWO, POOR), (GONE,))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "app.py").write_text(CODE, "utf-8")
    (tmp_path / "models.lock").write_text(text_of(LOCK), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_scores_and_what_they_are_made_of(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["publishers", "--format", "json"]) == 0
    found = {each["name"]: each for each in json.loads(capsys.readouterr().out)["publishers"]}
    assert list(found) == ["glockr1", "poor", "good", "stranger"]
    counted = {
        name: {i["name"]: (i["good"], i["of"]) for i in each["inputs"]}
        for name, each in found.items()
    }
    assert counted["good"] == {
        "signed": (1, 2),
        "safetensors": (1, 1),
        "standing": (2, 2),
        "card": (2, 2),
        "provenance": (2, 2),
        "license": (2, 2),
        "pins": (1, 2),
        "reports": (2, 2),
    }
    assert counted["poor"] == {
        "signed": (0, 1),
        "safetensors": (0, 1),
        "standing": (1, 2),
        "card": (0, 1),
        "provenance": (0, 1),
        "license": (0, 1),
        "pins": (0, 2),
        "reports": (2, 2),
    }
    weight = {i["name"]: i["weight"] for i in found["good"]["inputs"]}
    whole = sum(weight.values())
    good = whole - weight["signed"] / 2 - weight["pins"] / 2
    assert found["good"]["score"] == round(100 * good / whole)
    poor = weight["standing"] / 2 + weight["reports"]
    assert found["poor"]["score"] == round(100 * poor / whole)
    assert (found["glockr1"]["score"], found["glockr1"]["cap"]) == (0, 0)
    assert "reported by ReversingLabs on 2025-02-06" in found["glockr1"]["reports"][0]
    assert found["stranger"]["score"] is None


def test_text_never_shows_a_bare_number(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["publishers"]) == 0
    text = capsys.readouterr().out
    paragraphs = text.split("\n\n")
    assert paragraphs[0].startswith(
        "glockr1  0 of 100, from 2 of 8 inputs, at most 0 because it is"
    )
    assert paragraphs[2].startswith("good  8")
    assert (
        "  signed       1 of 2 locked repositories with a verified signature (weight 3)\n" in text
    )
    assert paragraphs[3].startswith(
        "stranger  no score: nothing of it is locked, run `reach lock`\n"
        "  signed       not known (locked repositories with a verified signature)\n"
    )


def test_nothing_from_a_hub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.py").write_text("x = 1\n", "utf-8")
    assert cli.run(["publishers"]) == 0
    assert capsys.readouterr().out == "Nothing is loaded from a hub.\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[inputs.likes]\nweight = 1", "inputs.likes: is no input; there are signed,"),
        (
            "[inputs.card]\ntitle = 't'\nsays = 's'\nweight = 'much'",
            "weight: must be a whole number",
        ),
        ("[inputs.card]\ntitle = 't'\nsays = 's'\nweight = 0", "none of them has a weight"),
        (
            "[inputs.card]\ntitle = 't'\nsays = 's'\nweight = 1\n[caps]\nbad = 1",
            "caps.bad: unknown key",
        ),
    ],
)
def test_wrong_weights(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "weights.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ReachError) as caught:
        weights(file)
    assert said in str(caught.value)

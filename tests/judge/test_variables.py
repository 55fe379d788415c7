"""Variables and replacements that turn weights_only on or off."""

from pathlib import Path

import pytest

from reach.config import Options
from reach.scan import scan
from tests.judge.test_versions import LOAD, findings

NO, YES = "TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD", "TORCH_FORCE_WEIGHTS_ONLY_LOAD"
NEW = {"requirements.txt": "torch==2.10.0\n", "main.py": LOAD}
LOAD_OFF = LOAD.replace('"model.pt"', '"model.pt", weights_only=False')
WHERE = {
    "Dockerfile": ("FROM python:3.12\nENV {}=1\nCMD python main.py\n", 2),
    "docker-compose.yml": (
        "services:\n  a:\n    image: python\n    command: python main.py\n"
        "    environment:\n      {}: '1'\n",
        6,
    ),
    ".github/workflows/ci.yml": (
        "on: push\nenv:\n  {}: 1\njobs:\n  a:\n    runs-on: x\n    steps:\n"
        "      - run: python main.py\n",
        3,
    ),
    "settings.py": ('import os\n\nos.environ["{}"] = "1"\n', 3),
}


@pytest.mark.parametrize("name", WHERE)
def test_a_variable_turns_weights_only_off(tmp_path: Path, name: str) -> None:
    text, line = WHERE[name]
    assert not findings(tmp_path, NEW)
    (finding,) = findings(tmp_path, {name: text.format(NO)})
    assert f"{NO} switches weights_only off" in finding.message
    assert finding.conditions[0] == f"{NO} is set ({name}:{line})"


SERVICE = """
import torch
from fastapi import FastAPI

app = FastAPI()


@app.post("/")
def load(path: str):
    torch.load(path, weights_only=False)
"""


@pytest.mark.parametrize("name", ["Dockerfile", "docker-compose.yml", "settings.py"])
def test_a_variable_turns_weights_only_on(tmp_path: Path, name: str) -> None:
    text = WHERE[name][0].replace("python main.py", "uvicorn main:app")
    files = {"requirements.txt": "torch==2.10.0\n", "main.py": SERVICE}
    (before,) = findings(tmp_path, files | {name: text.format("ANOTHER")})
    (finding,) = findings(tmp_path, {name: text.format(YES)})
    assert [g.partition(" turns")[0] for g in finding.guards] == [YES]
    assert finding.severity < before.severity


def test_a_variable_that_says_no_says_nothing(tmp_path: Path) -> None:
    text = WHERE["Dockerfile"][0].replace("=1", "=0")
    assert not findings(tmp_path, NEW | {"Dockerfile": text.format(NO)})


def test_a_variable_of_another_process_guards_nothing(tmp_path: Path) -> None:
    files = {
        "main.py": LOAD_OFF,
        "Procfile": "web: python main.py\n",
        "other/Dockerfile": f"FROM python:3.12\nENV {YES}=1\nCMD sleep 1\n",
    }
    (finding,) = findings(tmp_path, files)
    assert not finding.guards


def test_an_argument_overrules_the_variable(tmp_path: Path) -> None:
    safe = LOAD.replace('"model.pt"', '"model.pt", weights_only=True')
    text = WHERE["Dockerfile"][0].format(NO)
    assert not findings(tmp_path, NEW | {"main.py": safe, "Dockerfile": text})


REPLACEMENTS = {
    "partial": "import functools\ntorch.load = functools.partial(torch.load, weights_only={})\n",
    "lambda": (
        'load = torch.load\ntorch.load = lambda *a, **k: load(*a, **{{**k, "weights_only": {}}})\n'
    ),
    "function": (
        "load = torch.load\n\n\ndef other(*args, **kwargs):\n"
        '    kwargs["weights_only"] = {}\n    return load(*args, **kwargs)\n\n\n'
        "torch.load = other\n"
    ),
}
LIBRARY = "from mmengine.runner import load_checkpoint\n\nload_checkpoint(None, 'model.pth')\n"


@pytest.mark.parametrize("name", REPLACEMENTS)
def test_a_replacement_turns_weights_only_off(tmp_path: Path, name: str) -> None:
    patch = "import torch\n" + REPLACEMENTS[name]
    assert not findings(tmp_path, NEW | {"patch.py": patch.format("True")})
    found = findings(tmp_path, {"patch.py": patch.format("False")})
    assert found
    assert all("weights_only" in f.message for f in found)
    assert any(
        step.location.path == "main.py" for f in found for w in f.witnesses for step in w.chain
    )


@pytest.mark.parametrize("name", REPLACEMENTS)
def test_a_replacement_counts_inside_libraries(tmp_path: Path, name: str) -> None:
    files = NEW | {"main.py": LIBRARY, "patch.py": "import torch\n" + REPLACEMENTS[name]}
    safe = {"patch.py": files["patch.py"].format("True")}
    assert not findings(tmp_path, files | safe)
    unsafe = {"patch.py": files["patch.py"].format("False")}
    found = [f for f in findings(tmp_path, unsafe) if "runner" in f.sink]
    assert ["which the project replaces" in f.message for f in found] == [True]
    assert found[0].conditions[0].startswith("torch.load is replaced (patch.py:")


def test_a_replacement_in_tests_counts_for_tests_alone(tmp_path: Path) -> None:
    patch = "import torch\n" + REPLACEMENTS["partial"].format("False")
    assert not findings(tmp_path, NEW | {"main.py": LIBRARY, "tests/conftest.py": patch})


DYNACONF = """
from dynaconf import Dynaconf
from transformers import AutoModel

settings = Dynaconf(settings_files=["settings.toml"], environments=True)
AutoModel.from_pretrained(settings.ENCODER)
"""


def test_the_environment_that_dynaconf_is_told(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(DYNACONF)
    (tmp_path / "settings.toml").write_text(
        '[default]\nencoder = "acme/default"\n[development]\nencoder = "acme/development"\n'
        '[staging]\nencoder = "acme/staging"\n'
    )
    dockerfile = "FROM python:3.12\nCOPY . .\nENV ENV_FOR_DYNACONF=staging\nCMD python main.py\n"
    (tmp_path / "Dockerfile").write_text(dockerfile)
    report = scan([tmp_path], Options(jobs=1, cache=False))
    assert {a.id for f in report.findings for a in f.artifacts} == {"acme/staging"}


def test_a_variable_that_a_unit_leaves_to_the_machine(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(
        "import sys\n\nfrom transformers import AutoModel\n\n"
        "AutoModel.from_pretrained(sys.argv[1])\n"
    )
    (tmp_path / "app.service").write_text("[Service]\nExecStart=python main.py ${ENCODER}\n")
    report = scan([tmp_path], Options(jobs=1, cache=False))
    (finding,) = [f for f in report.findings if f.rule == "unpinned-hub-download"]
    reasons = [unknown.reason for unknown in finding.unknown]
    assert "variable ENCODER is set by whoever starts the program" in reasons
    assert finding.artifacts == ()

"""Committed files that are not what their names say, or that run commands."""

from pathlib import Path

import pytest

from reach.config import Options
from reach.discover.weights import pickles
from reach.records.finding import Finding
from tests.discover import weight_files as files

CODE = """\
import torch
from fastapi import FastAPI
from safetensors.torch import load_file

app = FastAPI()


@app.get("/head")
def head():
    return load_file("weights/head.safetensors")


def old():
    return torch.load("weights/old.bin", weights_only=True)
"""


def findings(root: Path, head: bytes, old: bytes = files.PICKLE) -> dict[str, Finding]:
    from reach.scan import scan

    (root / "weights").mkdir(exist_ok=True)
    (root / "main.py").write_text(CODE, encoding="utf-8")
    (root / "weights" / "head.safetensors").write_bytes(head)
    (root / "weights" / "old.bin").write_bytes(old)
    rules = ("disguised-artifact", "hostile-pickle")
    found = [f for f in scan([root], Options(jobs=1)).findings if f.rule in rules]
    assert len({f.rule for f in found}) == len(found)
    return {f.rule: f for f in found}


def test_files_that_are_what_they_say(tmp_path: Path) -> None:
    assert not findings(tmp_path, files.safetensors())


@pytest.mark.parametrize("old", [files.safetensors(), files.gguf(), files.torch_file(), b"\0" * 90])
def test_bin_is_the_name_of_many_things(tmp_path: Path, old: bytes) -> None:
    assert not findings(tmp_path, files.safetensors(), old)


def test_a_pickle_called_safetensors(tmp_path: Path) -> None:
    found = findings(tmp_path, files.torch_file())["disguised-artifact"]
    assert (found.location.path, found.location.line) == ("main.py", 10)
    assert found.grade == "exposed"
    assert found.message == (
        "GET /head loads weights/head.safetensors with torch.load_file: "
        "weights/head.safetensors is called .safetensors, but its content is pickle."
    )
    assert found.witnesses[0].entry.name == "GET /head"
    assert found.severity == pytest.approx(7.6)


def test_data_under_a_wrong_name_counts_less(tmp_path: Path) -> None:
    found = findings(tmp_path, files.gguf())["disguised-artifact"]
    assert found.severity == pytest.approx(3.8)


def test_an_archive_called_bin(tmp_path: Path) -> None:
    found = findings(tmp_path, files.safetensors(), b"7z\xbc\xaf\x27\x1c" + bytes(20))
    assert found["disguised-artifact"].location.line == 14


def test_a_pointer_says_nothing_about_its_file(tmp_path: Path) -> None:
    assert not findings(tmp_path, files.pointer())


@pytest.mark.skipif(not pickles.available(), reason="picklescan is not installed")
def test_a_pickle_that_runs_commands(tmp_path: Path) -> None:
    found = findings(tmp_path, files.safetensors(), files.torch_file(files.DANGEROUS))
    hostile = found["hostile-pickle"]
    assert hostile.location.line == 14
    assert "weights/old.bin imports posix.system" in hostile.message


def test_the_inventory_shows_content(tmp_path: Path) -> None:
    from reach.scan import models

    findings(tmp_path, files.safetensors(), files.gguf("qwen2"))
    found = {each.id: each for each in models([tmp_path], Options(jobs=1)).components}
    old = found["weights/old.bin"]
    assert old.formats == ("gguf",)
    assert dict(old.tree[0].facts)["architecture"] == "qwen2"
    assert old.tree[0].sha256 is not None
    assert found["weights/head.safetensors"].tree[0].path == "weights/head.safetensors"

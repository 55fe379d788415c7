"""Formats by content, facts of headers, pickles that are looked at without being loaded."""

import io
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reach.discover.weights import Weights, pickles
from reach.discover.weights.content import format_of
from reach.discover.weights.facts import facts_of
from reach.records.inventory import TreeFile
from tests.discover import weight_files as files

FORMATS = {
    "safetensors": files.safetensors(),
    "gguf": files.gguf(),
    "onnx": files.onnx(),
    "keras": files.keras(),
    "torchscript": files.torchscript(),
    "hdf5": b"\x89HDF\r\n\x1a\n" + bytes(40),
    "numpy": b"\x93NUMPY\x01\x00",
    "tflite": b"\x1c\x00\x00\x00TFL3",
    "7z archive": b"7z\xbc\xaf\x27\x1c",
    "executable": b"\x7fELF" + bytes(20),
    "text": b"<html>not found</html>",
    "json": b'{"a": 1}',
    "zip archive": files.archive(**{"notes.txt": b"x"}),
    "damaged zip archive": files.torch_file()[:60],
    "unknown": bytes(100),
}


@pytest.mark.parametrize(("form", "data"), FORMATS.items(), ids=FORMATS)
def test_format_by_content(form: str, data: bytes) -> None:
    assert format_of(io.BytesIO(data), len(data)) == form


@pytest.mark.parametrize(
    "data", [files.PICKLE, files.DANGEROUS, b"(dp0\nS'a'\np1\nI1\ns.", files.torch_file()]
)
def test_pickles_by_content(data: bytes) -> None:
    assert format_of(io.BytesIO(data), len(data)) == "pickle"


def facts(form: str, data: bytes) -> dict[str, str]:
    return dict(facts_of(form, io.BytesIO(data)))


def test_facts_of_safetensors() -> None:
    assert facts("safetensors", files.safetensors(format="pt")) == {
        "tensors": "2",
        "parameters": "10",
        "types": "BF16, F32",
        "written by": "pt",
    }


def test_facts_of_gguf() -> None:
    assert facts("gguf", files.gguf("qwen2", template=True)) == {
        "version": "3",
        "tensors": "7",
        "architecture": "qwen2",
        "chat template": "yes",
    }


def test_facts_of_keras() -> None:
    assert facts("keras", files.keras()) == {"keras": "3.8.0", "class": "Sequential"}
    assert facts("keras", files.keras("Lambda"))["lambda layers"] == "yes"


def test_facts_of_onnx() -> None:
    assert facts("onnx", files.onnx()) == {
        "version": "8",
        "written by": "pytorch",
        "writer version": "2.4",
    }


HUGE = struct.pack("<Q", 2**40) + b'{"'


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("safetensors", HUGE),
        ("safetensors", struct.pack("<Q", 4) + b"{{{{"),
        ("safetensors", struct.pack("<Q", 11) + b'{"a": "b"}}'),
        ("gguf", b"GGUF" + struct.pack("<IQQ", 3, 1, 2**60)),
        ("gguf", b"GGUF" + struct.pack("<IQQQ", 3, 1, 1, 2**62)),
        ("keras", files.archive(**{"config.json": b"[" * 100_000, "metadata.json": b"{}"})),
        ("keras", files.archive(**{"config.json": b"{}"})),
    ],
)
def test_damaged_headers_say_so(form: str, data: bytes) -> None:
    assert facts(form, data)["header"] in ("damaged", "too large to be read")


@given(st.binary(max_size=400), st.sampled_from(["", "safetensors", "gguf", "keras", "onnx"]))
def test_any_bytes_give_an_answer(data: bytes, form: str) -> None:
    known = format_of(io.BytesIO(data), len(data))
    facts_of(form or known, io.BytesIO(data))


def only(root: Path, name: str) -> TreeFile:
    (found,) = Weights(root).whole(name, "main.py")
    return found


def test_a_pointer_knows_size_and_digest(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(files.pointer())
    found = only(tmp_path, "a.bin")
    assert (found.pointer, found.size, found.sha256) == (True, 123456, "ab" * 32)


def test_a_path_beside_the_file_that_loads_it(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "a.gguf").write_bytes(files.gguf())
    assert Weights(tmp_path).of("a.gguf", "app/main.py")[0].path == "app/a.gguf"
    assert not Weights(tmp_path).of("a.gguf", "main.py")


@pytest.mark.parametrize("name", ["../secret.bin", "link.bin", "~/x", "a\0b", "{}/x.bin", "."])
def test_what_leaves_the_root_is_left_alone(tmp_path: Path, name: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.bin").write_bytes(files.PICKLE)
    (root / "link.bin").symlink_to(tmp_path / "secret.bin")
    assert not Weights(root).of(name, "main.py")


def test_a_folder_is_its_weight_files(tmp_path: Path) -> None:
    (tmp_path / "model" / "deep").mkdir(parents=True)
    for name in ("model.safetensors", "config.json", "deep/part.bin"):
        (tmp_path / "model" / name).write_bytes(files.safetensors())
    found = [each.path for each in Weights(tmp_path).of("model", "main.py")]
    assert sorted(found) == ["model/deep/part.bin", "model/model.safetensors"]


# -- pickles -----------------------------------------------------------------------------------

scanned = pytest.mark.skipif(not pickles.available(), reason="picklescan is not installed")


def imports(root: Path, data: bytes, name: str = "a.bin") -> dict[str, str]:
    (root / name).write_bytes(data)
    return dict(only(root, name).facts)


@scanned
@pytest.mark.parametrize("data", [files.DANGEROUS, files.torch_file(files.DANGEROUS)])
def test_dangerous_imports_are_told(tmp_path: Path, data: bytes) -> None:
    assert imports(tmp_path, data) == {"dangerous imports": "posix.system"}


@scanned
def test_harmless_and_damaged_pickles(tmp_path: Path) -> None:
    assert imports(tmp_path, files.PICKLE) == {"imports": "none"}
    told = imports(tmp_path, files.DAMAGED, "a.pkl")
    assert told["dangerous imports"] == "posix.system"
    assert told["scan"].startswith("incomplete")


@scanned
def test_a_scan_that_takes_too_long_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pickles, "TIMEOUT", 0.001)
    assert imports(tmp_path, files.PICKLE) == {"scan": "not finished: took too long"}


def test_the_scanner_has_limited_memory() -> None:
    code = "from reach.discover.weights import scanner as s; s._limit(); bytearray(3 * 10**9)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode != 0
    assert b"MemoryError" in done.stderr


def test_without_the_scanner_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pickles, "available", lambda: False)
    assert imports(tmp_path, files.PICKLE) == {"scan": "not done: picklescan is not installed"}

"""Real inputs to start from: our samples, our own source, and the files that tests write."""

import ast
import io
import json
import pickle
import textwrap
import tomllib
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAX_BYTES = 30_000
"""Larger files are no good to start from: most of them stays as it is."""

APART = b"\0"
"""Between the files of a tree that is one input; its first line is the name of a file."""


def python() -> list[bytes]:
    """Python files."""
    folders = ("testdata", "reach")
    return _contents(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def notebooks() -> list[bytes]:
    """Notebooks: those of the samples, and Python in cells."""
    made = []
    for text in python()[:60]:
        lines = text.decode("utf-8", "replace").splitlines(keepends=True)
        cells = [lines[at : at + 20] for at in range(0, len(lines), 20)]
        document = {
            "cells": [{"cell_type": "code", "source": cell, "outputs": []} for cell in cells],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        made.append(json.dumps(document, indent=1).encode())
    return _contents((ROOT / "testdata").rglob("*.ipynb")) + made


@cache
def named() -> tuple[tuple[str, bytes], ...]:
    """Files that tests write, by name: the items of dictionaries in the text of the tests; and
    those of examples and samples."""
    found: dict[tuple[str, bytes], None] = {}
    for test in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(test.read_text("utf-8"))):
            if isinstance(node, ast.Dict):
                found.update(dict.fromkeys(_items(node)))
    for path in sorted((ROOT / "rulesets").rglob("*.toml")):
        for example in tomllib.loads(path.read_text("utf-8")).get("examples", ()):
            for key in ("bad", "good"):
                if "file" in example and key in example:
                    found[example["file"], example[key].encode()] = None
    for path in sorted((ROOT / "testdata").rglob("*")):
        other = path.is_file() and path.suffix not in (".py", ".ct", ".ipynb")
        if other and path.stat().st_size <= MAX_BYTES:
            found[path.name, path.read_bytes()] = None
    return tuple(found)


def _items(node: ast.Dict) -> Iterator[tuple[str, bytes]]:
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant) and isinstance(value, ast.Constant):
            name, text = key.value, value.value
            if isinstance(name, str) and isinstance(text, str) and "\n" in text:
                yield name, textwrap.dedent(text).lstrip("\n").encode("utf-8", "replace")


def trees() -> list[bytes]:
    """Small trees: samples and cases, each as one text."""
    found = []
    places = [*(ROOT / "testdata/calls").glob("*/*"), *(ROOT / "testdata/projects").glob("*")]
    places += [*(ROOT / "testdata/inventory").glob("*"), *(ROOT / "testdata/lineage").glob("*")]
    places += [*(ROOT / "testdata/commands/trees").glob("*"), ROOT / "testdata/trust"]
    for folder in sorted(place for place in places if place.is_dir()):
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        parts = [
            path.relative_to(folder).as_posix().encode() + b"\n" + path.read_bytes()
            for path in files
            if path.name not in ("expected.json", "expect.toml")
        ]
        found.append(APART.join(parts))
    for folder_name in ("values", "guards"):
        files = sorted((ROOT / "testdata" / folder_name).rglob("*.py"))
        found += [b"main.py\n" + path.read_bytes() for path in files]
    return [each for each in found if len(each) <= MAX_BYTES]


def rulesets() -> list[bytes]:
    """Files of rulesets."""
    return _contents((ROOT / "rulesets").rglob("*.toml")) + _written("rules")


def feeds() -> list[bytes]:
    """Bundles of advisories, and single ones."""
    files = [*(ROOT / "rulesets/feed").rglob("*.json"), ROOT / "testdata/feed/bundle.json"]
    return _contents(files)


def policies() -> list[bytes]:
    """Policies: of the sample, and those that the tests write."""
    found = [text for name, text in named() if name == "reach-policy.toml"]
    blocks = _toml_blocks(ROOT / "docs/policy.md")
    found += _contents((ROOT / "testdata").rglob("reach-policy.toml"))
    return found + blocks + _written("policy")


def settings() -> list[bytes]:
    """Configuration files."""
    found = _contents((ROOT / "testdata").rglob("reach.toml"))
    found += _toml_blocks(ROOT / "docs/configuration.md") + _written("cli") + _written("judge")
    return [*found, b'exclude = ["a/"]\njobs = 2\n']


def locks() -> list[bytes]:
    """Locks of models, without their head."""
    commit, digest = "a" * 40, "b" * 64
    artifact = f"""
[[artifact]]
type = "model"
repository = "org/name"
asked = "main"
commit = "{commit}"
name = "org/name"
publisher = "org"
license = "mit"
base_models = ["org/base"]
card = true
safetensors = true

[[artifact.files]]
path = "model.safetensors"
size = 12
sha256 = "{digest}"
format = "safetensors"

[[artifact.attestations]]
kind = "scan"
commit = "{commit}"
by = "picklescan"
result = "clean"
digest = "{digest}"

[[unlocked]]
type = "model"
repository = "org/other"
reason = "gated"
"""
    dataset = f"""
[[artifact]]
type = "dataset"
repository = "org/data"
commit = "{commit}"
name = "org/data"
publisher = "org"
datasets = ["org/more"]
gated = "auto"
modified = "2024-01-01T00:00:00Z"

[[artifact.files]]
path = "data/train.parquet"
git = "{commit}"

[[artifact.attestations]]
kind = "signature"
commit = "{commit}"
by = "sigstore"
result = "valid"
digest = "{digest}"
file = "model.sig"
identity = "https://example.org/build"
issuer = "https://example.org"
"""
    return [text.encode() for text in (artifact, dataset, artifact + dataset)] + _written("lock")


def _written(folder: str) -> list[bytes]:
    """TOML that the tests of one folder write."""
    found: dict[bytes, None] = {}
    for test in sorted((ROOT / "tests" / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(test.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = textwrap.dedent(node.value)
                if "\n" in text and _is_toml(text):
                    found[text.encode()] = None
    return list(found)


def _is_toml(text: str) -> bool:
    try:
        return bool(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        return False


def _toml_blocks(page: Path) -> list[bytes]:
    parts = page.read_text("utf-8").split("```toml\n")[1:]
    return [part.partition("```")[0].encode() for part in parts]


def weights() -> list[bytes]:
    """Weight files of all kinds."""
    from tests.discover import weight_files as made

    return [
        made.safetensors(format="pt"),
        made.gguf(template=True),
        made.torch_file(),
        made.torchscript(),
        made.keras("Lambda"),
        made.onnx(),
        made.pointer(),
        made.DANGEROUS,
        made.PICKLE,
        made.DAMAGED,
        b"\x93NUMPY\x01\x00v\x00{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n",
        b"\x89HDF\r\n\x1a\n" + bytes(64),
    ]


def numbers() -> list[bytes]:
    """Bytes that stand for themselves."""
    return [bytes([number]) * 8 for number in range(256)]


def pickles() -> list[bytes]:
    """Pickles of all protocols, alone and in the files that hold them."""
    from tests.discover import weight_files as made

    weights: list[object] = [0, -1, 2**70, 1.5, b"a" * 300, "name", None, True]
    objects: list[object] = [
        {"weights": weights, "shape": (2, 3), "names": {"a", "b"}},
        [weights, OrderedDict(layer=weights), bytearray(9)],
        (Path, datetime(2024, 1, 1), Decimal("1.5"), print),
    ]
    plain = [pickle.dumps(each, protocol) for each in objects for protocol in range(6)]
    plain += [made.PICKLE, made.DANGEROUS, made.DAMAGED, made.PICKLE + made.DANGEROUS]
    return plain + [made.torch_file(each) for each in plain] + [made.torchscript()]


@cache
def reports() -> tuple[bytes, ...]:
    """Reports of earlier runs, as JSON and as SARIF."""
    from reach.cli import run

    found = []
    for sample in ("fastapi_chat", "notebooks", "switches"):
        for form in ("json", "sarif"):
            out = io.StringIO()
            with redirect_stdout(out):
                run(["scan", "--no-cache", "--format", form, f"{ROOT}/testdata/projects/{sample}"])
            found.append(out.getvalue().encode())
    return tuple(found)


def index() -> list[bytes]:
    """Indexes of git."""
    entry = bytes(60) + b"\0\x04a.py" + bytes(4)
    packed = bytes(60) + b"\0\x04\0a.py\0" + bytes(60) + b"\0\x04\x04bc.py\0"
    return [
        b"DIRC\0\0\0\x02\0\0\0\x02" + entry * 2 + bytes(20),
        b"DIRC\0\0\0\x04\0\0\0\x02" + packed + bytes(20),
    ]


def _contents(paths: Iterator[Path] | list[Path]) -> list[bytes]:
    return [path.read_bytes() for path in sorted(paths) if path.stat().st_size <= MAX_BYTES]

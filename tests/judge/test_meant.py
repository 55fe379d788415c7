"""Objects of a hundred classes, asked one after the other whether they are meant."""

import json
from pathlib import Path

from reach.config import Options
from reach.scan import scan

REGISTRY = """
adapters = []

class Adapter:
    def match(self, path):
        return True

def register(cls):
    adapters.append(cls())

def adapter_of(path):
    for adapter in adapters:
        if adapter.match(path) and type(adapter) != Adapter:
            return adapter
    raise ValueError(path)
"""
KIND = """
class Kind{0}(Adapter):
    def match(self, path):
        return "kind{0}-" in path.lower()

    def load(self, path):
        return AutoModel.from_pretrained(path, subfolder="kind{0}")

register(Kind{0})
"""
"""Each kind has its own folder in a repository: it tells which of them a finding is about."""
PROGRAM = """
import argparse
import os

from transformers import AutoModel
from modelscope import snapshot_download

{kinds}

def load(path, revision=None):
    adapter = adapter_of(path)
    if os.environ.get("COPY"):
        path = snapshot_download(path, revision=revision)
    return adapter.load(path)

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--model"{default})
    args = parser.parse_args()
    load(args.model, "main" if args.model else None)
"""
REFUSED = ["no value that is known gets here"]


def loaded(
    folder: Path, default: str = "", command: str = "", number_of_kinds: int = 100
) -> dict[str, object]:
    """What each kind loads, and why nothing is known, by the line of its sink."""
    kinds = REGISTRY + "".join(KIND.format(number) for number in range(number_of_kinds))
    program = PROGRAM.format(kinds=kinds, default=default)
    (folder / "serve.py").write_text(program)
    if command:
        words = ["python", "serve.py", "--model", command]
        (folder / "Dockerfile").write_text(f"FROM python:3.12\nCOPY . .\nCMD {json.dumps(words)}\n")
    found: dict[str, object] = {}
    lines = program.splitlines()
    for finding in scan([folder], Options(jobs=1)).findings:
        _, of_a_kind, kind = lines[finding.location.line - 1].partition("subfolder=")
        if finding.rule == "unpinned-hub-download" and of_a_kind:
            ids = sorted({a.id for a in finding.artifacts if a.id is not None})
            found[kind.strip('")')] = ids or sorted({unknown.reason for unknown in finding.unknown})
    return found


def test_a_default_is_loaded_by_that_which_it_is_meant_for(tmp_path: Path) -> None:
    found = loaded(tmp_path, ', default="acme/kind7-base"')
    assert found == {f"kind{n}": REFUSED for n in range(100)} | {"kind7": ["acme/kind7-base"]}


def test_the_command_line_of_an_image_likewise(tmp_path: Path) -> None:
    found = loaded(tmp_path, command="acme/kind42-large")
    assert {k: v for k, v in found.items() if v != REFUSED} == {"kind42": ["acme/kind42-large"]}
    assert len(found) == 100


def test_each_may_be_meant_by_what_is_not_known(tmp_path: Path) -> None:
    found = loaded(tmp_path)
    reasons = ["command line argument --model has no default"]
    assert found == {f"kind{n}": reasons for n in range(100)}


def test_none_is_refused_where_there_are_too_many_to_look_at(tmp_path: Path) -> None:
    found = loaded(tmp_path, ', default="acme/kind7-base"', number_of_kinds=450)
    assert found["kind7"] == ["acme/kind7-base"]
    not_reached = ["parameter path of load has no known caller"]
    assert [v for v in found.values() if v not in (not_reached, found["kind7"])] == []

"""What a public function is given inside of the program and by its tests, and what is public."""

import pytest

from reach.config import Options
from reach.records.finding import Report
from reach.scan import scan

FILES = {
    "llm.py": """
from datasets import load_dataset
from transformers import AutoModel


class Remote:
    def __init__(self, name):
        self.name = name


class Local:
    def __init__(self, path):
        self.model = AutoModel.from_pretrained(path)


class Kept:
    def __init__(self, path):
        self.words = load_dataset(path)


def create(name, kind="remote"):
    if kind == "remote":
        return Remote(name)
    elif kind == "kept":
        return Kept(name)
    return Local(name)


if __name__ == "__main__":
    create("acme/small", "local")
""",
    "client.py": """
from llm import create


class Client:
    def __init__(self, name="acme/at-home", kind="remote"):
        self.llm = create(name, kind)


def client(name, kind):
    return Client(name, kind)
""",
    "app.py": """
from client import Client, client

Client("acme/far-away")
client("acme/further-away", kind="remote")
""",
    "cards/__init__.py": """
from cards._missing import Missing

try:
    from cards._read import Card
except ModuleNotFoundError:
    Card = Missing("torch")
""",
    "cards/_missing.py": "class Missing:\n    def __init__(self, name):\n        pass\n",
    "cards/_read.py": """
from pathlib import Path

import torch

FILE = "card.bin"


class Card:
    def __init__(self, folder):
        self.rows = torch.load(Path(folder) / FILE)
""",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("inside")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return scan([folder], Options(jobs=1, cache=False))


def test_callers_that_a_condition_below_rules_out_name_nothing(report: Report) -> None:
    model, words = (f for f in report.findings if f.rule == "unpinned-hub-download")
    assert [a.id for a in model.artifacts] == ["acme/small", "acme/at-home"]
    assert [a.id for a in words.artifacts] == ["acme/at-home"]
    named = {w.entry.name: {a.id for a in w.artifacts} for w in words.witnesses}
    assert named == {
        "client.Client.__init__": {"acme/at-home"},
        "client.client": set(),
        "llm.Kept.__init__": set(),
        "llm.create": set(),
    }


def test_a_class_is_public_where_another_stands_for_it(report: Report) -> None:
    (finding,) = [f for f in report.findings if f.rule == "torch-load"]
    assert finding.grade == "public"

"""Programs that share what they register in: each reaches only what it imports."""

from pathlib import Path

import pytest

from reach.config import Options
from reach.scan import scan

REGISTRY = """
KINDS = {}
def register(name):
    def keep(kind):
        KINDS[name] = kind
        return kind
    return keep
def made(name):
    return KINDS[name]()
"""
PART = """
import torch
from registry import register
@register("{0}")
class Part:
    def __init__(self):
        self.model = torch.load("{0}.pt")
"""
PROGRAM = """
import os
from registry import made
{0}
made(os.environ["KIND"])
"""
IMAGE = "FROM python:3.12\nCOPY . /app\nWORKDIR /app\n"


def entries(root: Path, first: str, second: str) -> dict[str, set[str]]:
    """The programs that load each file: one imports the first part, the other is as it is told."""
    files = {
        "registry.py": REGISTRY,
        "one.py": PART.format("one"),
        "two.py": PART.format("two"),
        "serve_one.py": PROGRAM.format(first),
        "serve_two.py": PROGRAM.format(second),
        "Dockerfile": f'{IMAGE}CMD ["python", "serve_one.py"]\n',
        "two/Dockerfile": f'{IMAGE}CMD ["python", "serve_two.py"]\n',
    }
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)
    found: dict[str, set[str]] = {}
    for finding in scan([root], Options(jobs=1)).findings:
        for artifact in finding.artifacts:
            names = found.setdefault(str(artifact.id), set())
            names |= {witness.entry.name for witness in finding.witnesses}
    return found


def test_a_program_reaches_what_it_imports(tmp_path: Path) -> None:
    assert entries(tmp_path, "import one", "import two") == {
        "one.pt": {"python serve_one.py"},
        "two.pt": {"python serve_two.py"},
    }


@pytest.mark.parametrize(
    "importing",
    [
        "import importlib\nimportlib.import_module(os.environ['PART'])",
        "__import__(os.environ['PART'])",
        "exec(open(os.environ['PART']).read())",
    ],
)
def test_what_a_program_may_import_as_well(tmp_path: Path, importing: str) -> None:
    assert entries(tmp_path, "import one", f"import two\n{importing}")["one.pt"] == {
        "python serve_one.py",
        "python serve_two.py",
    }


def test_parts_that_no_program_imports(tmp_path: Path) -> None:
    """What calls them is not believed to be impossible, where nothing else does."""
    assert entries(tmp_path, "import one", "import one")["two.pt"] == {
        "python serve_one.py",
        "python serve_two.py",
    }


SHARED = """
from transformers import AutoModel

class Engine:
    def __init__(self):
        self.names = []

    def add(self, name):
        self.names.append(name)

    def start(self):
        for name in self.names:
            AutoModel.from_pretrained(name)

engine = Engine()
"""
FILLED = """
from shared import engine

engine.add("org/{}")
engine.start()
"""


def test_values_are_of_modules_that_the_process_loads(tmp_path: Path) -> None:
    """Two programs fill one list of a module that both import, each for itself."""
    (tmp_path / "shared.py").write_text(SHARED)
    for name in ("one", "two"):
        (tmp_path / f"{name}.py").write_text(FILLED.format(name))
    (tmp_path / "Dockerfile").write_text('FROM python\nCOPY . .\nCMD ["python", "one.py"]\n')
    report = scan([tmp_path], Options(jobs=1, cache=False))
    finding = next(f for f in report.findings if f.rule == "unpinned-hub-download")
    assert {w.entry.name: [a.id for a in w.artifacts] for w in finding.witnesses} == {
        "python one.py": ["org/one"],
        "python two.py": ["org/two"],
    }

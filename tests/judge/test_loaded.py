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


HANDLERS = """
from fastapi import FastAPI
SERVICES = {}
class Service:
    def __init__(self, name):
        self.app = FastAPI(title=name)
def serve(name, path):
    def keep(handler):
        if name not in SERVICES:
            SERVICES[name] = Service(name)
        SERVICES[name].app.router.add_api_route(path, handler, methods=["POST"])
        return handler
    return keep
"""
SERVED = """
import os
import {0}
from handlers import serve
from registry import made
@serve("{0}", "/{0}")
async def handle_{0}(request):
    return made(os.environ["KIND"])
if __name__ == "__main__":
    start()
"""


def test_a_hundred_handlers_that_one_decorator_registers(tmp_path: Path) -> None:
    """Each is an entry point, of the programs that import it, and reaches what these import."""
    files = {"registry.py": REGISTRY, "handlers.py": HANDLERS}
    for number in range(100):
        files[f"part{number}.py"] = PART.format(f"part{number}")
        files[f"serve{number}.py"] = SERVED.format(f"part{number}")
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    found = {
        str(artifact.id): {witness.entry.name for witness in finding.witnesses}
        for finding in scan([tmp_path], Options(jobs=1)).findings
        for artifact in finding.artifacts
        if finding.grade == "exposed"
    }
    assert found == {f"part{n}.pt": {f"route /part{n}"} for n in range(100)}


def test_programs_side_by_side_with_modules_of_the_same_names(tmp_path: Path) -> None:
    """The nearest folder counts, though another program's folder is a root for what it imports."""
    for name in ("one", "two"):
        inside = tmp_path / name / "src" / "parts"
        inside.mkdir(parents=True)
        for folder in (inside, inside.parent):
            (folder / "__init__.py").write_text("")
        (inside / "own.py").write_text(f"import torch\nmodel = torch.load('{name}.pt')\n")
        program = "from parts.own import model\nif __name__ == '__main__':\n    print(model)\n"
        (inside.parent / f"serve_{name}.py").write_text(program)
    (tmp_path / "Dockerfile").write_text(f"{IMAGE}ENV PYTHONPATH=/app/one/src\nCMD bash\n")
    found = {
        str(artifact.id): {witness.entry.name for witness in finding.witnesses}
        for finding in scan([tmp_path], Options(jobs=1)).findings
        for artifact in finding.artifacts
    }
    assert found == {
        "one.pt": {"python one/src/serve_one.py"},
        "two.pt": {"python two/src/serve_two.py"},
    }


MADE = """
KINDS = {}
def register(name):
    def keep(kind):
        KINDS[name] = kind
        return kind
    return keep
class Loader:
    def __init__(self, name, **given):
        given["name"] = name
        self.part = KINDS[name](**given)
"""
GIVEN = """
import torch
from registry import register
@register("{0}")
class Part:
    def __init__(self, name, settings=None):
        self.model = torch.load(settings["model"])
"""
GIVING = """
import argparse, os
import {0}
from registry import Loader
parser = argparse.ArgumentParser()
parser.add_argument("--model", default="{0}.pt")
if __name__ == "__main__":
    Loader(os.getenv("PART", "{0}"), settings=parser.parse_args().__dict__)
"""


def test_one_of_a_hundred_classes_has_what_its_program_gives(tmp_path: Path) -> None:
    (tmp_path / "registry.py").write_text(MADE)
    for number in range(100):
        (tmp_path / f"part{number}.py").write_text(GIVEN.format(f"part{number}"))
        (tmp_path / f"serve{number}.py").write_text(GIVING.format(f"part{number}"))
    found = {
        finding.location.path: {
            (witness.entry.name, *(str(a.id) for a in witness.artifacts))
            for witness in finding.witnesses
        }
        for finding in scan([tmp_path], Options(jobs=1)).findings
    }
    assert found == {f"part{n}.py": {(f"python serve{n}.py", f"part{n}.pt")} for n in range(100)}


STARTING = """
import subprocess, sys

subprocess.run([sys.executable, "-m", "worker", "--model", sys.argv[1] or "org/given"])
"""
STARTED = """
import argparse
from transformers import AutoModel

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True)
AutoModel.from_pretrained(parser.parse_args().model or "org/kept")
"""


def test_what_a_program_starts_loads_modules_of_its_own(tmp_path: Path) -> None:
    """What the started program writes down counts on the way from the one that starts it."""
    (tmp_path / "start.py").write_text(STARTING)
    (tmp_path / "worker.py").write_text(STARTED)
    report = scan([tmp_path], Options(jobs=1, cache=False))
    finding = next(f for f in report.findings if f.rule == "unpinned-hub-download")
    named = {w.entry.name: {a.id for a in w.artifacts} for w in finding.witnesses}
    assert named["python start.py"] == {"org/given", "org/kept"}

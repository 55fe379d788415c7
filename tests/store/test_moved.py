"""Where only comments and documentation change, the report is the last one with other places."""

import ast
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reach import stages
from reach.config import Options
from reach.records.finding import Report
from reach.scan import scan
from reach.store.database import Database

OPTIONS = replace(Options(), jobs=1, min_grade="dormant")

SAMPLES = sorted(
    path
    for folder in ("projects", "fixes", "guards", "lineage", "trust")
    for path in Path("testdata", folder).iterdir()
    if path.is_dir() or path.suffix == ".py"
)

SERVICE = '''\
"""Answers."""

import subprocess

import torch
from flask import Flask

app = Flask(__name__)


@app.post("/load")
def load():
    """Load a model."""
    # the path is fixed
    return torch.load(
        "models/chat.pt",
        weights_only=False,
    )


def fetch():
    name = "acme/chat"
    subprocess.run(["hf", "download", name])


if __name__ == "__main__":
    fetch()
else:
    app.run()
'''

Rescan = Callable[[], tuple[Report, bool]]


@pytest.fixture
def rescan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rescan:
    """Scan the tree again; also whether that took a new analysis. Both ways say the same."""
    database = Database(tmp_path / "cache", pytest.fail)
    times: list[int] = []
    original = stages.scan_tree

    def counted(*arguments: object, **named: object) -> Report:
        times.append(1)
        return original(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(stages, "scan_tree", counted)

    def go() -> tuple[Report, bool]:
        times.clear()
        found = scan([tmp_path / "tree"], OPTIONS, store=database)
        anew = bool(times)
        assert found == scan([tmp_path / "tree"], OPTIONS)
        return found, anew

    return go


@pytest.fixture
def service(tmp_path: Path) -> Path:
    file = tmp_path / "tree" / "service.py"
    file.parent.mkdir()
    file.write_text(SERVICE)
    return file


def lines(report: Report) -> list[int]:
    return [finding.location.line for finding in report.findings]


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("app = ", "# The application.\n\napp = ", 2),
        ("    # the path is fixed\n", "", -1),
        ("    # the path is fixed\n", "    # the path is fixed:\n    # always\n", 1),
        ('"""Answers."""', '"""Answers.\n\nTo questions.\n"""', 3),
        ('    """Load a model."""\n', "", -1),
        ("def load():\n", "def load():\n    # first\n", 1),
        ("def load():\n", "def load():  # a route\n", 0),
        ('("/load")\n', '("/load")\n# between\n', 1),
        ("    )\n", "    )  # done\n", 0),
        ("else:\n", "# otherwise\nelse:\n", 0),
        ("    app.run()\n", "    app.run()\n\n\n# end\n", 0),
        ("import subprocess\n", "import subprocess\n\n\n\n", 3),
    ],
)
def test_places_move(service: Path, rescan: Rescan, before: str, after: str, moved: int) -> None:
    first, _ = rescan()
    assert before in SERVICE
    service.write_text(SERVICE.replace(before, after))
    found, anew = rescan()
    assert not anew
    (load,) = (f for f in found.findings if f.sink == "torch.load")
    (known,) = (f for f in first.findings if f.sink == "torch.load")
    assert load.location.line == known.location.line + moved
    assert load.witnesses[0].entry.location.line == known.witnesses[0].entry.location.line + (
        moved if SERVICE.index(before) < SERVICE.index("@app.post") else 0
    )
    again, anew = rescan()
    assert not anew
    assert again == found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("chat.pt", "talk.pt"),
        ("weights_only=False,\n", "weights_only=False,\n        # not safe\n"),
        ("torch.load(\n", "torch.load(\n\n"),
        ("    # the path is fixed\n", "    # reach: ignore[torch-load]\n"),
        ('"""Load a model."""', 'f"""Load {fetch()}."""'),
        ('"""Load a model."""', '"""See other.names"""'),
        ('"""Load a model."""', '"""Load a model."""; fetch()'),
        ('"""Load a model."""\n', '"""Load a model.\nimport models\n"""\n'),
        ("    # the path is fixed\n", "    pass\n"),
        ("    fetch()\nelse:\n    app.run()\n", "    fetch()\nelse:\n    pass\napp.run()\n"),
        ("app = Flask", "app  = Flask"),
        ("app = ", "# sys.path.insert(0, 'vendor')\napp = "),
        ("    fetch()\n", "    fetch(\n"),
        ("    app.run()\n", "    app.run() \\\n\n"),
        ('    name = "acme/chat"\n', '    name = "acme/chat" \\\n        "-b"\n'),
    ],
)
def test_code_is_analysed_anew(service: Path, rescan: Rescan, before: str, after: str) -> None:
    rescan()
    assert before in SERVICE
    service.write_text(SERVICE.replace(before, after))
    assert rescan()[1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('f"{app["#"]} {fetch()}"', 'f"{app["#"]} {load()}"'),
        ("f'{app['#']}'", "f'{app['#']}'  # done"),
        ('"""a" # b"""\n# "', '"""a" # c"""\n# "'),
        ('r"\\"  # "', 'r"\\#"  # "'),
        ('b"#"', 'b"#1"'),
        ('"a" "#b"', '"a" "#c"'),
    ],
)
def test_what_looks_like_a_comment(service: Path, rescan: Rescan, before: str, after: str) -> None:
    """Texts of which patterns alone could not tell what is a comment."""
    service.write_text(SERVICE + f"\ntag = {before}\n")
    rescan()
    service.write_text(SERVICE + f"\ntag = {after}\n")
    assert rescan()[1]


def test_other_files_that_change_too(service: Path, rescan: Rescan) -> None:
    other = service.with_name("Dockerfile")
    other.write_text('FROM python\nCMD ["python", "service.py"]\n')
    rescan()
    service.write_text("# first\n" + SERVICE)
    other.write_text('FROM python\nCMD ["python", "-u", "service.py"]\n')
    assert rescan()[1]


def test_a_file_that_is_there_now(service: Path, rescan: Rescan) -> None:
    rescan()
    service.write_text("# first\n" + SERVICE)
    service.with_name("more.py").write_text("")
    assert rescan()[1]


def test_a_file_that_says_something_to_others(service: Path, rescan: Rescan) -> None:
    service.rename(service.with_name("setup.py"))
    rescan()
    service.with_name("setup.py").write_text(SERVICE.replace("app =", "# it\napp ="))
    assert rescan()[1]


def test_several_files(service: Path, rescan: Rescan) -> None:
    other = service.with_name("other.py")
    other.write_text("import service\n\nservice.load()\n")
    rescan()
    service.write_text(SERVICE.replace("app =", "# it\napp ="))
    other.write_text("import service\n\n# other\nservice.load()\n")
    assert not rescan()[1]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_samples(sample: Path, tmp_path: Path, rescan: Rescan) -> None:
    tree = tmp_path / "tree"
    if sample.is_dir():
        shutil.copytree(sample, tree)
    else:
        tree.mkdir()
        shutil.copy(sample, tree)
    rescan()
    turn = random.Random(str(sample))
    for file in sorted(tree.rglob("*.py")):
        file.write_text(commented(file.read_text(), turn))
    rescan()


def commented(text: str, turn: random.Random) -> str:
    """The same with comments and blank lines before some of its statements."""
    lines = text.split("\n")
    for at in sorted(statements(text), reverse=True):
        blanks = lines[at - 1][: len(lines[at - 1]) - len(lines[at - 1].lstrip())]
        if at > 1 and lines[at - 2].endswith("\\"):
            continue
        choices: tuple[list[str], ...] = (
            [],
            [f"{blanks}# a comment"],
            ["", ""],
            ["# at the margin", ""],
        )
        lines[at - 1 : at - 1] = turn.choice(choices)
    return "\n".join(lines)


def statements(text: str) -> set[int]:
    """The lines on which statements begin."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return set()
    return {
        min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt)
    }

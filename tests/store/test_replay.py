"""What was shown is shown again if nothing has changed, and only then."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reach.cli import run
from reach.store.replay import replay

CODE = """\
import json
from transformers import AutoModel

with open("config/settings.json") as stream:
    settings = json.load(stream)

AutoModel.from_pretrained(settings["model"])
AutoModel.from_pretrained("models/local", trust_remote_code=True)
"""
RULES = """\
[[sinks]]
names = ["own.load"]
artifact = "model"
hub = "file"
identifier = "path"
parameters = ["path"]
format = "pickle"
"""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    tree = tmp_path / "top" / "tree"
    (tree / "config").mkdir(parents=True)
    (tree.parent / ".git").mkdir()
    (tree / "main.py").write_text(CODE)
    (tree / "config" / "settings.json").write_text('{"model": "org/first"}')
    (tree / "notes.txt").write_text("of no interest")
    (tree / ".gitignore").write_text("*.log\n")
    (tree / "run.log").write_text("1")
    (tree / "other.py").symlink_to("main.py")
    monkeypatch.delenv("REACH_NO_CACHE")
    monkeypatch.setenv("REACH_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tree


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = run(["scan", *words])
    return status, *capsys.readouterr()


def again(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str] | None:
    status = replay(["scan", *words])
    return None if status is None else (status, *capsys.readouterr())


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--format", "json"),
        ("--format", "sarif"),
        ("--format", "markdown", "--fail-on", "never"),
        ("-q",),
    ],
)
def test_the_same_is_shown(
    capsys: pytest.CaptureFixture[str], tree: Path, options: tuple[str, ...]
) -> None:
    first = shown(capsys, str(tree), *options)
    assert again(capsys, str(tree), *options) == first
    assert again(capsys, str(tree), *options, "-v") is None
    assert first[0] == (0 if "never" in options else 1)


def test_warnings_are_shown_again(
    capsys: pytest.CaptureFixture[str], tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    first = shown(capsys, str(tree))
    assert "days old" in first[2]
    assert again(capsys, str(tree)) == first


@pytest.mark.parametrize(
    "options",
    [
        ("-o", "out.txt"),
        ("--format", "html"),
        ("--format", "gitlab-sast"),
        ("--profile",),
        ("--no-cache",),
    ],
)
def test_not_kept(capsys: pytest.CaptureFixture[str], tree: Path, options: tuple[str, ...]) -> None:
    shown(capsys, str(tree), *options)
    assert again(capsys, str(tree), *options) is None


def becomes_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def relink(link: Path) -> None:
    link.unlink()
    link.symlink_to("nothing.py")


def index(folder: Path) -> None:
    folder.mkdir()
    (folder / "index").write_bytes(b"x")


def feed(home: Path) -> None:
    folder = home / "feed" / "own"
    folder.mkdir(parents=True)
    (folder / "A-1.json").write_text("{}")


CHANGES: dict[str, Callable[[Path], object]] = {
    "content of the same size": lambda t: (t / "main.py").write_text(
        CODE.replace("local", "l0cal")
    ),
    "a file that the code names": lambda t: (t / "config/settings.json").write_text("{}"),
    "a new file": lambda t: (t / "new.py").touch(),
    "a new file below": lambda t: (t / "config" / "new.py").touch(),
    "a removed file": lambda t: (t / "notes.txt").unlink(),
    "another size": lambda t: (t / "notes.txt").write_text(""),
    "a file that becomes a folder": lambda t: becomes_folder(t / "run.log"),
    "a link that leads elsewhere": lambda t: relink(t / "other.py"),
    "what is ignored": lambda t: (t / ".gitignore").write_text("*.log\nmain.py\n"),
    "what is ignored below": lambda t: (t / "config" / ".gitignore").write_text("*\n"),
    "what is tracked": lambda t: index(t / ".git"),
    "an environment": lambda t: (t / "config" / "pyvenv.cfg").touch(),
    "a local model": lambda t: (t / "models" / "local").mkdir(parents=True),
    "options": lambda t: (t / "reach.toml").write_text('fail-on = "never"\n'),
    "options above": lambda t: (t.parent / "pyproject.toml").write_text("[tool.reach]\n"),
    "a lock": lambda t: (t.parent / "models.lock").write_text("version = 1\n"),
    "the top of the repository": lambda t: (t / ".git").mkdir(),
    "a feed": lambda t: feed(Path(os.environ["REACH_HOME"])),
    "rules": lambda t: (t.parent / "rules" / "own.toml").write_text(RULES),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_counts(capsys: pytest.CaptureFixture[str], tree: Path, change: str) -> None:
    (tree.parent / "rules").mkdir()
    (tree.parent / "rules" / "own.toml").write_text("")
    words = (str(tree), "--rules", str(tree.parent / "rules"))
    first = shown(capsys, *words)
    assert again(capsys, *words) == first
    CHANGES[change](tree)
    assert again(capsys, *words) is None


def test_what_does_not_count(capsys: pytest.CaptureFixture[str], tree: Path) -> None:
    first = shown(capsys, str(tree))
    (tree / "run.log").write_text("more and more")
    (tree / "__pycache__").mkdir()
    os.utime(tree / "main.py", (1, 1))
    assert again(capsys, str(tree)) == first


@pytest.mark.parametrize(
    ("name", "value"),
    [("COLUMNS", "50"), ("SOURCE_DATE_EPOCH", "1800000000"), ("NO_COLOR", "1"), ("TERM", "x")],
)
def test_variables_count(
    capsys: pytest.CaptureFixture[str],
    tree: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
) -> None:
    shown(capsys, str(tree))
    monkeypatch.setenv(name, value)
    assert again(capsys, str(tree)) is None


def test_the_folder_counts(
    capsys: pytest.CaptureFixture[str], tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(capsys, str(tree))
    monkeypatch.chdir(tree)
    assert again(capsys, str(tree)) is None


def test_nothing_is_loaded(tree: Path) -> None:
    """The time of a process that shows something again is that of starting Python."""
    words = ["scan", str(tree), "--fail-on", "never"]
    code = (
        f"import sys; sys.argv[1:] = {words}; before = set(sys.modules)\n"
        "from reach.store.replay import replay; status = replay(sys.argv[1:])\n"
        "heavy = {'typing', 're', 'pathlib', 'dataclasses', 'click', 'reach.cli'} - before\n"
        "print(status, sorted(heavy & set(sys.modules)))\n"
    )
    command = [sys.executable, "-I", "-m", "reach", *words]
    subprocess.run(command, check=True, capture_output=True)
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True)
    assert done.stdout.endswith("\n0 []\n")

"""`reach fix --write`: what is written, and when nothing is."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from reach import cli

CODE = "import torch\n\nmodel.load_state_dict(torch.load('a.pt'))\ntorch.load('b.pt')\n"
SAFE = CODE.replace("'a.pt'", "'a.pt', weights_only=True")
ALL = SAFE.replace("'b.pt'", "'b.pt', weights_only=True")


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "main.py").write_text(CODE, "utf-8")
    (folder / "main.py").chmod(0o750)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "one")
    return folder


def test_what_is_safe_is_written(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["fix", str(tree), "--write"]) == 0
    assert (tree / "main.py").read_text("utf-8") == SAFE
    assert stat.S_IMODE((tree / "main.py").stat().st_mode) == 0o750
    assert os.listdir(tree) == sorted([".git", "main.py"], key=os.listdir(tree).index)
    assert "main.py:4 torch-load: Pass weights_only=True? needs review" in capsys.readouterr().err


def test_all_is_written(tree: Path) -> None:
    assert cli.run(["fix", str(tree), "--write", "--all"]) == 0
    assert (tree / "main.py").read_text("utf-8") == ALL
    assert cli.run(["scan", str(tree), "-q"]) == 0


def test_uncommitted_changes_are_not_mixed(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "notes.txt").write_text("one", "utf-8")
    git(tree, "add", "notes.txt")
    assert cli.run(["fix", str(tree), "--write"]) == 2
    assert "notes.txt: has changes that are not committed" in capsys.readouterr().err
    assert (tree / "main.py").read_text("utf-8") == CODE
    assert cli.run(["fix", str(tree), "--write", "--force"]) == 0
    assert (tree / "main.py").read_text("utf-8") == SAFE


def test_files_that_git_does_not_know(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "new.py").write_text(CODE, "utf-8")
    assert cli.run(["fix", str(tree), "--write"]) == 2
    assert "new.py: not tracked by git" in capsys.readouterr().err


def test_no_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "main.py").write_text(CODE, "utf-8")
    assert cli.run(["fix", str(tmp_path), "--write"]) == 2
    assert "nothing could be undone" in capsys.readouterr().err
    assert (tmp_path / "main.py").read_text("utf-8") == CODE


def test_a_finding_that_stays_is_reported(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "requirements.txt").write_text("torch==2.4.1\n", "utf-8")
    git(tree, "add", ".")
    git(tree, "commit", "-q", "-m", "two")
    assert cli.run(["fix", str(tree), "--write"]) == 1
    assert "torch-load is still there afterwards" in capsys.readouterr().err


def test_the_diff_can_be_applied(tree: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (tree / "main.py").write_bytes(CODE.replace("\n", "\r\n").encode().rstrip())
    here = Path.cwd()
    os.chdir(tree)
    try:
        assert cli.run(["fix", "."]) == 1
        patch = capfdbinary.readouterr().out
    finally:
        os.chdir(here)
    subprocess.run(["git", "apply", "-"], cwd=tree, input=patch, check=True)
    assert (tree / "main.py").read_bytes() == ALL.replace("\n", "\r\n").encode().rstrip()

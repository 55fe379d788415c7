"""What is released: the wheel works by itself, and the source distribution is the repository."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="hatchling is not installed")

SAMPLE = Path("testdata/projects/fastapi_chat").absolute()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    words = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(words, check=True, capture_output=True)
    return folder


def below(*tops: str) -> set[str]:
    """Files of the work tree."""
    found = (path for top in tops for path in Path(top).rglob("*"))
    return {p.as_posix() for p in found if p.is_file() and "__pycache__" not in p.parts}


def test_the_wheel_is_whole_and_works_alone(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
        archive.extractall(tmp_path / "installed")
    assert not below("reach") - inside
    assert not {f"reach/_{name}" for name in below("rulesets")} - inside
    top = {name.partition("/")[0] for name in inside}
    assert {name for name in top if not name.startswith("modelreach-")} == {"reach"}
    home = str(tmp_path / "installed")
    page = tmp_path / "page.html"
    found = subprocess.run(
        [sys.executable, "-m", "reach", "scan", str(SAMPLE), "--format", "html", "-o", str(page)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": home},
        capture_output=True,
        text=True,
    )
    assert (found.returncode, found.stderr) == (1, "")
    assert "Qwen/Qwen2.5-7B-Instruct" in page.read_text()
    where = "import reach.rules, sys; sys.stdout.write(str(reach.rules.home()))"
    said = subprocess.run(
        [sys.executable, "-c", where],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": home},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == str(tmp_path / "installed" / "reach" / "_rulesets")


def test_the_source_distribution_is_the_repository(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as stream:
        inside = {name.partition("/")[2] for name in stream.getnames()}
    tops = ("bench", "container", "docs", "fuzz", "recipes", "rulesets", "templates", "testdata")
    wanted = below("reach", "tests", ".github", ".ci", *tops)
    assert not wanted - inside
    assert {"Makefile", "SECURITY.md", "action.yml", "mkdocs.yml", "LICENSE"} <= inside

"""Paths in reports: each reader can open them from where it stands."""

import json
from pathlib import Path

import pytest

from reach import cli

LOADS = "import pickle\n\npickle.load(open('weights.pkl', 'rb'))\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two programs, and a current folder inside of it."""
    for name in ("one", "two"):
        folder = tmp_path / "services" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.py").write_text(LOADS)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path / "services")
    return tmp_path


def scan(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.run(["scan", "--fail-on=never", *arguments]) == 0
    return capsys.readouterr().out


def uris(sarif: str) -> set[str]:
    return {
        location["physicalLocation"]["artifactLocation"]["uri"]
        for result in json.loads(sarif)["runs"][0]["results"]
        for location in result["locations"]
    }


@pytest.mark.usefixtures("repository")
def test_text_from_the_current_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert " one/one.py:3:1" in scan(capsys, "one")


@pytest.mark.usefixtures("repository")
def test_json_from_the_scanned_root(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(scan(capsys, "one", "--format=json"))["findings"]
    assert [f["location"]["path"] for f in found] == ["one.py"]


@pytest.mark.usefixtures("repository")
def test_sarif_from_the_top_of_the_repository(capsys: pytest.CaptureFixture[str]) -> None:
    assert uris(scan(capsys, "one", "--format=sarif")) == {"services/one/one.py"}


@pytest.mark.usefixtures("repository")
def test_a_file_and_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    report = scan(capsys, "one/one.py", "two", "--format=sarif")
    assert uris(report) == {"services/one/one.py", "services/two/two.py"}


@pytest.mark.usefixtures("repository")
def test_annotations_from_the_top(capsys: pytest.CaptureFixture[str]) -> None:
    assert "file=services/two/two.py,line=3," in scan(capsys, "two/two.py", "--format=github")


def test_source_lines_reach_the_fingerprints(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = json.loads(scan(capsys, "one", "--format=sarif"))["runs"][0]["results"][0]
    file = repository / "services" / "one" / "one.py"
    file.write_text(file.read_text().replace("weights", "other"))
    after = json.loads(scan(capsys, "one", "--format=sarif"))["runs"][0]["results"][0]
    key = "primaryLocationLineHash"
    assert before["partialFingerprints"][key] != after["partialFingerprints"][key]

"""Earlier reports in files: the same answers as from the history, and what is no report."""

import json
from pathlib import Path
from typing import Any

import pytest

from reach import cli
from tests.history import test_since as changes
from tests.history.repositories import COMMIT, service


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return service(tmp_path / "service")


def scan(capsys: pytest.CaptureFixture[str], folder: Path, *options: str) -> Any:
    """The JSON report."""
    arguments = ["scan", str(folder), "--format=json", "--jobs=1", "--fail-on=never", *options]
    assert cli.run(arguments) == 0
    return json.loads(capsys.readouterr().out)


def worse(
    capsys: pytest.CaptureFixture[str], folder: Path, form: str, edit: changes.Edit
) -> list[tuple[str, str, str]]:
    """The changes against a report that was written before the edit."""
    file = folder.parent / f"before.{form}"
    scan(capsys, folder, f"--output={form}={file}")
    edit(folder)
    found = scan(capsys, folder, f"--baseline={file}")["findings"]
    return [(f["rule"], f["location"]["function"], c["text"]) for f in found for c in f["changes"]]


FORMS = ("json", "sarif")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "edit",
    [
        changes.moved_lines,
        changes.other_order,
        changes.formatted,
        changes.renamed_file,
        changes.renamed_and_edited,
        changes.into_a_package,
        changes.renamed_function,
        changes.extracted_function,
        changes.fixed,
        changes.less_reached,
    ],
)
def test_not_worse(
    repository: Path, capsys: pytest.CaptureFixture[str], form: str, edit: changes.Edit
) -> None:
    assert worse(capsys, repository, form, edit) == []


DOWNLOAD = "unpinned-hub-download"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("edit", "text"),
    [
        (changes.no_tag, "acme/draft was taken at v1, now at whatever is newest."),
        (changes.a_route, "The grade was runnable, now exposed: GET /draft reaches it."),
        (changes.a_second_program, "python evaluate.py reaches it now."),
        (changes.other_model, "else/draft is loaded now, before acme/draft."),
    ],
)
def test_worse(
    repository: Path,
    capsys: pytest.CaptureFixture[str],
    form: str,
    edit: changes.Edit,
    text: str,
) -> None:
    assert worse(capsys, repository, form, edit) == [(DOWNLOAD, "loader.draft", text)]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("json", "acme/chat-7b was pinned to 3f2a1b4c5d6e, now main."),
        ("sarif", "This call of transformers.AutoModel.from_pretrained is new."),
    ],
)
def test_json_knows_what_broke_no_rule(
    repository: Path, capsys: pytest.CaptureFixture[str], form: str, text: str
) -> None:
    found = worse(capsys, repository, form, changes.a_branch)
    assert found == [(DOWNLOAD, "loader.chat", text)]


def test_the_exit_status_is_that_of_what_is_worse(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = repository.parent / "before.json"
    scan(capsys, repository, f"--output=json={file}")
    arguments = ["scan", str(repository), "--jobs=1", f"--baseline={file}"]
    assert cli.run(arguments) == 0
    said = "".join(capsys.readouterr().out.split())
    assert f"Nothingneworworsesince{file};3asbefore" in said
    changes.no_tag(repository)
    assert cli.run(arguments) == 1
    assert "worse   acme/draft was taken at v1" in capsys.readouterr().out


def test_sarif_has_everything_with_its_state(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes.no_tag(repository)
    changes.a_second_call(repository)
    sarif = repository.parent / "now.sarif"
    scan(capsys, repository, "--diff-base=HEAD", f"--output=sarif={sarif}")
    results = json.loads(sarif.read_text())["runs"][0]["results"]
    states = {
        (r["ruleId"], r["locations"][0]["physicalLocation"]["region"]["snippet"]["text"][:25]): r[
            "baselineState"
        ]
        for r in results
    }
    assert states == {
        ("unpinned-hub-download/runnable", 'pipeline("text-generation'): "updated",
        ("unpinned-hub-download/runnable", 'hf_hub_download("acme/dra'): "unchanged",
        ("torch-load/public", "torch.load(old, weights_o"): "new",
        ("torch-load/public", "torch.load(path, weights_"): "unchanged",
    }
    again = scan(capsys, repository, f"--baseline={sarif}")
    assert again["findings"] == []


def test_markdown_and_annotations_say_what_is_worse(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes.a_branch(repository)
    arguments = ["scan", str(repository), "--jobs=1", "--diff-base=HEAD", "--fail-on=never"]
    assert cli.run([*arguments, "--format=markdown"]) == 0
    shown = capsys.readouterr().out
    assert "**acme/chat\\-7b was pinned to 3f2a1b4c5d6e, now main.**" in shown
    assert cli.run([*arguments, "--format=github"]) == 0
    assert "::acme/chat-7b was pinned to 3f2a1b4c5d6e, now main.%0A" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "not a report: Expecting value"),
        ("[]", "not a report: expected an object"),
        ("{}", "not a report: tool: expected an object"),
        ('{"tool": {"name": "other"}}', "expected the output of `reach scan --format json`"),
        ('{"tool": {"name": "reach"}, "schema": 99}', "schema 1"),
        ('{"runs": []}', "runs: expected one run of reach, found those of none"),
        ('{"runs": [{"tool": {"driver": {"name": "bandit"}}}]}', "found those of bandit"),
        ("[" * 100_000, "not a report: "),
        ("\xff", "not a report: "),
    ],
)
def test_what_is_no_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, complaint: str
) -> None:
    file = tmp_path / "before.json"
    file.write_bytes(text.encode("latin-1"))
    (tmp_path / "a.py").write_text("import os\n")
    assert cli.run(["scan", str(tmp_path / "a.py"), f"--baseline={file}"]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"reach: {file}: ")
    assert complaint in error
    assert error.count("\n") == 1


def test_a_broken_report_names_the_key(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = scan(capsys, repository)
    report["findings"][1]["location"]["line"] = "7"
    file = repository.parent / "before.json"
    file.write_text(json.dumps(report))
    assert cli.run(["scan", str(repository), f"--baseline={file}"]) == 2
    assert "findings[1].location.line: expected a whole number" in capsys.readouterr().err


def test_one_of_both(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["scan", str(repository), "--baseline=a", "--diff-base=b"]) == 2
    assert "give one of them" in capsys.readouterr().err


def test_a_missing_report(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["scan", str(repository), "--baseline=missing.json"]) == 2
    assert "missing.json: No such file" in capsys.readouterr().err


def test_a_part_of_a_repository(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "jobs").mkdir()
    (repository / "jobs" / "old.py").write_text("import pickle\n\npickle.load(open('a', 'rb'))\n")
    sarif = repository.parent / "before.sarif"
    scan(capsys, repository / "jobs", f"--output=sarif={sarif}")
    found = scan(capsys, repository / "jobs", f"--baseline={sarif}")
    assert found["findings"] == []
    assert found["summary"]["known"] == 1
    assert COMMIT not in json.dumps(found)

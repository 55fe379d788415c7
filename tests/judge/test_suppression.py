"""Findings that the project lives with: comments, configuration, reasons and expiry."""

import json
from pathlib import Path
from typing import Any

import pytest

from reach import cli
from reach.config import Options
from reach.records.finding import Report
from reach.scan import scan, scan_since
from tests.history.repositories import commit, git

JOBS = Options(jobs=1)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the 1st of June 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")


def scanned(folder: Path, text: str, name: str = "load.py", options: Options = JOBS) -> Report:
    (folder / name).write_text(text, encoding="utf-8")
    return scan([folder], options)


def lines(report: Report) -> tuple[list[int], list[int], list[str]]:
    """Lines of the findings, of the suppressed ones, and what is said of idle suppressions."""
    return (
        sorted(f.location.line for f in report.findings),
        sorted(s.finding.location.line for s in report.suppressed),
        [f"{n.line} {n.message}" for n in report.idle],
    )


HEAD = "import pickle\nimport sys\n\n"
LOAD = "pickle.load(open(sys.argv[1], 'rb'))"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{LOAD}  # reach: ignore[pickle-load] our own files\n", 4),
        (f"# reach: ignore[pickle-load] our own files\n{LOAD}\n", 5),
        (f"#reach:ignore[pickle-load]: our own files\n{LOAD}\n", 5),
        (f"# reach: ignore[pickle-load] our own files\n# More about it.\n\n{LOAD}\n", 7),
        (f"# reach: ignore[torch-load, pickle-load] our own files\n{LOAD}\n", 5),
        (f"# reach: ignore[pickle-load/runnable] our own files\n{LOAD}\n", 5),
        (f"# reach: ignore[pickle-load/deployed] our own files\n{LOAD}\n", 5),
        (f"# reach: ignore[pickle-load] until 2026-06-01 our own files\n{LOAD}\n", 5),
        (f"# reach: ignore[pickle-load] until 2026-06-01: our own files\n{LOAD}\n", 5),
        (f"# reach: ignore[pickle-load] our own files\nmodel = dict(\n    m={LOAD},\n)\n", 6),
        (f"model = dict(\n    # reach: ignore[pickle-load] our own files\n    m={LOAD},\n)\n", 6),
        ("pickle.load(\n    FILE\n)  # reach: ignore[pickle-load] our own files\n", 4),
        (f"# reach: ignore[pickle-load] our own files\nwith {LOAD} as f:\n    pass\n", 5),
    ],
)
def test_a_comment(tmp_path: Path, text: str, line: int) -> None:
    report = scanned(tmp_path, HEAD + text)
    assert lines(report) == ([], [line], [])
    (suppressed,) = report.suppressed
    assert suppressed.suppression.reason == "our own files"


@pytest.mark.parametrize(
    ("text", "idle"),
    [
        (f"# reach: ignore[pickle-load]\n{LOAD}\n", "gives no reason, so it does not count"),
        (f"# reach: ignore[pickle-load] until 2027-01-01\n{LOAD}\n", "gives no reason"),
        (f"# reach: ignore our own\n{LOAD}\n", "names no rule, so it does not count"),
        (f"# reach: ignore[] our own\n{LOAD}\n", "names no rule, so it does not count"),
        (
            f"# reach: ignore[pickle-lod] our own\n{LOAD}\n",
            "unknown rule 'pickle-lod', did you mean 'pickle-load'?",
        ),
        (f"# reach: ignore[pickle-load/high] our own\n{LOAD}\n", "the grade is one of dormant"),
        (f"# reach: ignore[pickle-load] until tomorrow our own\n{LOAD}\n", "not a date such as"),
        (
            f"# reach: ignore[pickle-load] until 2026-05-31 our own\n{LOAD}\n",
            "expired on 2026-05-31",
        ),
        (f"# reach: ignore[torch-load] our own\n{LOAD}\n", "suppresses nothing, remove it"),
        (f"# reach: ignore[pickle-load/public] our own\n{LOAD}\n", "suppresses nothing"),
        (f"{LOAD}\n# reach: ignore[pickle-load] our own\n", "suppresses nothing, remove it"),
        (f"# reach: ignore[pickle-load] our own\nif sys.argv:\n    {LOAD}\n", "suppresses nothing"),
        (
            f"# reach: ignore[pickle-load] our own\ndef f():\n    {LOAD}\n\nf()\n",
            "suppresses nothing",
        ),
    ],
)
def test_a_comment_that_does_not_count(tmp_path: Path, text: str, idle: str) -> None:
    report = scanned(tmp_path, HEAD + text)
    assert [f.rule for f in report.findings] == ["pickle-load"]
    assert report.suppressed == ()
    (notice,) = report.idle
    assert idle in notice.message
    assert "reach: ignore" in text.splitlines()[(notice.line or 0) - 4]


def test_two_calls_and_one_comment(tmp_path: Path) -> None:
    text = f"{HEAD}{LOAD}  # reach: ignore[pickle-load] ours\n{LOAD}\n"
    assert lines(scanned(tmp_path, text)) == ([5], [4], [])


def test_a_text_is_no_comment(tmp_path: Path) -> None:
    text = f'{HEAD}NOTE = """\n# reach: ignore[pickle-load] ours\n"""; {LOAD}\n'
    assert lines(scanned(tmp_path, text)) == ([6], [], [])


def test_a_notebook(tmp_path: Path) -> None:
    source = ["import pickle\n", "# reach: ignore[pickle-load] ours\n", "pickle.load(x)\n"]
    cells = [
        {"cell_type": "code", "source": ["x = open('a', 'rb')\n"], "outputs": [], "metadata": {}},
        {"cell_type": "code", "source": source, "outputs": [], "metadata": {}},
    ]
    for indent in (None, 1):
        notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        report = scanned(tmp_path, json.dumps(notebook, indent=indent), "run.ipynb")
        assert report.findings == ()
        assert [s.finding.location.cell for s in report.suppressed] == [2]
        assert report.idle == ()


DOCKER = """\
FROM python:3.12
# reach: ignore[unpinned-hub-download] mirrored every night
RUN pip install -U huggingface_hub && hf download acme/chat
RUN hf download acme/other
"""


def test_a_dockerfile(tmp_path: Path) -> None:
    report = scanned(tmp_path, DOCKER, "Dockerfile")
    shown = {f.location.line for f in report.findings if f.rule == "unpinned-hub-download"}
    assert shown == {4}
    assert {s.finding.location.line for s in report.suppressed} == {3}
    assert report.idle == ()


def test_an_unused_comment_of_a_dockerfile(tmp_path: Path) -> None:
    report = scanned(tmp_path, DOCKER.replace("hf download acme/chat", "true"), "Dockerfile")
    assert [n.line for n in report.idle] == [2]


CONFIGURATION = """\
[[ignore]]
rules = ["pickle-load"]
paths = ["jobs/"]
reason = "run by hand"

[[ignore]]
rules = ["unpinned-hub-download"]
models = ["acme/*"]
until = 2026-12-31
reason = "ours"

[[ignore]]
rules = ["torch-load"]
until = 2026-01-31
reason = "until the move"
"""


def test_the_configuration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "jobs").mkdir()
    (tmp_path / "reach.toml").write_text(CONFIGURATION)
    (tmp_path / "jobs" / "one.py").write_text(HEAD + LOAD)
    (tmp_path / "two.py").write_text(HEAD + LOAD)
    download = "from huggingface_hub import snapshot_download\n"
    models = "snapshot_download('acme/chat')\nsnapshot_download('else/chat')\n"
    (tmp_path / "three.py").write_text(download + models)
    (tmp_path / "four.py").write_text("import torch\n\ntorch.load('a', weights_only=False)\n")
    report = document(tmp_path, capsys)
    assert {
        (f["rule"], f["location"]["path"], f["location"]["line"]) for f in report["findings"]
    } == {
        ("pickle-load", "two.py", 4),
        ("unpinned-hub-download", "three.py", 3),
        ("torch-load", "four.py", 3),
    }
    said = {
        (f["location"]["path"], f["suppression"]["reason"], f["suppression"]["until"])
        for f in report["suppressed"]
    }
    assert said == {("jobs/one.py", "run by hand", None), ("three.py", "ours", "2026-12-31")}
    (idle,) = report["idle"]
    assert idle["message"].endswith("ignore entry 3 (torch-load): expired on 2026-01-31")


def document(
    folder: Path, capsys: pytest.CaptureFixture[str], *options: str, form: str = "json"
) -> Any:
    arguments = ["scan", str(folder), f"--format={form}", "--jobs=1", "--fail-on=never", *options]
    assert cli.run(arguments) == 0
    shown = capsys.readouterr().out
    return json.loads(shown) if form in ("json", "sarif") else shown


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('ignore = "x"', "ignore: expected a list of tables"),
        ("ignore = [1]", "ignore: entry 1: expected a table"),
        ('[[ignore]]\nreason = "x"', "ignore: entry 1: rules are missing"),
        ('[[ignore]]\nrules = ["torch-load"]', "ignore: entry 1: a reason is missing"),
        ('[[ignore]]\nrules = ["torch-load"]\nreason = " "', "a reason is missing"),
        ('[[ignore]]\nrules = ["x"]\nreason = "y"\nuntil = "z"', "until: expected a date"),
        ('[[ignore]]\nrules = ["x"]\nreason = "y"\npath = ["z"]', "unknown key 'path'"),
        ('[[ignore]]\nrules = ["torch-lod"]\nreason = "y"', "did you mean 'torch-load'?"),
    ],
)
def test_mistakes_of_the_configuration(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, complaint: str
) -> None:
    (tmp_path / "reach.toml").write_text(text)
    (tmp_path / "a.py").write_text("import os\n")
    assert cli.run(["scan", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert complaint in error
    assert "reach.toml: ignore: " in error


IGNORED = f"{HEAD}{LOAD}  # reach: ignore[pickle-load] our [own](1) files\n"


def test_sarif_leaves_them_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "load.py").write_text(IGNORED)
    assert document(tmp_path, capsys, form="sarif")["runs"][0]["results"] == []


def test_sarif_has_them_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "load.py").write_text(IGNORED)
    (run,) = document(tmp_path, capsys, "--include-suppressed", form="sarif")["runs"]
    (result,) = run["results"]
    assert result["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "our [own](1) files"}
    ]


def test_the_exit_status_does_not_count_them(tmp_path: Path) -> None:
    (tmp_path / "load.py").write_text(IGNORED)
    assert cli.run(["scan", "-q", str(tmp_path), "--strict"]) == 0


def test_people_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = f"{IGNORED}\n# reach: ignore[torch-load] gone\n"
    (tmp_path / "load.py").write_text(text)
    shown = document(tmp_path, capsys, form="text")
    assert "Suppressed: 1 finding; -v lists them." in shown
    assert "load.py:6  reach: ignore[torch-load]: suppresses nothing, remove it" in shown
    assert "pickle-load  runnable  our [own](1) files" in document(
        tmp_path, capsys, "-v", form="text"
    )
    assert "1 suppressed" in document(tmp_path, capsys, form="markdown")
    assert "::warning file=load.py,line=6,title=reach::reach: ignore" in document(
        tmp_path, capsys, form="github"
    )


def test_a_comment_that_is_removed(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "load.py").write_text(IGNORED)
    commit(tmp_path)
    (tmp_path / "load.py").write_text(f"{HEAD}{LOAD}\n")
    (finding,) = scan_since("HEAD", [tmp_path], JOBS).findings
    assert [c.text for c in finding.changes] == ["It was suppressed until now: our [own](1) files."]


def test_a_suppression_that_expired_since_the_baseline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    comment = "# reach: ignore[pickle-load] until 2026-06-30 ours"
    (source / "load.py").write_text(f"{HEAD}{LOAD}  {comment}\n")
    before = tmp_path / "before.json"
    before.write_text(json.dumps(document(source, capsys)))
    assert document(source, capsys, f"--baseline={before}")["findings"] == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1780272000 + 40 * 86400))
    (finding,) = document(source, capsys, f"--baseline={before}")["findings"]
    assert [c["text"] for c in finding["changes"]] == [
        "It was suppressed until now: ours, until 2026-06-30."
    ]

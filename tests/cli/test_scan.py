"""What the scan command makes of its arguments and its surroundings."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reach import cli
from reach.cli.scan import status
from reach.cli.show import FORMATS
from reach.config import Options
from reach.records.finding import Finding, Location, Notice, Report
from tests.powers import modes_count

LOADS = "import pickle\n\npickle.load(open('weights.pkl', 'rb'))\n"


def finding(grade: str) -> Finding:
    place = Location("a.py", 1, 1, 1, 2)
    return Finding(
        fingerprint="0",
        rule="pickle-load",
        grade=grade,
        severity=5.0,
        message="",
        location=place,
        function="a",
        sink="pickle.load",
        artifacts=(),
        unknown=(),
        witnesses=(),
        conditions=(),
        guards=(),
        fix=None,
        snippet="",
    )


def report(*grades: str, skipped: bool = False, notices: bool = False) -> Report:
    return Report(
        root=".",
        findings=tuple(map(finding, grades)),
        skipped=(("b.py", None, "too large"),) if skipped else (),
        notices=(Notice("b.py", "gave up"),) if notices else (),
        files=2,
        entry_points=1,
    )


@pytest.mark.parametrize(
    ("result", "options", "expected"),
    [
        (report(), Options(), 0),
        (report("public"), Options(), 0),
        (report("runnable"), Options(), 1),
        (report("deployed", "dormant"), Options(), 1),
        (report("runnable"), Options(fail_on="exposed"), 0),
        (report("dormant"), Options(fail_on="dormant"), 1),
        (report("deployed"), Options(fail_on="never"), 0),
        (report(skipped=True), Options(), 0),
        (report(skipped=True), Options(strict=True), 3),
        (report(notices=True), Options(strict=True), 3),
        (report(), Options(strict=True), 0),
        (report("deployed", skipped=True), Options(strict=True), 1),
    ],
)
def test_exit_status(result: Report, options: Options, expected: int) -> None:
    assert status(result, options) == expected


def test_the_formats_are_those_of_the_outputs() -> None:
    from reach import output

    assert tuple(output.FORMATS) == FORMATS


def test_several_outputs_from_one_analysis(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "run.py").write_text(LOADS)
    files = {form: tmp_path / f"report.{form}" for form in ("json", "sarif")}
    outputs = [f"--output={form}={file}" for form, file in files.items()]
    assert cli.run(["scan", str(tmp_path), "--fail-on=never", *outputs]) == 0
    assert "run.py:3" in capsys.readouterr().out
    found = json.loads(files["json"].read_text())["findings"]
    assert [(f["rule"], f["location"]["line"]) for f in found] == [("pickle-load", 3)]
    results = json.loads(files["sarif"].read_text())["runs"][0]["results"]
    assert [r["ruleId"] for r in results] == ["pickle-load/runnable"]


def test_command_line_goes_before_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_text(LOADS)
    (tmp_path / "reach.toml").write_text('fail-on = "never"\nexclude = ["other.py"]\n')
    assert cli.run(["scan", "-q", str(tmp_path)]) == 0
    assert cli.run(["scan", "-q", str(tmp_path), "--fail-on", "runnable"]) == 1
    assert cli.run(["scan", "-q", str(tmp_path), "--fail-on", "runnable", "--exclude=run.py"]) == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_no_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    assert cli.run(["scan", str(tmp_path / "pipe.py")]) == 2
    assert "neither a file nor a folder" in capsys.readouterr().err


def test_a_folder_that_may_not_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    with modes_count():
        assert cli.run(["scan", str(closed)]) == 2
    assert "permission denied" in capsys.readouterr().err


def test_hostile_names_cannot_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["scan", str(tmp_path / "a\x1b[2J\nb")]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "\x1b" not in error


def run_python(*arguments: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    paths = os.pathsep.join([str(Path(cli.__file__).parents[2]), *sys.path])
    environment = {**os.environ, "PYTHONPATH": paths, **variables}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def test_the_current_folder_is_scanned(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_text(LOADS)
    done = run_python("-m", "reach", "scan", "--format=json", folder=tmp_path)
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""
    assert json.loads(done.stdout)["findings"][0]["location"]["path"] == "run.py"


def test_help_needs_no_heavy_import(tmp_path: Path) -> None:
    heavy = "{'tree_sitter', 'sarif_om', 'jinja2', 'libcst', 'rich', 'yaml'}"
    code = f"import sys, reach.cli; print(sorted({heavy} & set(sys.modules)))"
    assert run_python("-c", code, folder=tmp_path).stdout == "[]\n"


def test_same_tree_same_bytes(tmp_path: Path) -> None:
    project = Path(__file__).parents[2] / "testdata" / "projects" / "fastapi_chat"
    arguments = ["-m", "reach", "scan", str(project), "--format=sarif", "--fail-on=never"]
    reports = set()
    for seed, jobs in (("1", "1"), ("2", "2"), ("3", "1")):
        done = run_python(*arguments, f"--jobs={jobs}", folder=tmp_path, PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        reports.add(done.stdout)
    assert len(reports) == 1

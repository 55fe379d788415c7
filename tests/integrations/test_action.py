"""The composite action: its steps run as shell, with inputs that mean harm."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.history.repositories import commit, git, replace, service
from tests.integrations.workflow import ACTION, TOP, Run
from tests.upload.server import TOKEN, Api, running

BIN = Path(sys.executable).parent
REACH = BIN / "reach"

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


@pytest.fixture
def api() -> Iterator[Api]:
    with running() as server:
        yield server


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return service(tmp_path / "service")


def job(folder: Path, workspace: Path, api: Api | None = None, **inputs: str) -> Run:
    """A run in which reach is installed already."""
    sha = git(workspace, "rev-parse", "HEAD")
    variables = {
        "GITHUB_REPOSITORY": "acme/service",
        "GITHUB_SHA": sha,
        "GITHUB_REF": "refs/heads/main",
        "GITHUB_API_URL": api.url if api is not None else "http://127.0.0.1:9",
    }
    given = {"token": TOKEN, **{name.replace("_", "-"): text for name, text in inputs.items()}}
    run = Run(folder, workspace, given, variables=variables)
    run.outputs["install"] = {"reach": str(REACH)}
    return run


STEPS = ("Scan", "Upload", "Result")


def test_findings_are_uploaded_and_then_fail_the_job(
    tmp_path: Path, workspace: Path, api: Api
) -> None:
    run = job(tmp_path, workspace, api, category="service")
    assert run.all(*STEPS) == 1
    assert run.outputs["scan"]["status"] == "1"
    assert api.complaints == []
    (sent,) = api.uploads
    (sarif,) = sent["log"]["runs"]
    assert sarif["automationDetails"]["id"] == "service/"
    places = {
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in sarif["results"]
    }
    assert places == {"loader.py"}
    assert run.ran["Upload"].returncode == 0
    assert "::error title=reach::There are findings" in run.ran["Result"].stdout
    assert run.summary.startswith("## reach: 3 findings")
    assert "::warning file=loader.py,line=" in run.ran["Scan"].stdout
    report = json.loads(Path(run.outputs["scan"]["json"]).read_text())
    assert report["summary"]["findings"] == 3


def test_nothing_that_fails_the_job(tmp_path: Path, workspace: Path, api: Api) -> None:
    run = job(tmp_path, workspace, api, fail_on="deployed", annotations="false", summary="false")
    assert run.all(*STEPS) == 0
    assert len(api.uploads) == 1
    assert "::" not in run.ran["Scan"].stdout
    assert run.summary == ""


def test_no_upload(tmp_path: Path, workspace: Path) -> None:
    run = job(tmp_path, workspace, upload="false")
    assert run.all(*STEPS) == 1
    assert "Upload" not in run.ran


def test_a_fork_may_not_upload(tmp_path: Path, workspace: Path) -> None:
    run = job(tmp_path, workspace)
    run.github["github.event.pull_request.head.repo.fork"] = "true"
    assert run.all(*STEPS) == 1
    assert run.ran["Upload"].returncode == 0
    assert "a fork may not upload" in run.ran["Upload"].stdout


def test_only_what_a_pull_request_makes_worse(tmp_path: Path, workspace: Path, api: Api) -> None:
    git(workspace, "checkout", "-q", "-b", "topic")
    commit(workspace, "nothing")
    run = job(tmp_path, workspace, api, diff_base="main")
    assert run.all(*STEPS) == 0
    assert run.summary.startswith("## reach: nothing new or worse since main")
    states = {r["baselineState"] for r in api.uploads[0]["log"]["runs"][0]["results"]}
    assert states == {"unchanged"}
    replace(workspace, "loader.py", "revision=REVISION", 'revision="main"')
    run = job(tmp_path, workspace, api, diff_base="main")
    assert run.all(*STEPS) == 1
    assert "was pinned to 3f2a1b4c5d6e, now main" in run.ran["Scan"].stdout


def test_a_scan_that_could_not_run(tmp_path: Path, workspace: Path, api: Api) -> None:
    run = job(tmp_path, workspace, api, diff_base="no-such-branch")
    assert run.all(*STEPS) == 2
    assert "Upload" not in run.ran
    assert api.uploads == []
    assert "could not run" in run.ran["Result"].stdout
    assert "no-such-branch: no such commit" in run.ran["Scan"].stderr


def test_more_arguments_one_a_line(tmp_path: Path, workspace: Path) -> None:
    run = job(tmp_path, workspace, upload="false", arguments="--exclude\nloader.py\n\n--strict\n")
    assert run.all(*STEPS) == 0


HARM = "x'\"; touch canary; $(touch canary) `touch canary` ${{ github.token }} && touch canary #"


@pytest.mark.parametrize("name", ["path", "fail-on", "diff-base", "arguments", "category"])
def test_inputs_are_no_shell(tmp_path: Path, workspace: Path, api: Api, name: str) -> None:
    run = job(tmp_path, workspace, api)
    run.inputs[name] = HARM
    run.all(*STEPS)
    run.inputs[name] = f"--help\n{HARM}\n::error::owned\necho owned > canary"
    run.all(*STEPS)
    assert not list(tmp_path.rglob("canary"))
    for done in run.ran.values():
        assert not any(line.startswith("::error::owned") for line in done.stdout.splitlines())


def test_no_expression_is_in_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"], step["name"]
        assert step["shell"] == "bash"


def test_every_input_and_output_is_described() -> None:
    for spec in (*ACTION["inputs"].values(), *ACTION["outputs"].values()):
        assert spec["description"].endswith(".")
    page = (TOP / "docs" / "ci.md").read_text(encoding="utf-8")
    for name in (*ACTION["inputs"], *ACTION["outputs"]):
        assert f"| `{name}` |" in page


def test_it_installs_itself_and_nothing_of_the_checkout(tmp_path: Path, workspace: Path) -> None:
    """Without a network: what reach needs is lent by the Python of the tests."""
    for name in ("venv", "pip", "ensurepip", "sitecustomize", "hatchling"):
        (workspace / f"{name}.py").write_text("open('canary', 'w')\n")
    run = job(tmp_path, workspace, upload="false", python=sys.executable)
    run.variables |= {
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads this one the other way round
    }
    lend(tmp_path / "temp" / "reach")
    assert run.all("Install") == 0, run.ran["Install"].stderr
    assert run.outputs["install"]["reach"].endswith("/reach")
    assert run.all(*STEPS) == 1
    assert not list(workspace.rglob("canary"))


def lend(folder: Path) -> None:
    """What the Python of the tests has, for an environment that will be made in this folder."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = folder / "lib" / version / "site-packages"
    packages.mkdir(parents=True)
    lent = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "lent.pth").write_text("\n".join(lent) + "\n")


def test_an_old_python_is_refused(tmp_path: Path, workspace: Path) -> None:
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    run = job(tmp_path, workspace, python=str(old))
    assert run.all("Install") == 1
    assert "Python 3.11 or newer is needed" in run.ran["Install"].stdout


def tool(name: str, *arguments: str, given: str | None = None) -> None:
    """Run a checker; its complaints fail the test."""
    program = shutil.which(name, path=f"{BIN}{os.pathsep}{os.environ['PATH']}")
    if program is None:
        pytest.skip(f"{name} is not installed")
    done = subprocess.run([program, *arguments], input=given, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_action_is_one() -> None:
    tool("check-jsonschema", "--builtin-schema", "vendor.github-actions", str(TOP / "action.yml"))


def test_no_auditor_complains() -> None:
    tool("zizmor", "--offline", "--no-progress", str(TOP / "action.yml"))


@pytest.mark.parametrize("step", ACTION["runs"]["steps"], ids=lambda step: str(step["name"]))
def test_the_scripts_are_clean(step: dict[str, str]) -> None:
    tool("shellcheck", "--shell=bash", "-", given=step["run"])

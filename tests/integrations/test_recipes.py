"""The pre-commit hooks, the GitLab template, the container recipe and the recipes of the docs."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.history.repositories import QUIET, commit, git, replace, service
from tests.integrations.test_action import tool
from tests.output.gitlab_contract import QUALITY, SAST

TOP = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PRE_COMMIT = shutil.which("pre-commit", path=str(BIN))


# -- pre-commit ---------------------------------------------------------------------------------


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """A repository that holds the manifest of the hooks."""
    folder = tmp_path / "hooks"
    folder.mkdir()
    shutil.copy(TOP / ".pre-commit-hooks.yaml", folder)
    git(folder, "init", "-q")
    commit(folder)
    return folder


def configured(folder: Path, hooks: Path, hook: str) -> None:
    """Use a hook as the docs say, but with the reach that is installed here."""
    used = {"id": hook, "language": "system"}
    text = yaml.safe_dump(
        {"repos": [{"repo": str(hooks), "rev": git(hooks, "rev-parse", "HEAD"), "hooks": [used]}]}
    )
    (folder / ".pre-commit-config.yaml").write_text(text)
    commit(folder)


def commits(folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """`git commit` with the hooks installed."""
    environment = {
        **os.environ,
        **QUIET,
        "HOME": str(home),
        "PRE_COMMIT_HOME": str(home / "cache"),
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    }
    assert PRE_COMMIT is not None
    subprocess.run([PRE_COMMIT, "install"], cwd=folder, env=environment, check=True)
    git(folder, "add", "-A")
    command = ["git", "commit", "-m", "change"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.skipif(PRE_COMMIT is None, reason="pre-commit is not installed")
def test_a_commit_that_makes_something_worse(tmp_path: Path, hooks: Path) -> None:
    folder = service(tmp_path / "service")
    configured(folder, hooks, "reach-changes")
    replace(folder, "loader.py", 'revision="v1"', 'revision="v2"')
    done = commits(folder, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    replace(folder, "loader.py", "revision=REVISION, ", "")
    done = commits(folder, tmp_path)
    assert done.returncode == 1
    shown = " ".join((done.stdout + done.stderr).split())
    assert "acme/chat-7b was pinned to 3f2a1b4c5d6e, now it is not pinned." in shown
    assert git(folder, "status", "--short") == "M  loader.py"


@pytest.mark.skipif(PRE_COMMIT is None, reason="pre-commit is not installed")
def test_what_is_not_staged_does_not_count(tmp_path: Path, hooks: Path) -> None:
    folder = service(tmp_path / "service")
    configured(folder, hooks, "reach-changes")
    replace(folder, "app.py", "import loader", "import loader  # ours")
    git(folder, "add", "-A")
    replace(folder, "loader.py", "revision=REVISION, ", "")
    git(folder, "stash", "push", "-q", "--keep-index")
    done = commits(folder, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(PRE_COMMIT is None, reason="pre-commit is not installed")
def test_a_project_with_findings(tmp_path: Path, hooks: Path) -> None:
    folder = service(tmp_path / "service")
    configured(folder, hooks, "reach")
    replace(folder, "app.py", "import loader", "import loader  # ours")
    done = commits(folder, tmp_path)
    assert done.returncode == 1
    assert "unpinned-hub-download" in done.stdout + done.stderr


def test_the_manifest_of_the_hooks() -> None:
    tool("pre-commit", "validate-manifest", str(TOP / ".pre-commit-hooks.yaml"))


# -- GitLab -------------------------------------------------------------------------------------


def template() -> dict[str, Any]:
    """The job of the template, with the defaults of its inputs."""
    head, body = (TOP / "templates" / "reach.yml").read_text(encoding="utf-8").split("\n---\n")
    inputs = yaml.safe_load(head)["spec"]["inputs"]

    def default(match: re.Match[str]) -> str:
        return str(inputs[match[1]]["default"])

    job: dict[str, Any] = yaml.safe_load(re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", default, body))
    return job


def run_job(folder: Path, job: dict[str, Any], **variables: str) -> int:
    """The script of a job, as a runner starts it."""
    environment = {"PATH": f"{BIN}:{os.environ['PATH']}", **job["variables"], **variables}
    script = "\n".join(job["script"])
    command = ["sh", "-e", "-c", script]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True).returncode


def test_the_job_for_gitlab(tmp_path: Path) -> None:
    folder = service(tmp_path / "service")
    job = template()["reach"]
    assert run_job(folder, job, REACH_PACKAGE="") == 1
    reports = job["artifacts"]["reports"]
    sast = json.loads((folder / reports["sast"]).read_text())
    jsonschema.Draft7Validator(SAST).validate(sast)
    quality = json.loads((folder / reports["codequality"]).read_text())
    jsonschema.Draft7Validator(QUALITY).validate(quality)
    assert {issue["location"]["path"] for issue in quality} == {"loader.py"}
    assert len(sast["vulnerabilities"]) == len(quality) == 3


def test_a_merge_request(tmp_path: Path) -> None:
    folder = service(tmp_path / "service")
    base = git(folder, "rev-parse", "HEAD")
    job = template()["reach"]
    given = {"REACH_PACKAGE": "", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    assert run_job(folder, job, **given) == 0
    replace(folder, "loader.py", "revision=REVISION, ", "")
    assert run_job(folder, job, **given) == 1
    (issue,) = json.loads((folder / "gl-code-quality-report.json").read_text())
    assert issue["description"].startswith("acme/chat-7b was pinned to 3f2a1b4c5d6e")


def test_inputs_of_the_job_are_no_shell(tmp_path: Path) -> None:
    folder = service(tmp_path / "service")
    harm = "x'\"; touch canary; $(touch canary) `touch canary` #"
    for name in ("REACH_PATH", "REACH_FAIL_ON", "CI_MERGE_REQUEST_DIFF_BASE_SHA"):
        assert run_job(folder, template()["reach"], REACH_PACKAGE="", **{name: harm}) == 2
    assert not list(folder.rglob("canary"))


def test_the_template_is_one(tmp_path: Path) -> None:
    file = tmp_path / "job.yml"
    file.write_text(yaml.safe_dump(template()))
    tool("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", str(file))


# -- container ----------------------------------------------------------------------------------


def recipe() -> list[str]:
    """The instructions, continued lines joined."""
    text = (TOP / "container" / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"\\\n\s*", "", text).splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_the_container_runs_as_nobody_and_needs_nothing() -> None:
    last = recipe()[max(n for n, line in enumerate(recipe()) if line.startswith("FROM")) :]
    assert "USER 65532:65532" in last
    assert not [line for line in last if line.startswith(("RUN", "ADD", "EXPOSE", "VOLUME"))]
    assert last[-2:] == ['ENTRYPOINT ["reach"]', 'CMD ["scan"]']


def test_what_is_copied_is_sent_and_enough() -> None:
    sent = {
        line[1:]
        for line in (TOP / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    copied = {
        word
        for line in recipe()
        if line.startswith("COPY") and "--from" not in line
        for word in line.split()[1:-1]
    }
    assert copied == sent
    project = (TOP / "pyproject.toml").read_text(encoding="utf-8")
    for needed in ("README.md", "LICENSE", "rulesets"):
        assert needed in project
        assert needed in copied


def test_no_linter_complains() -> None:
    tool("hadolint", str(TOP / "container" / "Dockerfile"))


# -- the recipes of the docs --------------------------------------------------------------------

PAGE = (TOP / "docs" / "ci.md").read_text(encoding="utf-8")


def example(heading: str, number: int = 0) -> str:
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found: list[str] = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    return found[number]


@pytest.mark.parametrize(
    ("heading", "number", "schema"),
    [
        ("GitHub", 0, "vendor.github-workflows"),
        ("GitLab", 1, "vendor.gitlab-ci"),
        ("Azure Pipelines", 0, "vendor.azure-pipelines"),
    ],
)
def test_examples_are_what_they_claim(
    tmp_path: Path, heading: str, number: int, schema: str
) -> None:
    file = tmp_path / "example.yml"
    file.write_text(example(heading, number))
    tool("check-jsonschema", "--builtin-schema", schema, str(file))


def test_no_auditor_complains_of_the_workflow(tmp_path: Path) -> None:
    file = tmp_path / ".github" / "workflows" / "models.yml"
    file.parent.mkdir(parents=True)
    file.write_text(example("GitHub"))
    tool("zizmor", "--offline", "--no-progress", str(file))


def test_the_workflow_gives_the_action_inputs_that_it_has() -> None:
    action = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
    steps = yaml.safe_load(example("GitHub"))["jobs"]["reach"]["steps"]
    (step,) = [s for s in steps if s["uses"].startswith("modelreach/reach@")]
    assert set(step["with"]) <= set(action["inputs"])
    assert re.fullmatch(r".*@[0-9a-f]{40}", step["uses"])


def test_the_example_for_pre_commit(tmp_path: Path) -> None:
    file = tmp_path / ".pre-commit-config.yaml"
    file.write_text(example("pre-commit"))
    tool("pre-commit", "validate-config", str(file))

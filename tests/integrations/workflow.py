"""Runs the steps of a composite action as a runner would: expressions, outputs, conditions."""

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

TOP = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_FORK = "github.event.pull_request.head.repo.fork"


@dataclass
class Run:
    """A run of the action in a folder."""

    folder: Path
    workspace: Path
    inputs: dict[str, str]
    github: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    ran: dict[str, subprocess.CompletedProcess[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        given = {name: str(spec.get("default", "")) for name, spec in ACTION["inputs"].items()}
        self.inputs = {**given, **self.inputs}
        for name in ("temp", "action"):
            (self.folder / name).mkdir(exist_ok=True)

    def value(self, expression: str) -> str:
        """What an expression is worth."""
        if expression == "github.token":
            return "token"
        if expression.startswith("github."):
            return self.github.get(expression, "")
        kind, _, name = expression.partition(".")
        if kind == "inputs":
            return self.filled(self.inputs[name])
        step, _, output = name.partition(".outputs.")
        assert kind == "steps", expression
        return self.outputs.get(step, {}).get(output, "")

    def filled(self, text: str) -> str:
        return _EXPRESSION.sub(lambda match: self.value(match[1]), str(text))

    def wanted(self, step: dict[str, Any], failed: bool) -> bool:
        """Whether a step runs: the conditions that the action uses, joined by `&&`."""
        if "if" not in step:
            return not failed
        match = _EXPRESSION.fullmatch(step["if"])
        assert match is not None
        for part in match[1].split(" && "):
            if part == "!cancelled()":
                continue
            left, operator, right = part.split(" ")
            same = self.value(left) == right.strip("'")
            if same != (operator == "=="):
                return False
        return True

    def step(self, step: dict[str, Any]) -> subprocess.CompletedProcess[str]:
        """Run one step with bash as a runner starts it."""
        output, summary = self.folder / "output", self.folder / "summary"
        output.write_text("")
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "RUNNER_TEMP": str(self.folder / "temp"),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_ACTION_PATH": str(TOP),
            **self.variables,
            **{name: self.filled(value) for name, value in step.get("env", {}).items()},
        }
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            command, cwd=self.workspace, env=environment, capture_output=True, text=True
        )
        if "id" in step:
            lines = output.read_text().splitlines()
            self.outputs[step["id"]] = dict(line.split("=", 1) for line in lines)
        self.ran[step["name"]] = done
        return done

    def all(self, *names: str) -> int:
        """Run the steps of these names, or all; the exit status of the job."""
        failed = 0
        for step in ACTION["runs"]["steps"]:
            if (not names or step["name"] in names) and self.wanted(step, bool(failed)):
                status = self.step(step).returncode
                failed = failed or status
        return failed

    @property
    def summary(self) -> str:
        file = self.folder / "summary"
        return file.read_text() if file.exists() else ""

"""The recipes and the page about sweeps: their commands exist, and schemas and auditors agree."""

import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from reach.cli.sweep import sweep
from reach.sweep.language import parse
from reach.sweep.search import _FIELDS
from reach.sweep.webhook import signature
from tests.integrations.test_action import tool

TOP = Path(__file__).parents[2]
RECIPES = TOP / "recipes" / "sweep"
PAGE = (TOP / "docs" / "sweep.md").read_text(encoding="utf-8")
KUBERNETES = list(yaml.safe_load_all((RECIPES / "kubernetes.yaml").read_text(encoding="utf-8")))


def understood(words: list[str]) -> None:
    """Parse a command line, without running it."""
    assert words[0].endswith("reach")
    assert words[1] == "sweep"
    command, rest = sweep.commands["run"], words[2:]
    if rest[0] in sweep.commands:
        command, rest = sweep.commands[rest[0]], rest[1:]
    command.make_parser(click.Context(command)).parse_args(list(rest))


def commands(text: str) -> list[list[str]]:
    """The lines of a text that call `reach sweep`."""
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    found = (re.search(r"\S*reach sweep .*", re.sub(r"\s{2,}# .*", "", line)) for line in lines)
    return [shlex.split(match[0].replace('"$@"', "")) for match in found if match is not None]


@pytest.mark.parametrize("name", ["workflow.yml", "reach-sweep.service"])
def test_commands_of_recipes_exist(name: str) -> None:
    found = commands((RECIPES / name).read_text(encoding="utf-8"))
    assert found
    for words in found:
        understood(words)


def test_commands_of_the_page_exist() -> None:
    lines = (line.strip() for line in PAGE.splitlines())
    code = [line for line in lines if line.startswith(("reach sweep ", "17 1 * * *"))]
    found = commands("\n".join(code))
    assert len(found) > 8
    for words in found:
        understood(words)
        if words[2] == "query":
            parse(words[3])


def test_the_table_of_fields_is_whole() -> None:
    table = PAGE.partition("| field | |")[2].partition("\n\n")[0]
    names = [re.findall(r"`(\w+)`", row.split("|")[1]) for row in table.splitlines()[2:]]
    assert sorted(name for row in names for name in row) == sorted(_FIELDS)


def test_the_cluster_of_kubernetes() -> None:
    kinds = {(each["kind"], each["metadata"]["name"]) for each in KUBERNETES}
    assert ("CronJob", "reach-sweep") in kinds
    pods = [each["spec"]["template"]["spec"] for each in KUBERNETES if each["kind"] == "Deployment"]
    (job,) = (each for each in KUBERNETES if each["kind"] == "CronJob")
    pods.append(job["spec"]["jobTemplate"]["spec"]["template"]["spec"])
    for pod in pods:
        for container in pod["containers"]:
            assert container["securityContext"]["readOnlyRootFilesystem"]
            mounted = {each["name"] for each in container["volumeMounts"]}
            assert mounted <= {each["name"] for each in pod["volumes"]}
    client = pods[-1]["containers"][0]
    understood([*client["command"], *client["args"]])
    assert "@postgres/" in client["args"][2]


def test_the_workflow(tmp_path: Path) -> None:
    file = tmp_path / ".github" / "workflows" / "sweep.yml"
    file.parent.mkdir(parents=True)
    file.write_text((RECIPES / "workflow.yml").read_text(encoding="utf-8"))
    tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(file))
    tool("zizmor", "--offline", "--no-progress", str(file))


def test_no_linter_complains_of_the_container() -> None:
    tool("hadolint", str(TOP / "container" / "sweep.Dockerfile"))


def test_the_receiver_of_the_page_takes_what_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    monkeypatch.setattr("time.time", lambda: 1_000_000.0)
    secret, body = "x" * 16, b'{"event": "new-findings"}'

    def headers(timestamp: str) -> dict[str, str]:
        made = signature(secret, timestamp, body)
        return {"X-Reach-Timestamp": timestamp, "X-Reach-Signature-256": made}

    assert names["genuine"](secret.encode(), headers("999900"), body)
    assert not names["genuine"](secret.encode(), headers("999900"), body + b" ")
    assert not names["genuine"](b"other", headers("999900"), body)
    assert not names["genuine"](secret.encode(), headers("900000"), body)

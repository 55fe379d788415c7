"""Writes the generated pages: the command line's help, the rules, and what other tools know.

`--check` writes nothing and fails if a page is out of date.
"""

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rich_click as click
import rule_page
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reach.cli import COMMANDS, HELP, reach
from reach.output.sarif.taxonomies import NAMES
from reach.policy.publishers import weights
from reach.rules.load import load

DOCS = Path(__file__).parent
TEMPLATES = Environment(
    loader=FileSystemLoader(DOCS / "templates"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def command_line() -> str:
    """The page of all commands, as `--help` prints them."""
    settings = {**reach.context_settings, "rich_help_config": {**HELP, "width": 88}}
    top = click.RichContext(reach, info_name="reach", **settings)
    commands = (reach.get_command(top, name) for name in COMMANDS)
    contexts = [top, *(each for command in commands for each in _contexts(command, top))]
    parts = ["# Command line", ""]
    for context in contexts:
        lines = context.command.get_help(context).strip().splitlines()
        help_text = "\n".join(line.rstrip() for line in lines)
        parts += [f"## {context.command_path}", "", "```", help_text, "```", ""]
    return "\n".join(parts)


def _contexts(command: click.Command, parent: click.RichContext) -> Iterator[click.RichContext]:
    """A command and the commands below it."""
    context = click.RichContext(command, info_name=command.name, parent=parent)
    yield context
    for inner in getattr(command, "commands", {}).values():
        yield from _contexts(inner, context)


def peers() -> str:
    """The page about other analyzers."""
    data = tomllib.loads((DOCS / "peers.toml").read_text("utf-8"))
    tools: dict[str, str] = data["tools"]

    def row(entry: dict[str, Any]) -> dict[str, str]:
        known = (f"{tools[tool]} {what}" for tool, what in entry.get("known", {}).items())
        lines = entry.get("code", "").strip().splitlines()
        code = " ".join(f"`{line}`" for line in lines).replace("|", "\\|")
        return {**entry, "known": ", ".join(known), "code": code}

    rows = [row(entry) for entry in data["names"]]
    return TEMPLATES.get_template("peers.md.j2").render(
        covered=[r for r in rows if "rule" in r],
        outside=[r for r in rows if "reason" in r],
        paths=[row(entry) for entry in data["paths"]],
    )


def configuration() -> str:
    """The page of all settings, from their schema."""
    schema = json.loads((DOCS / "schema" / "config.schema.json").read_text("utf-8"))
    keys = [_setting(name, about) for name, about in schema["properties"].items()]
    return TEMPLATES.get_template("configuration.md.j2").render(keys=keys)


_KINDS = {
    "array": "A list of strings.",
    "boolean": "`true` or `false`.",
    "integer": "A whole number.",
    "string": "A string.",
}


def _setting(name: str, about: dict[str, Any]) -> dict[str, str]:
    """A setting in words; JSON's strings, numbers, lists and truth are also TOML's."""
    allowed = ", ".join(f"`{value}`" for value in about.get("enum", ()))
    tables = about.get("items", {}).get("type") == "object"
    kind = "A list of tables." if tables else _KINDS.get(about.get("type", ""), "")
    accepts = f"One of {allowed}." if allowed else kind
    examples = about.get("examples")
    return {
        "name": name,
        "description": about["description"],
        "accepts": accepts,
        "default": json.dumps(about["default"]) if "default" in about else "",
        "example": f"{name} = {_toml(examples[0])}" if examples else "",
    }


def _toml(value: Any) -> str:
    """A value as TOML: inline tables are what JSON writes in another way."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_toml(item)}' for key, item in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value)


def atlas() -> str:
    """The page about techniques and mitigations of MITRE ATLAS."""
    data = tomllib.loads((DOCS / "atlas.toml").read_text("utf-8"))
    rules = load().rules
    techniques = sorted({name for rule in rules for name in rule.atlas})
    return TEMPLATES.get_template("atlas.md.j2").render(
        version=data["version"],
        techniques=[
            {
                "id": name,
                "name": NAMES[name],
                "rules": [rule for rule in rules if name in rule.atlas],
            }
            for name in techniques
        ],
        mitigations=data["mitigations"],
        studies=data["studies"],
        outside=data["outside"],
    )


def publishers() -> str:
    """The page about scores of publishers."""
    return TEMPLATES.get_template("publishers.md.j2").render(scale=weights())


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated file and what belongs into it."""
    yield DOCS / "cli.md", command_line()
    yield DOCS / "peers.md", peers()
    yield DOCS / "configuration.md", configuration()
    yield DOCS / "atlas.md", atlas()
    yield DOCS / "publishers.md", publishers()
    ruleset = load()
    rules = sorted(ruleset.rules, key=lambda rule: (-rule.severity, rule.id))
    yield (
        DOCS / "rules" / "README.md",
        TEMPLATES.get_template("rules.md.j2").render(rules=rules),
    )
    template = TEMPLATES.get_template("rule.md.j2")
    for rule in rules:
        text = template.render(rule_page.context(rule, ruleset))
        yield DOCS / "rules" / f"{rule.id}.md", text


def main() -> int:
    """Write or check every page; the exit status."""
    wanted = dict(pages())
    surplus = set((DOCS / "rules").glob("*.md")) - set(wanted)
    stale = [
        file
        for file, text in wanted.items()
        if not file.exists() or file.read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv:
        for file in sorted({*stale, *surplus}):
            print(f"{file} is out of date: run `make docs`", file=sys.stderr)
        return 1 if stale or surplus else 0
    for file in stale:
        file.parent.mkdir(exist_ok=True)
        file.write_text(wanted[file], encoding="utf-8")
    for file in surplus:
        file.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())

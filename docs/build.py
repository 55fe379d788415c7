"""Writes the generated pages: the command line's help, and a page for each rule.

`--check` writes nothing and fails if a page is out of date.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from reach.cli import COMMANDS, reach
from reach.cli.explain import page
from reach.rules import load

DOCS = Path(__file__).parent


def command_line() -> str:
    """The page of all commands, as `--help` prints them."""
    settings = reach.context_settings
    top = click.Context(reach, info_name="reach", terminal_width=88, **settings)
    contexts = [top, *(click.Context(c, info_name=c.name, parent=top) for c in COMMANDS)]
    parts = ["# Command line", ""]
    for context in contexts:
        help_text = context.command.get_help(context)
        parts += [f"## {context.command_path}", "", "```", help_text, "```", ""]
    return "\n".join(parts)


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated file and what belongs into it."""
    yield DOCS / "cli.md", command_line()
    ruleset = load()
    rules = sorted(ruleset.rules, key=lambda rule: (-rule.severity, rule.id))
    index = [f"- {r.severity:.1f} [{r.id}]({r.id}.md): {r.title}" for r in rules]
    yield DOCS / "rules" / "README.md", "\n".join(["# Rules", "", *index, ""])
    for rule in rules:
        yield DOCS / "rules" / f"{rule.id}.md", "\n".join([*page(rule, ruleset.guards), ""])


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

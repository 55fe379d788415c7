"""`reach explain RULE`: why a rule exists, and how to satisfy it."""

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reach.errors import UsageError

if TYPE_CHECKING:
    from reach.records.rule import Rule


@click.command()
@click.argument("rule")
@click.option(
    "--rules",
    "extra",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Add a ruleset: a TOML file or a folder of them.",
)
def explain(rule: str, extra: tuple[Path, ...]) -> None:
    """Explain a rule, with examples and how to fix it."""
    from reach.rules import load

    known = {each.id: each for each in load(extra).rules}
    name = rule.partition("/")[0]  # `torch-load/exposed`, as SARIF viewers show it
    if name not in known:
        close = difflib.get_close_matches(name, known, n=1)
        hint = f", did you mean {close[0]!r}?" if close else "; `reach rules` lists them"
        raise UsageError(f"unknown rule {name!r}{hint}")
    click.echo("\n".join(page(known[name])))


_LANGUAGES = {"py": "python", "sh": "sh", "yaml": "yaml", "yml": "yaml", "Dockerfile": "dockerfile"}
"""How code in a file of this name is marked in Markdown."""


def page(rule: "Rule") -> Iterator[str]:
    """The lines of a rule's page, in Markdown."""
    yield f"# {rule.id}"
    yield ""
    yield f"{rule.title}. Base severity {rule.severity:.1f}."
    for text in (rule.description, rule.help):
        yield ""
        yield text.strip()
    for example in rule.examples:
        yield ""
        yield f"{'Good' if example.good else 'Bad'}: {example.title}"
        yield ""
        yield f"```{_LANGUAGES.get(example.file.rpartition('.')[2], '')}"
        yield example.code.strip()
        yield "```"
    yield ""
    yield f"Classified as {', '.join((*rule.cwe, *rule.atlas))}."
    yield from (f"- {reference}" for reference in rule.references)

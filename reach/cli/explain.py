"""`reach explain RULE`: why a rule exists, and how to satisfy it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from reach.cli.choices import suggestion
from reach.errors import UsageError

if TYPE_CHECKING:
    from reach.records.rule import Guard, Rule


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

    ruleset = load(extra)
    known = {each.id: each for each in ruleset.rules}
    name = rule.partition("/")[0]  # `torch-load/exposed`, as SARIF viewers show it
    if name not in known:
        hint = suggestion(name, known) or "; `reach rules` lists them"
        raise UsageError(f"unknown rule {name!r}{hint}")
    click.echo("\n".join(page(known[name], ruleset.guards)))


LANGUAGES = {"py": "python", "sh": "sh", "yaml": "yaml", "yml": "yaml", "Dockerfile": "dockerfile"}
"""How code in a file of this name is marked in Markdown."""


def page(rule: "Rule", guards: Sequence["Guard"]) -> Iterator[str]:
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
        yield f"```{LANGUAGES.get(example.file.rpartition('.')[2], '')}"
        yield example.code.strip()
        yield "```"
    known = known_guards(rule, guards)
    if known:
        yield from ("", "Guards that are known, and what they leave of the severity:", "")
        yield from (f"- {title}: {left}" for title, left in known)
    yield ""
    yield f"Classified as {', '.join((*rule.cwe, *rule.atlas))}."
    yield from (f"- {reference}" for reference in rule.references)


def known_guards(rule: "Rule", guards: Sequence["Guard"]) -> list[tuple[str, str]]:
    """What lowers or removes a finding of the rule when it certainly comes before the call; and
    what it leaves of the severity."""
    known = [(guard, share) for guard in guards for name, share in guard.lowers if name == rule.id]
    known.sort(key=lambda each: (each[1], each[0].id))
    return [(guard.title, _left(share)) for guard, share in known]


def _left(share: float) -> str:
    return "nothing" if not share else "all of it" if share == 1 else f"{share:.0%}"

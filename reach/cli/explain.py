"""`reach explain RULE`: why a rule exists, and how to satisfy it."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reach.cli import drawn as click
from reach.cli import shared
from reach.cli.choices import suggestion
from reach.errors import UsageError
from reach.later import later

if TYPE_CHECKING:
    import shutil
else:
    shutil = later("shutil")

if TYPE_CHECKING:
    from reach.records.rule import Example, Guard, Rule


def _complete(_context: click.Context, _parameter: click.Parameter, start: str) -> list[str]:
    from reach.rules.load import load

    return sorted(rule.id for rule in load().rules if rule.id.startswith(start))


@click.command()
@click.argument("rule", shell_complete=_complete)
@shared.rules("extra")
@click.option("--examples", "every", is_flag=True, help="Show every example.")
def explain(rule: str, extra: tuple[Path, ...], every: bool) -> None:
    """Explain a rule, with an example and how to fix it."""
    from reach.output.text import wants_color
    from reach.output.write import write
    from reach.rules.load import load

    ruleset = load(extra)
    known = {each.id: each for each in ruleset.rules}
    name = rule.partition("/")[0]  # `torch-load/exposed`, as SARIF viewers show it
    if name not in known:
        hint = suggestion(name, known) or "; `reach rules` lists them"
        raise UsageError(f"unknown rule {name!r}{hint}")
    text = "\n".join(page(known[name], ruleset.guards, every=every)) + "\n"
    if wants_color(sys.stdout, os.environ):
        from reach.output.rules import drawn

        text = drawn(text, shutil.get_terminal_size((100, 24)).columns)
    write(text)


LANGUAGES = {"py": "python", "sh": "sh", "yaml": "yaml", "yml": "yaml", "Dockerfile": "dockerfile"}
"""How code in a file of this name is marked in Markdown."""


def page(rule: "Rule", guards: Sequence["Guard"], *, every: bool = False) -> Iterator[str]:
    """The lines of a rule's page, in Markdown; with the first example or with `every` one."""
    yield f"# {rule.id}"
    yield ""
    yield f"{rule.title}. Base severity {rule.severity:.1f}."
    for text in (rule.description, rule.help):
        yield ""
        yield text.strip()
    examples = rule.examples if every else _first_examples(rule)
    for example in examples:
        yield ""
        yield f"{'Good' if example.good else 'Bad'}: {example.title}"
        yield ""
        yield f"```{LANGUAGES.get(example.file.rpartition('.')[2], '')}"
        yield example.code.strip()
        yield "```"
    if len(examples) < len(rule.examples):
        rest = len(rule.examples) - len(examples)
        yield from ("", f"{rest} more: `reach explain {rule.id} --examples`.")
    known = known_guards(rule, guards)
    if known:
        yield from ("", "Guards that are known, and what they leave of the severity:", "")
        yield from (f"- {title}: {left}" for title, left in known)
    yield ""
    yield f"Classified as {', '.join((*rule.cwe, *rule.atlas))}."
    yield from (f"- {reference}" for reference in rule.references)


def _first_examples(rule: "Rule") -> tuple["Example", ...]:
    """A bad and a good one that belong together."""
    title = rule.lead or (rule.examples[0].title if rule.examples else "")
    group = [example for example in rule.examples if example.title == title]
    first = {example.good: example for example in reversed(group)}
    return tuple(first[good] for good in (False, True) if good in first)


def known_guards(rule: "Rule", guards: Sequence["Guard"]) -> list[tuple[str, str]]:
    """What lowers or removes a finding of the rule when it certainly comes before the call; and
    what it leaves of the severity."""
    known = [(guard, share) for guard in guards for name, share in guard.lowers if name == rule.id]
    known.sort(key=lambda each: (each[1], each[0].id))
    return [(guard.title, _left(share)) for guard, share in known]


def _left(share: float) -> str:
    return "nothing" if not share else "all of it" if share == 1 else f"{share:.0%}"

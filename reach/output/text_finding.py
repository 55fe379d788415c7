"""One finding for people: a headline, its place, and labelled rows below."""

import textwrap
from collections.abc import Iterator
from typing import TypeVar

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reach.output.escape import terminal
from reach.output.phrases import (
    all_unknown,
    certainty_note,
    counted,
    different,
    pin_state,
    severity_name,
    witness_artifacts,
    written,
)
from reach.output.text_place import Places
from reach.records.finding import Artifact, EntryPoint, Finding, Witness

SEVERITY_STYLE = {
    "critical": "bold white on red",
    "high": "bold red",
    "medium": "bold yellow",
    "low": "bold blue",
}
GRADE_STYLE = {
    "deployed": "bold red",
    "exposed": "bold magenta",
    "runnable": "bold yellow",
    "public": "bold blue",
}
ARTIFACT_STYLE = "bold cyan"
PLACE_STYLE = "underline"

_SNIPPET_LINES = 3
_LISTED = 4
_CHAIN_ENDS = 3

Row = tuple[str, Text]
T = TypeVar("T")


def print_finding(
    console: Console,
    finding: Finding,
    places: Places,
    *,
    brief: bool,
    verbose: bool,
    also: tuple[Finding, ...] = (),
    listed: int = 4,
) -> None:
    """The headline and the place of the finding and, unless `brief`, the rows. `also` are the
    findings of other rules about the same call; `listed` is how many of a kind are named."""
    headline = Table.grid()
    headline.add_column(no_wrap=True)
    headline.add_column(overflow="fold")
    headline.add_row(_badges(finding), _subject(finding, min(listed, 2) if brief else listed))
    console.print(headline)
    where = Text("   ").append_text(places.text(finding.location, PLACE_STYLE))
    if brief and also:
        where.append(f"  also {', '.join(terminal(other.rule) for other in also)}", "dim")
    console.print(where, soft_wrap=True)
    if brief:
        return
    rows = Table.grid(padding=(0, 1))
    rows.add_column(style="dim", no_wrap=True, min_width=7)
    rows.add_column(overflow="fold")
    for label, text in _rows(finding, places, verbose, also, listed):
        rows.add_row(label, text)
    console.print(Padding(rows, (0, 0, 0, 3)))
    console.print()


def _badges(finding: Finding) -> Text:
    name = severity_name(finding.severity)
    line = Text(" ").append(f" {finding.severity:.1f} {name} ", SEVERITY_STYLE[name])
    line.append(f" {terminal(finding.grade, 20)} ", GRADE_STYLE.get(finding.grade, "bold"))
    return line.append(" ")


def _subject(finding: Finding, listed: int) -> Text:
    line = Text().append(f"{terminal(finding.rule)}  ", "bold")
    line.append(terminal(finding.sink))
    artifacts = different(witness_artifacts(finding))
    for artifact in artifacts[:listed]:
        line.append("  ").append(terminal(artifact.id), ARTIFACT_STYLE)
        pin = pin_state(artifact)
        if pin:
            line.append(f" {terminal(pin)}", "green" if artifact.pinned else "yellow")
    if len(artifacts) > listed:
        line.append(f"  and {len(artifacts) - listed} more", "dim")
    return line


def _rows(
    finding: Finding, places: Places, verbose: bool, also: tuple[Finding, ...], listed: int
) -> Iterator[Row]:
    for change in finding.changes:
        yield "new" if change.kind == "new" else "worse", Text(terminal(change.text), "bold")
    yield from _call(finding, places, verbose, listed)
    for label, texts in (("given", finding.conditions), ("guard", finding.guards)):
        for line in _some(texts, verbose):
            yield label, Text(terminal(line))
    if finding.fix:
        yield "fix", Text(terminal(finding.fix), "green")
    for other in also:
        yield "also", _also(other, finding)


def _also(other: Finding, shown: Finding) -> Text:
    """Another rule that the same call breaks, what it loads beyond that, and the fix."""
    name = severity_name(other.severity)
    text = Text(f"{other.severity:.1f} {name}", SEVERITY_STYLE[name])
    text.append(f"  {terminal(other.rule)}", "bold")
    known = {artifact.id for artifact in witness_artifacts(shown)}
    for artifact in different(witness_artifacts(other))[:_LISTED]:
        if artifact.id not in known:
            text.append("  ").append(terminal(artifact.id), ARTIFACT_STYLE)
    return text.append(f"  {terminal(other.fix)}", "green") if other.fix else text


def _call(finding: Finding, places: Places, verbose: bool, listed: int) -> Iterator[Row]:
    """The call, what it loads and who gets there."""
    if finding.snippet.strip():
        yield "code", _snippet(finding.snippet)
    yield "why", _message(finding)
    yield from _written(finding, places, verbose, listed)
    unknown = all_unknown(finding)
    few = 1 if witness_artifacts(finding) else _LISTED
    for item in unknown if verbose else unknown[:few]:
        text = Text(terminal(item.reason))
        if item.location is not None:
            text.append("  ").append_text(places.text(item.location, "dim"))
        yield "unknown", text
    if len(unknown) > few and not verbose:
        yield "", Text(f"and {counted(len(unknown) - few, 'more reason')}", "dim")
    yield from _reached(finding, places, verbose)


def _message(finding: Finding) -> Text:
    """Why it is a finding; the names of what is loaded stand out."""
    text = Text(terminal(finding.message, 600))
    names = {terminal(artifact.id) for artifact in witness_artifacts(finding)}
    text.highlight_words([name for name in names if len(name) > 2], ARTIFACT_STYLE)
    return text


def _some(items: tuple[T, ...], verbose: bool) -> tuple[T, ...]:
    return items if verbose else items[:_LISTED]


def _snippet(snippet: str) -> Text:
    """The first lines of the call; the continuation lines keep their indentation."""
    first, _, rest = snippet.strip("\n").expandtabs(4).partition("\n")
    lines = [first.strip(), *textwrap.dedent(rest).split("\n")] if rest else [first.strip()]
    shown = [terminal(line, 200) for line in lines[:_SNIPPET_LINES]]
    if len(lines) > _SNIPPET_LINES:
        shown.append("…")
    return Text("\n".join(shown), "italic", no_wrap=True, overflow="ellipsis")


def _written(finding: Finding, places: Places, verbose: bool, listed: int) -> Iterator[Row]:
    artifacts = witness_artifacts(finding)
    named = len(different(artifacts)) > 1
    for artifact in artifacts if verbose else artifacts[:listed]:
        if artifact.origin is not None:
            yield "written", _origin(artifact, places, named=named)


def _origin(artifact: Artifact, places: Places, *, named: bool) -> Text:
    text = Text()
    if artifact.origin is None:
        return text
    if named:
        text.append(terminal(artifact.id), ARTIFACT_STYLE).append("  ")
    text.append_text(places.text(artifact.origin.location))
    return text.append(f"  {terminal(written(artifact, artifact.origin))}", "dim")


def _reached(finding: Finding, places: Places, verbose: bool) -> Iterator[Row]:
    shown = finding.witnesses if verbose else finding.witnesses[:1]
    for witness in shown:
        yield "reached", _witness(witness, places, verbose)
    seen = {witness.entry for witness in shown}
    others = list(dict.fromkeys(w.entry.name for w in finding.witnesses if w.entry not in seen))
    if others:
        names = ", ".join(terminal(name, 60) for name in others[:_LISTED])
        rest = f" and {len(others) - _LISTED} more" if len(others) > _LISTED else ""
        yield "", Text(f"also from {names}{rest}", "dim")


def _witness(witness: Witness, places: Places, verbose: bool) -> Text:
    """A tree: the entry point and, below it, each call site down to the sink."""
    text = _entry(witness.entry, places)
    steps = witness.chain
    if len(steps) == 1 and steps[0].certainty == "direct" and not verbose:
        return text  # the sink call itself, which is shown above
    folded = 0 if verbose else max(0, len(steps) - 2 * _CHAIN_ENDS)
    if folded > 1:
        steps = steps[:_CHAIN_ENDS] + steps[-_CHAIN_ENDS:]
    column = min(max((len(places.label(step.location)) for step in steps), default=0), 40)
    for number, step in enumerate(steps):
        if folded > 1 and number == _CHAIN_ENDS:
            text.append(f"\n│  … {counted(folded, 'more call')}", "dim")
        branch = "└─" if number == len(steps) - 1 else "├─"
        where = places.text(step.location)
        text.append(f"\n{branch} ", "dim").append_text(where).append(" " * (column - len(where)))
        text.append(f"  {terminal(_short(step.function))}{certainty_note(step)}", "dim")
    return text


def _short(function: str) -> str:
    """The function with what it lies in; the place shows the module."""
    return ".".join(function.rsplit(".", 2)[-2:])


def _entry(entry: EntryPoint, places: Places) -> Text:
    text = Text().append(terminal(entry.name), "bold")
    text.append(f"  {terminal(entry.kind)}  ").append_text(places.text(entry.location))
    if entry.deployment is not None:
        text.append("  started by ").append_text(places.text(entry.deployment))
    return text

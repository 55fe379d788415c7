"""The report for people at a terminal: worst first, one screen for an ordinary project."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from reach.output.console import buffered, printed
from reach.output.escape import terminal
from reach.output.phrases import (
    FOLDED,
    GRADE_MEANING,
    by_kind,
    counted,
    severity_name,
    strongest_first,
    summary,
)
from reach.output.text_finding import GRADE_STYLE, print_finding
from reach.output.text_place import Places
from reach.records.finding import Finding, Report

SCREEN = 50
"""Lines that a report has unless more is asked for, as far as that can be."""


@dataclass(frozen=True, slots=True)
class _Size:
    """How much is shown."""

    detailed: int
    """Calls that break one rule at one grade that are shown in full."""
    whole: int
    """Calls that are shown in full at all, the worst ones."""
    named: int
    """Calls of one rule at one grade that are named; more are counted."""
    listed: int = 4
    """Artifacts of a call that are named."""
    groups: int = 1_000_000
    """Rules at a grade of which calls are shown; more are counted."""


_ALL = 1_000_000
_EVERYTHING = _Size(_ALL, _ALL, _ALL)
_SIZES = (
    _Size(3, _ALL, 10),
    _Size(1, _ALL, 10),
    _Size(1, 3, 7),
    _Size(1, 3, 4),
    _Size(1, 2, 2),
    _Size(1, 1, 2, listed=2),
    _Size(1, 1, 1, listed=1),
    _Size(1, 1, 1, listed=1, groups=7),
    _Size(1, 1, 1, listed=1, groups=4),
    _Size(1, 1, 1, listed=1, groups=2),
)
"""From much to little."""
_REASONS = 3


def render(
    report: Report,
    *,
    width: int = 100,
    color: bool = False,
    verbose: bool = False,
    prefix: str = "",
    links: str | None = None,
) -> str:
    """The report as text; with escape sequences only if `color` is set, and with links to the
    files below the folder `links`."""
    shown = ""
    drawn = _Drawn(width, color, Places(prefix, links), verbose)
    for size in (_EVERYTHING,) if verbose else _SIZES:
        console = drawn.console()
        _print(console, report, drawn, size)
        shown = printed(console)
        if shown.count("\n") <= SCREEN:
            break
    return shown


class _Drawn:
    """Findings as they are shown; each is drawn once in a form, however often a size is tried."""

    def __init__(self, width: int, color: bool, places: Places, verbose: bool) -> None:
        self.places = places
        self.verbose = verbose
        self.console = partial(buffered, width, color)
        self._known: dict[tuple[int, bool, int], str] = {}

    def finding(self, finding: Finding, also: tuple[Finding, ...], brief: bool, listed: int) -> str:
        """What `print_finding` prints."""
        key = (id(finding), brief, listed)
        if key not in self._known:
            console = self.console()
            print_finding(
                console,
                finding,
                self.places,
                brief=brief,
                verbose=self.verbose,
                also=also,
                listed=listed,
            )
            self._known[key] = printed(console)
        return self._known[key]


def _print(console: Console, report: Report, drawn: _Drawn, size: _Size) -> None:
    left = _Left(size.whole, size.groups)
    places, verbose = drawn.places, drawn.verbose
    for grade in strongest_first(finding.grade for finding in report.findings):
        findings = [f for f in report.findings if f.grade == grade and (verbose or _shown(f))]
        if findings:
            _print_grade(console, grade, findings, drawn, size, left)
    _print_folded(console, report, verbose)
    _print_guarded(console, report, places, verbose)
    _print_suppressed(console, report, places, verbose)
    _print_doubts(console, report, places, verbose)
    if report.findings:
        console.print()
        console.print(_counts(report))
    console.print(Text(summary(report), "bold"))


@dataclass(slots=True)
class _Left:
    """What may still be shown."""

    whole: int
    groups: int


def wants_color(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Colour is for terminals, and not where NO_COLOR is set or the terminal is dumb."""
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return stream.isatty()


def _print_grade(
    console: Console,
    grade: str,
    findings: list[Finding],
    drawn: _Drawn,
    size: _Size,
    left: _Left,
) -> None:
    style = GRADE_STYLE.get(grade, "bold")
    title = Text().append(terminal(grade), style)
    title.append(f"  {GRADE_MEANING.get(grade, '')}", "dim")
    console.print(Rule(title, align="left", style="dim"))
    groups = list(_by_rule(_by_call(findings, apart=drawn.verbose)))
    for number, group in enumerate(groups):
        if left.groups == 0:
            rest = counted(sum(map(len, groups[number:])), "more call")
            console.print(Text(f"   and {rest}; -v shows them.", "dim"))
            break
        left.groups -= 1
        whole = min(size.detailed, left.whole)
        left.whole -= min(whole, len(group))
        _print_group(console, group, drawn, whole, size)
        if whole and len(group) > whole:
            console.print()


def _print_group(
    console: Console,
    group: list[list[Finding]],
    drawn: _Drawn,
    whole: int,
    size: _Size,
) -> None:
    """The calls that break one rule at one grade."""
    named = group[: max(size.named, whole)]
    for number, (finding, *also) in enumerate(named):
        console.file.write(drawn.finding(finding, tuple(also), number >= whole, size.listed))
    if len(group) > len(named):
        rest = counted(len(group) - len(named), "more call")
        console.print(Text(f"   and {rest}; -v shows them.", "dim"))


def _by_call(findings: list[Finding], *, apart: bool) -> list[list[Finding]]:
    """The findings about one call together, worst first; each alone if they are to be `apart`."""
    found: dict[tuple[object, ...], list[Finding]] = {}
    for number, finding in enumerate(findings):
        key = (number,) if apart else (finding.location, finding.sink)
        found.setdefault(key, []).append(finding)
    return list(found.values())


def _by_rule(calls: list[list[Finding]]) -> Iterator[list[list[Finding]]]:
    """The calls whose worst finding is of one rule together, the worst rule first."""
    order = {rule: n for n, rule in enumerate(dict.fromkeys(found[0].rule for found in calls))}
    grouped = sorted(calls, key=lambda found: order[found[0].rule])
    for _, group in groupby(grouped, key=lambda found: found[0].rule):
        yield list(group)


def _shown(finding: Finding) -> bool:
    """What is critical even though nothing reaches it has a severity that knows no grade."""
    return finding.grade not in FOLDED or severity_name(finding.severity) == "critical"


def _print_folded(console: Console, report: Report, verbose: bool) -> None:
    folded = Counter(f.grade for f in report.findings if not _shown(f))
    if verbose or not folded:
        return
    parts = [f"{folded[grade]} {grade}" for grade in reversed(FOLDED) if folded[grade]]
    noun = "finding" if folded.total() == 1 else "findings"
    console.print(Text(f"{' and '.join(parts)} {noun} not shown; -v shows them.", "dim"))


def _print_guarded(console: Console, report: Report, places: Places, verbose: bool) -> None:
    """Calls that are no findings because something is checked before."""
    if not report.guarded:
        return
    text = f"Guarded: {counted(len(report.guarded), 'call')}"
    console.print(
        Text(text if verbose else f"{text}; -v lists them.", "bold" if verbose else "dim")
    )
    for each in report.guarded if verbose else ():
        said = f"{each.rule}  {each.sink}  {'; '.join(each.guards)}"
        _print_item(console, places.text(each.location, "underline"), said)


def _print_suppressed(console: Console, report: Report, places: Places, verbose: bool) -> None:
    """Findings that the project lives with, and what it need not say any more."""
    if report.suppressed:
        text = f"Suppressed: {counted(len(report.suppressed), 'finding')}"
        console.print(
            Text(text if verbose else f"{text}; -v lists them.", "bold" if verbose else "dim")
        )
    for each in report.suppressed if verbose else ():
        said, finding = each.suppression, each.finding
        ends = f", until {said.until}" if said.until is not None else ""
        where = places.text(finding.location, "underline")
        _print_item(console, where, f"{finding.rule}  {finding.grade}  {said.reason}{ends}")
    for notice in report.idle:
        spot = places.spot(notice.path, notice.line) if notice.path else Text("configuration")
        console.print(Text.assemble(spot, f"  {terminal(notice.message)}"))


def _print_doubts(console: Console, report: Report, places: Places, verbose: bool) -> None:
    """What was not understood, and where the analysis stopped short."""
    if report.skipped and verbose:
        console.print(Text(f"Not understood: {counted(len(report.skipped), 'place')}", "bold"))
        for path, line, reason in report.skipped:
            _print_item(console, places.spot(path, line), reason)
    elif report.skipped:
        text = f"Not understood: {_common_reasons(report)}; -v lists them."
        console.print(Text(text, "yellow"))
    _print_notices(console, report, places, verbose)


def _print_notices(console: Console, report: Report, places: Places, verbose: bool) -> None:
    """Each of them, or those that say the same together."""
    kinds = [("", [notice]) for notice in report.notices] if verbose else by_kind(report.notices)
    for kind, some in kinds if verbose else kinds[:_REASONS]:
        first = some[0]
        spot = places.spot(first.path, first.line) if first.path else Text("scan")
        said = terminal(first.message)
        if len(some) > 1:
            names = ", ".join(terminal(each.about or each.path, 80) for each in some[:_REASONS])
            rest = f" and {len(some) - _REASONS:,} more; -v lists them" if some[_REASONS:] else ""
            spot, said = Text(f"{len(some):,} x"), f"{terminal(kind)}: {names}{rest}"
        console.print(Text.assemble(("Notice: ", "yellow"), spot, f"  {said}"))
    left = sum(len(some) for _, some in kinds[_REASONS:])
    if left and not verbose:
        console.print(Text(f"{counted(left, 'more notice')}; -v lists them.", "dim"))


def _print_item(console: Console, spot: Text, text: str) -> None:
    console.print(Padding(Text.assemble(spot, f"  {terminal(text)}"), (0, 2)))


def _common_reasons(report: Report) -> str:
    reasons = Counter(terminal(reason, 60) for _, _, reason in report.skipped)
    ranked = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    parts = [f"{number} x {reason}" for reason, number in ranked[:_REASONS]]
    rest = sum(number for _, number in ranked[_REASONS:])
    return ", ".join(parts) + (f" and {rest} more" if rest else "")


def _counts(report: Report) -> Table:
    """How many findings each rule has at each grade."""
    grades = strongest_first(finding.grade for finding in report.findings)
    counts = Counter((finding.rule, finding.grade) for finding in report.findings)
    rules = dict.fromkeys(finding.rule for finding in report.findings)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="none", show_edge=False)
    table.add_column("rule")
    for grade in grades:
        table.add_column(Text(grade, GRADE_STYLE.get(grade, "bold")), justify="right")
    for rule in rules:
        cells = [str(counts[rule, grade] or "·") for grade in grades]
        table.add_row(Text(terminal(rule)), *cells)
    return table

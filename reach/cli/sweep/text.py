"""What the store knows, as text for a terminal; names are those that strangers chose."""

from collections.abc import Iterator
from typing import Any

from reach.output.escape import terminal
from reach.records.finding import GRADES
from reach.sweep.search import Answer, Match
from reach.sweep.store.history import Found

NIGHTS = 14
"""Sweeps that are listed."""

NEWS = 5
"""New and worse findings that are shown after a night."""

ENTRIES = 3
"""Entry points that are named of a load."""


def answered(found: Answer) -> str:
    """The loads that answer a question."""
    loads = "load" if found.total == 1 else "loads"
    holders = "repository" if found.repositories == 1 else "repositories"
    lines = [f"{found.total} {loads} in {found.repositories} {holders}"]
    lines += [line for match in found.matches for line in _match(match)]
    if found.total > len(found.matches):
        lines.append(f"{found.total - len(found.matches)} more: --limit")
    return "\n".join(lines) + "\n"


def _match(match: Match) -> Iterator[str]:
    file = f"  {terminal(match.file)}" if match.file else ""
    name = f"{terminal(match.model)}{file}" if match.model else f"? {terminal(match.unknown)}"
    yield f"{match.grade:<11} {terminal(match.repository)}  {name}{_pin(match)}"
    about = [terminal(f"{match.path}:{match.line}"), terminal(match.sink), *match.rules]
    yield f"            {'  '.join(about)}"
    if match.entries:
        more = len(match.entries) - ENTRIES
        rest = f" and {more} more" if more > 0 else ""
        yield f"            from {terminal(', '.join(match.entries[:ENTRIES]))}{rest}"


def _pin(match: Match) -> str:
    if match.revision:
        return f" {terminal(match.revision[: 12 if match.pinned else 40])}"
    return "" if match.pinned or not match.model or match.type == "file" else " unpinned"


def changed(counts: dict[str, int], found: dict[str, list[Found]], since: int) -> str:
    """What is new, worse and fixed since a sweep, as much as was found."""
    lines = []
    for name, rows in found.items():
        lines.append(f"{counts[name]} {name}{_since(since)}")
        lines += [line for each in rows for line in _change(each)]
        if counts[name] > len(rows):
            lines.append(f"     {counts[name] - len(rows)} more: --limit")
    return "\n".join(lines) + "\n"


def news(counts: dict[str, int], found: dict[str, list[Found]], since: int) -> str:
    """What a night brought: how much of what, and the worst of it."""
    said = ", ".join(f"{n} {name}" for name, n in counts.items() if n)
    lines = [f"{said or 'nothing new, worse or fixed'}{_since(since)}"]
    worst = sorted((each for rows in found.values() for each in rows), key=_worst)
    lines += [line for each in worst[:NEWS] for line in _change(each)]
    more = counts["new"] + counts["worse"] - len(worst[:NEWS])
    if more > 0:
        lines.append(f"     {more} more: reach sweep changes")
    return "\n".join(lines) + "\n"


def _since(sweep: int) -> str:
    return f" since sweep {sweep}" if sweep else ""


def _worst(each: Found) -> tuple[int, float]:
    return -GRADES.index(each.grade), -each.severity


def _change(each: Found) -> Iterator[str]:
    was = f" (was {each.was})" if each.was and each.was != each.grade else ""
    models = f"  {terminal(each.models)}" if each.models else ""
    yield f"{each.severity:4.1f} {each.grade}{was}  {each.rule}{models}"
    yield f"     {terminal(each.repository)}  {terminal(f'{each.path}:{each.line}')}"


def went(trend: list[dict[str, Any]], last: dict[str, Any] | None, ended: bool) -> str:
    """The last sweeps with their findings by grade, and how the last of them went."""
    lines = []
    for night in trend[-NIGHTS:]:
        grades = "  ".join(f"{grade} {n}" for grade, n in night["grades"].items() if n)
        failed = f"  {night['failed']} failed" if night["failed"] else ""
        kind = "" if night["kind"] == "sweep" else f" ({night['kind']})"
        lines.append(f"{night['sweep']:>5}{kind}  {night['started']}  {grades}{failed}")
    if last is not None:
        counts = ", ".join(f"{n} {name}" for name, n in last["statuses"].items())
        state = "ended" if ended else "not ended"
        lines.append(f"sweep {last['sweep']}: {counts or 'nothing yet'}, {state}")
        lines += [f"  {terminal(f'{name}: {why}')}" for name, why in last["failures"].items()]
    return "\n".join(lines or ["nothing was swept yet"]) + "\n"

"""`reach sweep query`, `changes` and `status`: what the store knows."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import rich_click as click

from reach.cli.choices import OneOf
from reach.cli.sweep.common import opened, stored
from reach.output.escape import terminal

if TYPE_CHECKING:
    from reach.sweep.search import Match
    from reach.sweep.store.history import Found

LIMIT = 100


@click.command()
@click.argument("question", metavar="QUESTION")
@stored
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", metavar="FORMAT")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=LIMIT,
    show_default=True,
    metavar="N",
    help="Answers that are listed; all are counted.",
)
@click.option("--at", metavar="SWEEP|DAY", help="As it was after this sweep, or on this day.")
def query(question: str, where: str, form: str, limit: int, at: str | None) -> None:
    r"""Answer a question: who loads what, where, reached from what?

    A question compares fields with values: = != ~ (alike: a part, or with * and ?), joined by and,
    or, not and parentheses. Grades are also compared with < <= > >=. Fields: model, publisher,
    type, hub, format, revision, pinned, grade, rule, entry, repository, sink, path.

    \b
    Examples:
      reach sweep query "model = 'org/name'"
      reach sweep query "publisher = org and grade >= exposed and not pinned"
      reach sweep query "format = pickle and entry ~ 'POST *'"
    """
    with opened(where) as store:
        from reach.output.write import write
        from reach.sweep.language import parse
        from reach.sweep.search import answer
        from reach.sweep.store.history import moment

        asked = parse(question)
        with store.reading() as connection:
            number = None if at is None else moment(connection, at)
            found = answer(connection, asked, limit, number)
    if form == "json":
        write(json.dumps(asdict(found), indent=2) + "\n")
        return
    loads = "load" if found.total == 1 else "loads"
    holders = "repository" if found.repositories == 1 else "repositories"
    lines = [f"{found.total} {loads} in {found.repositories} {holders}"]
    lines += [line for match in found.matches for line in _match(match)]
    if found.total > len(found.matches):
        lines.append(f"{found.total - len(found.matches)} more: --limit")
    write("\n".join(lines) + "\n")


def _match(match: "Match") -> list[str]:
    name = terminal(match.model) if match.model else f"? {terminal(match.unknown)}"
    pin = "" if not match.model or match.type == "file" else " unpinned"
    if match.revision:
        pin = f" {terminal(match.revision)[:12]}" if match.pinned else f" {match.revision[:40]}"
    lines = [f"{match.grade:<11} {terminal(match.repository)}  {name}{terminal(pin)}"]
    about = [terminal(f"{match.path}:{match.line}"), terminal(match.sink), *match.rules]
    lines.append(f"            {'  '.join(about)}")
    if match.entries:
        more = f" and {len(match.entries) - 3} more" if len(match.entries) > 3 else ""
        lines.append(f"            from {terminal(', '.join(match.entries[:3]))}{more}")
    return lines


@click.command()
@stored
@click.option(
    "--since",
    metavar="SWEEP|DAY",
    help="What was known after this sweep, or on this day.  [default: the last but one]",
)
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", metavar="FORMAT")
def changes(where: str, since: str | None, form: str) -> None:
    """List what is new, what is worse, and what is fixed."""
    with opened(where) as store:
        from reach.output.write import write
        from reach.sweep.store import history

        with store.reading() as connection:
            number = history.moment(connection, since)
            found = {
                "new": history.new(connection, number),
                "worse": history.worse(connection, number),
                "fixed": history.fixed(connection, number),
            }
    if form == "json":
        document: dict[str, Any] = {"since": number}
        document |= {name: [asdict(each) for each in rows] for name, rows in found.items()}
        write(json.dumps(document, indent=2) + "\n")
        return
    lines = []
    for name, rows in found.items():
        lines.append(f"{len(rows)} {name} since sweep {number}")
        lines += [f"  {_change(each)}" for each in rows]
    write("\n".join(lines) + "\n")


def _change(each: "Found") -> str:
    was = f" (was {each.was})" if each.was and each.was != each.grade else ""
    place = terminal(f"{each.repository}  {each.path}:{each.line}")
    return f"{each.severity:4.1f} {each.grade}{was}  {each.rule}  {place}  {terminal(each.models)}"


@click.command()
@stored
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", metavar="FORMAT")
def status(where: str, form: str) -> None:
    """Tell how the last sweeps went, with findings by grade, and why repositories failed."""
    with opened(where) as store:
        from reach.output.write import write
        from reach.sweep.store import history

        with store.reading() as connection:
            trend = history.trend(connection)
            nights = [each for each in history.sweeps_of(connection) if each.kind == "sweep"]
            last = history.went(connection, nights[-1].id) if nights else None
    if form == "json":
        write(json.dumps({"sweeps": trend, "last": last}, indent=2) + "\n")
        return
    lines = []
    for night in trend[-14:]:
        grades = "  ".join(f"{grade} {n}" for grade, n in night["grades"].items() if n)
        failed = f"  {night['failed']} failed" if night["failed"] else ""
        kind = "" if night["kind"] == "sweep" else f" ({night['kind']})"
        lines.append(f"{night['sweep']:>5}{kind}  {night['started']}  {grades}{failed}")
    if last is not None:
        counts = ", ".join(f"{n} {name}" for name, n in last["statuses"].items())
        state = "ended" if nights[-1].finished else "not ended"
        lines.append(f"sweep {last['sweep']}: {counts or 'nothing yet'}, {state}")
        lines += [f"  {terminal(f'{name}: {why}')}" for name, why in last["failures"].items()]
    write("\n".join(lines or ["nothing was swept yet"]) + "\n")

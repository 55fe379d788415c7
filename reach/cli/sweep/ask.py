"""`reach sweep query`, `changes` and `status`: what the store knows."""

import json
from dataclasses import asdict
from typing import Any

from reach.cli import drawn as click
from reach.cli.choices import OneOf
from reach.cli.sweep.places import opened, stored

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
    from reach.cli.sweep.text import answered

    write(answered(found))


@click.command()
@stored
@click.option(
    "--since",
    metavar="SWEEP|DAY",
    help="What was known after this sweep, or on this day.  [default: the last but one]",
)
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", metavar="FORMAT")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"Of each kind, that are listed; all are counted.  [default: {LIMIT}, in JSON all]",
)
def changes(where: str, since: str | None, form: str, limit: int | None) -> None:
    """List what is new, what is worse, and what is fixed, the worst first."""
    with opened(where) as store:
        from reach.output.write import write
        from reach.sweep.store import history

        with store.reading() as connection:
            number = history.moment(connection, since)
            counts = history.tally(connection, number)
            most = limit or (LIMIT if form == "text" else None)
            found = {
                "new": history.new(connection, number, limit=most),
                "worse": history.worse(connection, number, most),
                "fixed": history.fixed(connection, number, most),
            }
    if form == "json":
        document: dict[str, Any] = {"since": number}
        document |= {name: [asdict(each) for each in rows] for name, rows in found.items()}
        write(json.dumps(document, indent=2) + "\n")
        return
    from reach.cli.sweep.text import changed

    write(changed(counts, found, number))


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
    from reach.cli.sweep.text import went

    write(went(trend, last, bool(nights and nights[-1].finished)))

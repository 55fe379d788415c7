"""What is new, what is gone, what got worse: questions about two moments of the store."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Table, and_, func, or_, select

from reach.errors import UsageError
from reach.records.finding import GRADES
from reach.sweep.store.schema import findings, outcomes, repositories, sweeps


@dataclass(frozen=True, slots=True)
class Sweep:
    """One night."""

    id: int
    kind: str
    selection: str
    started: str
    finished: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of some repository."""

    repository: str
    fingerprint: str
    number: int
    rule: str
    grade: str
    severity: float
    message: str
    path: str
    line: int
    models: str
    first_seen: int
    """The sweep that first had it, at any grade."""
    was: str | None = None
    """The grade that it had before, where it had one."""


def sweeps_of(connection: Connection) -> list[Sweep]:
    """All sweeps, oldest first."""
    return [Sweep(*row) for row in connection.execute(select(sweeps).order_by(sweeps.c.id))]


def moment(connection: Connection, since: str | None) -> int:
    """The number of the sweep that `since` means: a number, a day (the last sweep that began
    before it ended), or None for the sweep before what came last, so that what a rematch in
    between found is news too."""
    known = sweeps_of(connection)
    if since is None:
        return max((each.id for each in known[:-1] if each.kind == "sweep"), default=0)
    if since.isdecimal() and len(since) < 10:
        return int(since)
    if len(since) == 10 and since[4] == since[7] == "-":
        return max((each.id for each in known if each.started[:10] <= since), default=0)
    raise UsageError(f"{since!r}: expected the number of a sweep, or a day such as 2026-11-25")


def held(table: Table | FromClause, at: int | None) -> ColumnElement[bool]:
    """Whether a row held after a sweep; after the last one for None."""
    if at is None:
        return table.c.until.is_(None)
    return and_(table.c.since <= at, or_(table.c.until.is_(None), table.c.until > at))


def new(
    connection: Connection, since: int, weakest: str = "dormant", limit: int | None = None
) -> list[Found]:
    """Findings of now at a grade or above that were not there, or only below it, at a sweep."""
    return _found(connection, _new(since, weakest), since, limit)


def fixed(connection: Connection, since: int, limit: int | None = None) -> list[Found]:
    """Findings of a sweep that are no more."""
    return _found(connection, _fixed(since), None, limit)


def worse(connection: Connection, since: int, limit: int | None = None) -> list[Found]:
    """Findings that had a weaker grade at a sweep."""
    return _found(connection, _worse(since), since, limit)


def tally(connection: Connection, since: int) -> dict[str, int]:
    """How many findings are new, worse and fixed since a sweep."""
    wanted = {"new": _new(since, "dormant"), "worse": _worse(since), "fixed": _fixed(since)}
    count = select(func.count()).select_from(findings)
    return {
        name: int(connection.execute(count.where(where)).scalar_one())
        for name, where in wanted.items()
    }


def _new(since: int, weakest: str) -> ColumnElement[bool]:
    rank = GRADES.index(weakest)
    before = findings.alias("before")
    known = select(before.c.id).where(
        _same(before), held(before, since), before.c.rank >= rank, ~before.c.suppressed
    )
    wanted = and_(held(findings, None), findings.c.rank >= rank, ~findings.c.suppressed)
    return wanted & ~known.exists()


def _fixed(since: int) -> ColumnElement[bool]:
    after = findings.alias("after")
    still = select(after.c.id).where(_same(after), held(after, None), ~after.c.suppressed)
    return and_(held(findings, since), ~findings.c.suppressed) & ~still.exists()


def _worse(since: int) -> ColumnElement[bool]:
    before = findings.alias("before")
    weaker = select(before.c.id).where(
        _same(before), held(before, since), before.c.rank < findings.c.rank, ~before.c.suppressed
    )
    return and_(held(findings, None), ~findings.c.suppressed) & weaker.exists()


def trend(connection: Connection) -> list[dict[str, Any]]:
    """How many findings of each grade there were after each sweep, oldest first."""
    begun, ended = (_counts(connection, findings.c[name]) for name in ("since", "until"))
    where = outcomes.c.status == "failed"
    rows = select(outcomes.c.sweep_id, func.count()).where(where).group_by(outcomes.c.sweep_id)
    failed = {number: int(count) for number, count in connection.execute(rows)}
    counts = dict.fromkeys(reversed(GRADES), 0)
    found = []
    for each in sweeps_of(connection):
        for grade in counts:
            counts[grade] += begun.get((each.id, grade), 0) - ended.get((each.id, grade), 0)
        about = {"sweep": each.id, "kind": each.kind, "started": each.started}
        found.append({**about, "failed": failed.get(each.id, 0), "grades": dict(counts)})
    return found


def went(connection: Connection, number: int) -> dict[str, Any]:
    """How a sweep went."""
    rows = connection.execute(
        select(repositories.c.name, outcomes.c.status, outcomes.c.reason)
        .join(outcomes, outcomes.c.repository_id == repositories.c.id)
        .where(outcomes.c.sweep_id == number)
        .order_by(repositories.c.name)
    ).all()
    statuses = sorted({status for _, status, _ in rows})
    return {
        "sweep": number,
        "statuses": {name: sum(status == name for _, status, _ in rows) for name in statuses},
        "failures": {name: reason for name, status, reason in rows if status == "failed"},
    }


def _counts(connection: Connection, moment: ColumnElement[int]) -> dict[tuple[int, str], int]:
    """Findings by the sweep in which they began or ended, and their grade."""
    rows = connection.execute(
        select(moment, findings.c.rank, func.count())
        .where(~findings.c.suppressed, moment.is_not(None))
        .group_by(moment, findings.c.rank)
    )
    return {(number, GRADES[rank]): count for number, rank, count in rows}


def _same(other: FromClause) -> ColumnElement[bool]:
    return and_(
        other.c.repository_id == findings.c.repository_id,
        other.c.fingerprint == findings.c.fingerprint,
        other.c.number == findings.c.number,
    )


def _found(
    connection: Connection, wanted: ColumnElement[bool], before: int | None, limit: int | None
) -> list[Found]:
    """The worst first."""
    earlier = findings.alias("earlier")
    first = select(func.min(earlier.c.since)).where(_same(earlier)).scalar_subquery()
    past = findings.alias("past")
    was = (
        select(func.max(past.c.rank)).where(_same(past), held(past, before or 0)).scalar_subquery()
    )
    f = findings.c
    name = repositories.c.name
    worst = (f.rank.desc(), f.severity.desc(), name, f.path, f.line, f.fingerprint, f.number)
    rows = connection.execute(
        select(findings, name, first.label("first"), was.label("was"))
        .join(repositories, repositories.c.id == f.repository_id)
        .where(wanted)
        .order_by(*worst)
        .limit(limit)
    )
    kept = ("fingerprint", "number", "rule", "severity", "message", "path", "line", "models")
    found = [
        Found(
            repository=row.name,
            grade=GRADES[row.rank],
            first_seen=row.first,
            was=None if row.was is None else GRADES[row.was],
            **{each: row._mapping[each] for each in kept},
        )
        for row in rows
    ]
    return sorted(
        found,
        key=lambda x: (
            -GRADES.index(x.grade),
            -x.severity,
            x.repository,
            x.path,
            x.line,
            x.fingerprint,
            x.number,
        ),
    )

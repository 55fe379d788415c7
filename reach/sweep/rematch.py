"""A newer feed against everything that is known to be loaded: nothing is scanned again.

Artifacts are looked up once each, however many repositories load them. A repository about which the
newer feed says the same as before is as good as scanned with it; one about which it says something
else gets its findings at once, and is scanned again in the next sweep, for its documents.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, delete, insert, or_, select, update

from reach.feed import Matcher
from reach.judge.compromised import RULE, compromised
from reach.records.advisory import Feed
from reach.records.finding import GRADES, Artifact, EntryPoint, Load, Location, Use, Witness
from reach.sweep.flat import Row, finding_row
from reach.sweep.key import feed_digest
from reach.sweep.store import record, schema
from reach.sweep.store.history import held
from reach.sweep.store.schema import (
    artifact_digests,
    artifacts,
    findings,
    load_entries,
    load_rules,
    loads,
    states,
)

BEHIND = "!"
"""Before the digest of a feed that was matched, but not scanned with."""

_NOWHERE = Location("", 1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Rematch:
    """What a newer feed changed."""

    artifacts: int
    """That were looked up."""
    repositories: int
    """About which it says something else."""
    findings: int
    """That there are of it now."""


def rematched(connection: Connection, sweep: int, feed: Feed) -> Rematch:
    """Match what all repositories load, where that was not done with this feed."""
    digest = feed_digest(feed)
    stale = states.c.feed.not_in((digest, BEHIND + digest))
    if connection.execute(select(states.c.repository_id).where(stale).limit(1)).first() is None:
        return Rematch(0, 0, 0)
    matcher = Matcher(feed)
    known = _artifacts(connection)
    hit = {n: a for n, (a, digests, locked) in known.items() if matcher.hits(a, digests, locked)}
    wanted = _findings(connection, matcher, known, hit)
    concerned = _reported(connection) | set(wanted)
    changed = [n for n in sorted(concerned) if _change(connection, sweep, n, wanted.get(n, {}))]
    _mark(connection, digest, changed, stale)
    return Rematch(len(known), len(changed), sum(map(len, wanted.values())))


def _mark(
    connection: Connection, digest: str, changed: list[int], stale: ColumnElement[bool]
) -> None:
    """Note with which feed everything was matched."""
    behind = states.c.feed.startswith(BEHIND, autoescape=True)
    for start in range(0, len(changed), 500):
        behind = or_(behind, states.c.repository_id.in_(changed[start : start + 500]))
    value = case((behind, BEHIND + digest), else_=digest)
    connection.execute(update(states).where(stale).values(feed=value))


Known = tuple[Artifact, tuple[str, ...], str | None]
"""An artifact, digests of its files, and the commit that it was locked at."""


def _artifacts(connection: Connection) -> dict[int, Known]:
    """All artifacts that are loaded now, by number."""
    used = select(loads.c.artifact_id).where(held(loads, None)).distinct()
    chosen = artifacts.c.id.in_(used)
    digests: dict[int, list[str]] = {}
    rows = select(artifact_digests).join(artifacts).where(chosen)
    for number, sha256 in connection.execute(rows):
        digests.setdefault(number, []).append(sha256)
    return {
        row.id: (_artifact(row), tuple(digests.get(row.id, ())), row.locked)
        for row in connection.execute(select(artifacts).where(chosen))
    }


def _artifact(row: Any) -> Artifact:
    return Artifact(
        type=row.type,
        hub=row.hub,
        id=row.name,
        revision=row.revision,
        pinned=bool(row.pinned),
        file=row.file,
        format=row.format,
        purl=row.purl,
        certainty=row.certainty,
        origin=None,
    )


def _reported(connection: Connection) -> set[int]:
    """Repositories that have findings of a feed now."""
    where = and_(held(findings, None), findings.c.rule == RULE)
    return set(connection.execute(select(findings.c.repository_id).where(where)).scalars())


Wanted = dict[int, dict[tuple[Any, ...], tuple[Row, list[int]]]]
"""By repository: findings with the loads that they are about."""


def _findings(
    connection: Connection,
    matcher: Matcher,
    known: Mapping[int, Known],
    hit: Mapping[int, Artifact],
) -> Wanted:
    about = {artifact: known[number][1:] for number, artifact in hit.items()}
    found: Wanted = {}
    for repository, load, numbers in _loads(connection, hit):
        for finding in compromised([load], matcher, lambda a: (*about.get(a, ((), None)), None)):
            rows = found.setdefault(repository, {})
            place = sum(mark == finding.fingerprint for mark, _ in rows)
            rows[finding.fingerprint, place] = (finding_row(finding, place), numbers)
    return found


def _loads(
    connection: Connection, hit: Mapping[int, Artifact]
) -> Iterator[tuple[int, Load, list[int]]]:
    """The calls that load one of these, as the scan had them, in the order of the report."""
    numbers = sorted(hit)
    calls: dict[tuple[Any, ...], list[Any]] = {}
    for start in range(0, len(numbers), 500):
        part = loads.c.artifact_id.in_(numbers[start : start + 500])
        for row in connection.execute(select(loads).where(held(loads, None), part)):
            call = (row.repository_id, row.path, row.line, row.column, row.sink, row.role)
            calls.setdefault(call, []).append(row)
    entries = _entries(connection, (row.id for rows in calls.values() for row in rows))
    order = sorted(calls.values(), key=lambda rows: min((r.repository_id, r.number) for r in rows))
    for rows in order:
        rows.sort(key=lambda row: row.number)
        first = rows[0]
        place = Location(first.path, first.line, first.column, first.line, first.column)
        grade = GRADES[max(row.rank for row in rows)]
        uses = tuple(_use(row, hit[row.artifact_id], entries.get(row.id)) for row in rows)
        load = Load(place, first.function, first.sink, first.role, grade, uses, ())
        yield first.repository_id, load, [row.id for row in rows]


def _use(row: Any, artifact: Artifact, entry: EntryPoint | None) -> Use:
    if entry is None:
        return Use(artifact, GRADES[row.rank], (), None)
    witness = Witness(entry, (), (artifact,), ())
    return Use(artifact, GRADES[row.rank], (entry,), witness)


def _entries(connection: Connection, numbers: Iterable[int]) -> dict[int, EntryPoint]:
    """The entry point of the best way to each load."""
    wanted = sorted(numbers)
    found = {}
    for start in range(0, len(wanted), 500):
        part = load_entries.c.load_id.in_(wanted[start : start + 500])
        for row in connection.execute(select(load_entries).where(part, load_entries.c.number == 0)):
            found[row.load_id] = EntryPoint(row.kind, row.name, GRADES[row.rank], _NOWHERE)
    return found


def _change(
    connection: Connection,
    sweep: int,
    repository: int,
    wanted: dict[tuple[Any, ...], tuple[Row, list[int]]],
) -> bool:
    """Let these be a repository's findings of a feed; whether others were there before."""
    where = (findings.c.repository_id == repository, findings.c.rule == RULE)
    rows = connection.execute(select(findings).where(*where, held(findings, None)))
    kept = ("fingerprint", "number", "rank", "message", "models")
    before = {tuple(row._mapping[name] for name in kept) for row in rows}
    now = {tuple(row[name] for name in kept) for row, _ in wanted.values()}
    if before == now:
        return False
    record.change_findings(connection, sweep, repository, [row for row, _ in wanted.values()], RULE)
    mine = select(loads.c.id).where(loads.c.repository_id == repository, held(loads, None))
    connection.execute(
        delete(load_rules).where(load_rules.c.rule == RULE, load_rules.c.load_id.in_(mine))
    )
    marked = {number for _, numbers in wanted.values() for number in numbers}
    if marked:
        made = [{"load_id": number, "rule": RULE} for number in sorted(marked)]
        connection.execute(insert(schema.load_rules), made)
    return True

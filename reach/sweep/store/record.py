"""Writes what became of a repository in a sweep. Doing it twice changes nothing."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from reach.records.digest import digest
from reach.records.finding import GRADES
from reach.sweep.flat import Row
from reach.sweep.key import Key
from reach.sweep.outcome import Outcome, State
from reach.sweep.store import schema
from reach.sweep.store.schema import artifacts, findings, loads, outcomes, repositories, states

SAME_FINDING = ("fingerprint", "number", "rule", "rank", "severity", "suppressed")
"""What a finding keeps while one row is about it; the rest follows the code."""

_MEASURED = tuple(each.name for each in fields(Outcome))

_STATES = select(repositories.c.id, repositories.c.name, repositories.c.address, states).join(
    repositories, repositories.c.id == states.c.repository_id
)

_PLACED = ("path", "line", "column", "number")
"""Of a load: where it stands, which may change without a change of what is loaded."""


def repository(connection: Connection, name: str, address: str) -> int:
    """The number of a repository; it is locked until the change is done."""
    _insert_new(connection, repositories, [{"name": name, "address": address}], "name")
    wanted = select(repositories.c.id, repositories.c.address).where(repositories.c.name == name)
    number, known = connection.execute(wanted.with_for_update()).one()
    if known != address:
        where = repositories.c.id == number
        connection.execute(update(repositories).where(where).values(address=address))
    return int(number)


def state(connection: Connection, name: str) -> State | None:
    """What is known of a repository."""
    row = connection.execute(_STATES.where(repositories.c.name == name)).one_or_none()
    return None if row is None else _state(row)


def all_states(connection: Connection) -> dict[tuple[str, str], tuple[int, State]]:
    """The numbers of all repositories and what is known of them, by name and address."""
    rows = connection.execute(_STATES)
    return {(row.name, row.address): (row.id, _state(row)) for row in rows}


def _state(row: Any) -> State:
    return State(row.commit, row.ref, Key(row.program, row.rules, row.feed))


def note(connection: Connection, sweep: int, number: int, outcome: Outcome) -> None:
    """How it went. A result that this sweep has stays, whatever is tried again."""
    note_all(connection, sweep, {number: outcome})


def note_all(connection: Connection, sweep: int, found: Mapping[int, Outcome]) -> None:
    """How it went with several, by their numbers."""
    rows = [
        {"sweep_id": sweep, "repository_id": number, "attempts": 1, **asdict(outcome)}
        for number, outcome in sorted(found.items())
    ]
    statement = _dialect(connection).insert(outcomes)
    again = {name: statement.excluded[name] for name in _MEASURED}
    statement = statement.on_conflict_do_update(
        index_elements=[outcomes.c.sweep_id, outcomes.c.repository_id],
        set_={**again, "attempts": outcomes.c.attempts + 1},
        where=outcomes.c.status == "failed",
    )
    connection.execute(statement, rows)


def result(
    connection: Connection,
    sweep: int,
    number: int,
    found: State,
    content: Mapping[str, Any],
    documents: Mapping[str, bytes],
) -> None:
    """What a scan found, in place of what was found before."""
    of_repository = states.c.repository_id == number
    connection.execute(delete(states).where(of_repository))
    counts = {name: content[name] for name in ("files", "entry_points", "skipped", "notices")}
    row = {"repository_id": number, "sweep_id": sweep, "commit": found.commit, "ref": found.ref}
    connection.execute(insert(states), {**row, **asdict(found.key), **counts})
    connection.execute(delete(schema.documents).where(schema.documents.c.repository_id == number))
    kept = [{"repository_id": number, "kind": k, "content": c} for k, c in documents.items()]
    if kept:
        connection.execute(insert(schema.documents), kept)
    change_findings(connection, sweep, number, content["findings"])
    _change_loads(connection, sweep, number, content["loads"])


def gone(connection: Connection, sweep: int, number: int) -> None:
    """Nobody asks for the repository any more: what is known of it ends."""
    connection.execute(delete(states).where(states.c.repository_id == number))
    mine = schema.documents.c.repository_id == number
    connection.execute(delete(schema.documents).where(mine))
    change_findings(connection, sweep, number, [])
    _change_loads(connection, sweep, number, [])
    note(connection, sweep, number, Outcome("gone"))


def change_findings(
    connection: Connection, sweep: int, number: int, rows: Sequence[Row], rule: str | None = None
) -> None:
    """Let these be the findings of a repository from a sweep on; only those of one rule, if it is
    given."""
    where = findings.c.repository_id == number
    if rule is not None:
        where &= findings.c.rule == rule
    _change(connection, findings, sweep, where, number, rows, SAME_FINDING)


def _change_loads(connection: Connection, sweep: int, number: int, rows: Sequence[Row]) -> None:
    ids = _artifact_ids(connection, [row["artifact"] for row in rows if row["artifact"]])
    made: dict[str, Row] = {}
    repeated: Counter[str] = Counter()
    for place, row in enumerate(rows):
        about = row["artifact"]
        name = _name({key: value for key, value in row.items() if key not in _PLACED})
        repeated[name] += 1
        made[f"{name}.{repeated[name]}"] = {
            **{key: row[key] for key in ("unknown", "role", "sink", "function", "rank")},
            **{key: row[key] for key in ("path", "line", "column")},
            "number": place,
            "artifact_id": None if about is None else ids[_name(about)],
        }
    flat = [{"digest": name, **row} for name, row in made.items()]
    where = loads.c.repository_id == number
    fresh = _change(connection, loads, sweep, where, number, flat, ("digest",))
    beside = dict(zip(made, rows, strict=True))
    rules, entries = [], []
    for load, (name,) in fresh.items():
        row = beside[name]
        rules += [{"load_id": load, "rule": rule} for rule in row["rules"]]
        entries += [
            {
                "load_id": load,
                "number": place,
                "kind": entry["kind"],
                "name": entry["name"],
                "rank": GRADES.index(entry["grade"]),
            }
            for place, entry in enumerate(row["entries"])
        ]
    for table, values in ((schema.load_rules, rules), (schema.load_entries, entries)):
        if values:
            connection.execute(insert(table), values)


def _change(
    connection: Connection,
    table: Table,
    sweep: int,
    where: Any,
    number: int,
    rows: Sequence[Row],
    same: tuple[str, ...],
) -> dict[int, tuple[Any, ...]]:
    """End what holds no more, keep what still does, begin what is new; the numbers of the new.

    What began in this very sweep was replaced within it and never held; what ended in it and is
    there again never ended."""
    wanted = {tuple(row[name] for name in same): row for row in rows}
    known: dict[tuple[Any, ...], Any] = {}
    ended: list[int] = []
    void: list[int] = []
    past = (table.c.until.is_(None)) | (table.c.until == sweep)
    for row in connection.execute(select(table).where(where, past).order_by(table.c.id)):
        key = tuple(row._mapping[name] for name in same)
        if key in wanted and key not in known:
            known[key] = row
        elif row.until is None:
            (void if row.since >= sweep else ended).append(row.id)
    for key, row in known.items():
        values = {**wanted[key], "until": None}
        changed = {name: value for name, value in values.items() if row._mapping[name] != value}
        if changed:
            connection.execute(update(table).where(table.c.id == row.id).values(changed))
    if ended:
        connection.execute(update(table).where(table.c.id.in_(ended)).values(until=sweep))
    if void:
        connection.execute(delete(table).where(table.c.id.in_(void)))
    return _begin(
        connection, table, sweep, number, {k: w for k, w in wanted.items() if k not in known}
    )


def _begin(
    connection: Connection,
    table: Table,
    sweep: int,
    number: int,
    rows: Mapping[tuple[Any, ...], Row],
) -> dict[int, tuple[Any, ...]]:
    if not rows:
        return {}
    values = [{**row, "repository_id": number, "since": sweep} for row in rows.values()]
    returning = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    made = connection.execute(returning, values).scalars().all()
    return {int(each): key for each, key in zip(made, rows, strict=True)}


def _artifact_ids(connection: Connection, rows: Sequence[Row]) -> dict[str, int]:
    """The numbers of artifacts by their digests; those that are new are added."""
    named = {_name(row): row for row in rows}
    made = [
        {
            "digest": name,
            "name_key": row["name"].lower(),
            "publisher_key": None if row["publisher"] is None else row["publisher"].lower(),
            **{key: value for key, value in row.items() if key != "digests"},
        }
        for name, row in sorted(named.items())
    ]
    _insert_new(connection, artifacts, made, "digest")
    ids: dict[str, int] = {}
    names = sorted(named)
    for start in range(0, len(names), 500):
        part = artifacts.c.digest.in_(names[start : start + 500])
        found = connection.execute(select(artifacts.c.digest, artifacts.c.id).where(part))
        ids |= {name: int(number) for name, number in found}
    digests = [
        {"artifact_id": ids[name], "sha256": each}
        for name, row in sorted(named.items())
        for each in row["digests"]
    ]
    _insert_new(connection, schema.artifact_digests, digests, "artifact_id", "sha256")
    return ids


def _insert_new(connection: Connection, table: Table, rows: Sequence[Row], *unique: str) -> None:
    """Insert what is not there; others may be at the same."""
    if not rows:
        return
    insertion = _dialect(connection).insert(table)
    statement = insertion.on_conflict_do_nothing(index_elements=list(unique))
    connection.execute(statement, list(rows))


def _dialect(connection: Connection) -> Any:
    """What knows the database's own statements; only one of them is loaded."""
    return import_module(f"sqlalchemy.dialects.{connection.dialect.name}")


def _name(row: Mapping[str, Any]) -> str:
    return digest(json.dumps(row, sort_keys=True)).hex()


def latest(connection: Connection) -> int:
    """The number of the newest sweep; 0 where there is none."""
    return int(connection.execute(select(func.max(schema.sweeps.c.id))).scalar() or 0)

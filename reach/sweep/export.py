"""Everything that the store says, in one order: two stores that say the same give the same bytes.

Numbers of rows, times and costs are left out: they tell how a sweep went, not what it found.
"""

import json
import zlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from reach.records.finding import GRADES
from reach.sweep.store.schema import (
    artifact_digests,
    artifacts,
    documents,
    findings,
    load_entries,
    load_rules,
    loads,
    outcomes,
    repositories,
    states,
    sweeps,
)

_HIDDEN = ("id", "repository_id", "artifact_id", "digest", "sweep_id", "uploaded")


def exported(connection: Connection, *, reports: bool = False) -> Iterator[str]:
    """JSON, one object a line; with `reports`, each repository's whole report too."""
    for row in connection.execute(select(sweeps.c.id, sweeps.c.kind).order_by(sweeps.c.id)):
        yield _line({"sweep": row.id, "kind": row.kind})
    names = select(repositories.c.id, repositories.c.name).order_by(repositories.c.name)
    for number, name in sorted(connection.execute(names), key=lambda row: str(row.name)):
        yield _line({"repository": name, **_state(connection, number)})
        for table, more in ((outcomes, _outcome), (findings, _finding), (loads, _load)):
            where = table.c.repository_id == number
            rows = [more(connection, row) for row in connection.execute(select(table).where(where))]
            yield from sorted(_line({"repository": name, **row}) for row in rows)
        if reports:
            yield from _reports(connection, number, name)


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, sort_keys=True, separators=(",", ":")) + "\n"


def _plain(row: Any) -> dict[str, Any]:
    found = {name: value for name, value in row._mapping.items() if name not in _HIDDEN}
    if "rank" in found:
        found["grade"] = GRADES[found.pop("rank")]
    return found


def _state(connection: Connection, number: int) -> dict[str, Any]:
    row = connection.execute(select(states).where(states.c.repository_id == number)).one_or_none()
    return {"state": None if row is None else {**_plain(row), "scanned": row.sweep_id}}


def _outcome(_: Connection, row: Any) -> dict[str, Any]:
    return {"outcome": {"sweep": row.sweep_id, "status": row.status, "reason": row.reason}}


def _finding(_: Connection, row: Any) -> dict[str, Any]:
    return {"finding": _plain(row)}


def _load(connection: Connection, row: Any) -> dict[str, Any]:
    rules = select(load_rules.c.rule).where(load_rules.c.load_id == row.id)
    entries = select(load_entries.c.kind, load_entries.c.name, load_entries.c.rank).where(
        load_entries.c.load_id == row.id
    )
    found = {
        **_plain(row),
        "artifact": None if row.artifact_id is None else _artifact(connection, row.artifact_id),
        "rules": sorted(connection.execute(rules).scalars()),
        "entries": [
            [kind, name, GRADES[rank]]
            for kind, name, rank in connection.execute(entries.order_by(load_entries.c.number))
        ],
    }
    return {"load": found}


def _artifact(connection: Connection, number: int) -> dict[str, Any]:
    row = connection.execute(select(artifacts).where(artifacts.c.id == number)).one()
    digests = select(artifact_digests.c.sha256).where(artifact_digests.c.artifact_id == number)
    return {**_plain(row), "digests": sorted(connection.execute(digests).scalars())}


def _reports(connection: Connection, number: int, name: str) -> Iterator[str]:
    wanted = select(documents).where(documents.c.repository_id == number).order_by(documents.c.kind)
    for row in connection.execute(wanted):
        yield _line({"repository": name, row.kind: json.loads(zlib.decompress(row.content))})

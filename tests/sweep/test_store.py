"""The store itself: its tables, and that writing twice changes nothing."""

from pathlib import Path

import pytest
from sqlalchemy import select, text

from reach.errors import UsageError
from reach.sweep.key import Key
from reach.sweep.outcome import Outcome, State
from reach.sweep.run import begin
from reach.sweep.store import record, schema
from reach.sweep.store.opening import Store, address
from tests.sweep.nights import Nights

KEY = Key("1", "2", "3")
LOAD = {
    "artifact": {
        "type": "model",
        "hub": "huggingface",
        "name": "Acme/Chat",
        "publisher": "Acme",
        "revision": None,
        "pinned": False,
        "file": None,
        "format": "unknown",
        "purl": None,
        "certainty": "exact",
        "digests": ["a" * 64],
        "locked": None,
    },
    "unknown": "",
    "role": "model",
    "sink": "load",
    "function": "app.f",
    "path": "app.py",
    "line": 3,
    "column": 1,
    "rank": 4,
    "rules": ["b", "a"],
    "entries": [{"kind": "route", "name": "GET /", "grade": "exposed"}],
}
FINDING = {
    "fingerprint": "f",
    "number": 0,
    "rule": "a",
    "rank": 4,
    "severity": 6.1,
    "suppressed": False,
    "message": "m",
    "path": "app.py",
    "line": 3,
    "column": 1,
    "sink": "load",
    "function": "app.f",
    "models": "Acme/Chat",
}
NOTHING = {"files": 1, "entry_points": 1, "skipped": 0, "notices": 0, "findings": [], "loads": []}
FULL = {**NOTHING, "findings": [FINDING], "loads": [LOAD, LOAD]}


def test_migrations_make_the_tables(nights: Nights) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with nights.store.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, schema.metadata) == []


def test_a_newer_store_is_left_alone(nights: Nights) -> None:
    with nights.store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UsageError, match="made by a newer reach"):
        Store(address(nights.where))


def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite"
    file.write_bytes(b"no database at all" * 100)
    with pytest.raises(UsageError, match="not a database"):
        Store(address(str(file)))
    with pytest.raises(UsageError, match="no such store"):
        Store(address(str(tmp_path / "y.sqlite")), create=False)


def kept(nights: Nights, sweep: int, content: dict[str, object]) -> None:
    """Record a scan with this content."""
    with nights.store.writing() as connection:
        number = record.repository(connection, "one", "")
        record.note(connection, sweep, number, Outcome("scanned"))
        record.result(connection, sweep, number, State("c", "", KEY), content, {"sarif": b"x"})


def everything(nights: Nights) -> list[list[tuple[object, ...]]]:
    tables = [t for t in schema.metadata.sorted_tables if t is not schema.outcomes]
    return [[tuple(row) for row in nights.ask(select(t).order_by(*t.primary_key))] for t in tables]


def test_recording_twice_changes_nothing(nights: Nights) -> None:
    with nights.store.writing() as connection:
        assert begin(connection, "sweep", "") == 1
        assert begin(connection, "sweep", "") == 2
    kept(nights, 1, FULL)
    first = everything(nights)
    kept(nights, 1, FULL)
    assert everything(nights) == first
    kept(nights, 2, FULL)
    kept(nights, 2, NOTHING)
    kept(nights, 2, FULL)
    assert [rows for rows in everything(nights) if rows] != []
    assert nights.ask(select(schema.findings.c.since, schema.findings.c.until)) == [(1, None)]
    assert nights.ask(select(schema.loads.c.since, schema.loads.c.until)) == [(1, None)] * 2


def test_what_was_replaced_within_a_sweep_never_held(nights: Nights) -> None:
    with nights.store.writing() as connection:
        begin(connection, "sweep", "")
    kept(nights, 1, FULL)
    kept(nights, 1, NOTHING)
    assert nights.ask(select(schema.findings)) == nights.ask(select(schema.loads)) == []
    assert nights.ask(select(schema.load_rules)) == []


def test_a_failure_does_not_hide_a_result(nights: Nights) -> None:
    with nights.store.writing() as connection:
        begin(connection, "sweep", "")
    kept(nights, 1, FULL)
    with nights.store.writing() as connection:
        number = record.repository(connection, "one", "")
        record.note(connection, 1, number, Outcome("failed", "later"))
    assert nights.ask(select(schema.outcomes.c.status)) == [("scanned",)]

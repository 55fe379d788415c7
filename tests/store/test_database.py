"""The store under all kinds of trouble: right or nothing, and one warning."""

import os
import random
import sqlite3
import stat
from pathlib import Path

import pytest

from reach.store import database as module
from reach.store.database import Database
from tests.powers import modes_count

ENTRIES = {b"key%d" % n: bytes([n]) * (400 * n) for n in range(40)}


class Said(list[str]):
    def __call__(self, message: str) -> None:
        self.append(message)


def filled(folder: Path) -> Path:
    database = Database(folder, Said())
    database.put_all(ENTRIES)
    database.close()
    return database.path


def right_or_nothing(folder: Path, said: Said) -> dict[bytes, bytes]:
    """What is found is right, and the store works afterwards."""
    database = Database(folder, said)
    found = database.get_all(ENTRIES)
    assert all(ENTRIES[key] == value for key, value in found.items())
    database.put_all(ENTRIES)
    assert database.get_all(ENTRIES) == ENTRIES
    database.close()
    assert len(said) <= 1
    return found


def test_what_was_put_is_there(tmp_path: Path) -> None:
    filled(tmp_path)
    said = Said()
    assert right_or_nothing(tmp_path, said) == ENTRIES
    assert said == []


def test_only_the_owner_may_read(tmp_path: Path) -> None:
    path = filled(tmp_path / "new" / "cache")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("seed", range(60))
def test_flipped_bytes(tmp_path: Path, seed: int) -> None:
    path = filled(tmp_path)
    dice = random.Random(seed)
    content = bytearray(path.read_bytes())
    for _ in range(dice.choice((1, 3, 50))):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    path.write_bytes(content)
    right_or_nothing(tmp_path, Said())


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.9, 0.999])
def test_truncated(tmp_path: Path, share: float) -> None:
    path = filled(tmp_path)
    with path.open("r+b") as stream:
        stream.truncate(int(path.stat().st_size * share))
    right_or_nothing(tmp_path, Said())


def test_something_else_in_its_place(tmp_path: Path) -> None:
    path = filled(tmp_path)
    path.write_bytes(b"this is no database" * 1000)
    said = Said()
    assert right_or_nothing(tmp_path, said) == {}
    assert "was damaged" in said[0]


def test_a_value_under_another_key_is_not_believed(tmp_path: Path) -> None:
    path = filled(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute(
        "UPDATE entries SET value = (SELECT value FROM entries WHERE key = ?) WHERE key = ?",
        (b"key7", b"key8"),
    )
    connection.commit()
    connection.close()
    database = Database(tmp_path, Said())
    assert database.get(b"key8") is None


def test_other_tables(tmp_path: Path) -> None:
    path = filled(tmp_path)
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE entries (other TEXT)")
    connection.close()
    assert right_or_nothing(tmp_path, Said()) == {}


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    said = Said()
    with modes_count():
        database = Database(tmp_path, said)
        database.put_all(ENTRIES)
        assert database.get_all(ENTRIES) == {}
    assert len(said) == 1


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    said = Said()
    database = Database(tmp_path / "cache", said)
    assert not database.usable
    assert database.get(b"key1") is None
    database.put_all(ENTRIES)
    database.close()
    assert len(said) == 1


def test_a_full_disk(tmp_path: Path) -> None:
    filled(tmp_path)
    said = Said()
    database = Database(tmp_path, said)
    assert database._connection is not None
    database._connection.execute("PRAGMA max_page_count = 10")
    database.put_all({b"large": os.urandom(2_000_000)})
    assert database.get_all(ENTRIES) == {}
    database.close()
    assert len(said) == 1
    assert right_or_nothing(tmp_path, Said()) == ENTRIES


def test_a_writer_that_does_not_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    path = filled(tmp_path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said = Said()
    database = Database(tmp_path, said)
    assert database.get_all(ENTRIES) == ENTRIES
    database.put_all({b"new": b"value"})
    database.close()
    other.execute("ROLLBACK")
    assert len(said) == 1


def test_old_entries_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 40_000)
    path = filled(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE entries SET used = 1")
    connection.commit()
    connection.close()
    database = Database(tmp_path, Said())
    database.put_all({b"new%d" % n: os.urandom(10_000) for n in range(4)})
    database.close()
    database = Database(tmp_path, Said())
    assert database.get_all(ENTRIES) == {}
    assert database.get(b"new0") is not None or database.get(b"new3") is not None


def test_use_counts(tmp_path: Path) -> None:
    path = filled(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE entries SET used = 1")
    connection.commit()
    database = Database(tmp_path, Said())
    database.get(b"key3")
    database.close()
    rows = dict(connection.execute("SELECT key, used FROM entries"))
    assert rows[b"key3"] > 1
    assert rows[b"key4"] == 1

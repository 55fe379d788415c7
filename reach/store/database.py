"""The file behind the store: blobs by key, in SQLite."""

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from reach.store import place
from reach.store.entries import opened, packed

MAX_BYTES = 2_000_000_000
"""Size from which what was not used for longest is dropped."""

KEPT = 0.7
"""Share of it that is left then."""

DAY = 86_400
"""Seconds after which the use of an entry is noted again."""

PATIENCE = 2.0
"""Seconds to wait for another process that is writing."""

_OUTSIDE = frozenset(
    (
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    )
)
"""Kinds of errors that say nothing about what the file holds."""

_BATCH = 500
_TABLE = """
CREATE TABLE IF NOT EXISTS entries (
  key BLOB PRIMARY KEY, value BLOB NOT NULL, size INTEGER NOT NULL, used INTEGER NOT NULL
)
"""


class Database:
    """Blobs by key. No method raises because of the store's state: what cannot be read is not
    there, and what cannot be written is not kept."""

    def __init__(self, folder: Path, warn: Callable[[str], None]) -> None:
        self.path = Path(place.file(str(folder)))
        self._warn = warn
        self._connection: sqlite3.Connection | None = None
        self._used: dict[bytes, int] = {}
        self._grown = False
        self._open()

    @property
    def usable(self) -> bool:
        """Whether anything can be kept."""
        return self._connection is not None

    def get(self, key: bytes) -> bytes | None:
        """What was kept under a key."""
        return self.get_all([key]).get(key)

    def get_all(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What was kept under these keys; those that are not there, or damaged, are left out."""
        wanted = list(dict.fromkeys(keys))
        found: dict[bytes, bytes] = {}
        for start in range(0, len(wanted), _BATCH):
            part = wanted[start : start + _BATCH]
            marks = ",".join("?" * len(part))
            sql = f"SELECT key, value, used FROM entries WHERE key IN ({marks})"  # noqa: S608
            for key, value, used in self._run(sql, part):
                content = opened(key, value)
                if content is None:
                    self._damaged()
                    return {}
                found[key] = content
                self._used[key] = used
        return found

    def missing(self, keys: Iterable[bytes]) -> list[bytes]:
        """Those of the keys under which nothing is kept."""
        wanted = list(dict.fromkeys(keys))
        there: set[bytes] = set()
        for start in range(0, len(wanted), _BATCH):
            part = wanted[start : start + _BATCH]
            marks = ",".join("?" * len(part))
            sql = f"SELECT key, '', used FROM entries WHERE key IN ({marks})"  # noqa: S608
            for key, _, used in self._run(sql, part):
                there.add(key)
                self._used[key] = used
        return [key for key in wanted if key not in there]

    def put_all(self, entries: Mapping[bytes, bytes]) -> None:
        """Keep these."""
        self._grown = True
        now = int(time.time())
        rows = [
            (key, value, len(value), now)
            for key, content in entries.items()
            for value in (packed(key, content),)
        ]
        self._run_many("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Note what was used, make room, and let go of the file."""
        now = int(time.time())
        old = [(now, key) for key, used in self._used.items() if used < now - DAY]
        if old:
            self._run_many("UPDATE entries SET used = ? WHERE key = ?", old)
        self._make_room()
        self._close()

    # -- the file ------------------------------------------------------------------------------

    def _open(self, again: bool = True) -> None:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self.path, PATIENCE, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute(_TABLE)
        except sqlite3.Error as error:
            self._failed(error, again)
        except OSError as error:
            self._give_up(error.strerror or str(error))

    def _run(self, sql: str, values: list[bytes]) -> list[tuple[bytes, bytes, int]]:
        if self._connection is None:
            return []
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            self._failed(error)
            return []

    def _run_many(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        connection = self._connection
        if connection is None:
            return
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(sql, rows)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            self._failed(error)

    def _make_room(self) -> None:
        if not self._grown or self._size() <= MAX_BYTES:
            return
        sizes = self._run("SELECT key, size, used FROM entries ORDER BY used DESC", [])
        total = sum(int(size) for _, size, _ in sizes)
        if total <= MAX_BYTES:
            return
        dropped: list[tuple[object, ...]] = []
        for key, size, _ in reversed(sizes):
            if total <= MAX_BYTES * KEPT:
                break
            total -= int(size)
            dropped.append((key,))
        self._run_many("DELETE FROM entries WHERE key = ?", dropped)
        with contextlib.suppress(sqlite3.Error):
            if self._connection is not None:
                self._connection.execute("VACUUM")

    def _size(self) -> int:
        """Bytes of the file and of what is not in it yet."""
        found = 0
        for end in ("", "-wal"):
            with contextlib.suppress(OSError):
                found += os.stat(f"{self.path}{end}").st_size
        return found

    # -- trouble -------------------------------------------------------------------------------

    def _failed(self, error: sqlite3.Error, again: bool = True) -> None:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OUTSIDE:
            self._give_up(str(error))
        else:
            self._remake(str(error), again)

    def _damaged(self) -> None:
        self._remake("a checksum does not match", True)

    def _give_up(self, why: str) -> None:
        self._close()
        self._warn(f"the cache {self.path} cannot be used: {why}")

    def _remake(self, why: str, again: bool) -> None:
        """Start with an empty store in the place of a damaged one."""
        self._close()
        if not again:
            self._warn(f"the cache {self.path} cannot be used: {why}")
            return
        for end in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                os.unlink(f"{self.path}{end}")
        self._warn(f"the cache {self.path} was damaged ({why}) and is made anew")
        self._open(again=False)

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(sqlite3.Error):
                connection.close()

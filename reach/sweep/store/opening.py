"""Opens the store, and brings its tables up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from reach.errors import UsageError
from reach.later import regex

HEAD = "0001"
"""The newest migration."""

PATIENCE = 120.0
"""Seconds to wait for another process that writes."""

_LOCK = 7_255_310_219
"""Number of the advisory lock under which tables are made."""
_SERVER = regex(r"postgres(?:ql)?(?:\+psycopg)?://")


@dataclass(frozen=True, slots=True)
class Address:
    """Where the store is; a password in it is shown to nobody."""

    url: str

    def __repr__(self) -> str:
        return f"Address({self.shown})"

    @property
    def shown(self) -> str:
        """The address without its password."""
        try:
            return make_url(self.url).render_as_string(hide_password=True)
        except ArgumentError:
            return "***"

    @property
    def server(self) -> bool:
        """Whether it is a database server, which several machines can reach."""
        return not self.url.startswith("sqlite")


def address(written: str) -> Address:
    """The address that the user writes: of PostgreSQL, or the path of a file."""
    server = _SERVER.match(written)
    if server is not None:
        return Address(f"postgresql+psycopg://{written[server.end() :]}")
    if "://" in written:
        kind = written.partition(":")[0]
        raise UsageError(f"--store: {kind}: expected postgresql://…, or the path of a file")
    return Address(f"sqlite:///{Path(written).expanduser().absolute()}")


class Store:
    """The open store."""

    def __init__(self, where: Address, *, create: bool = True) -> None:
        self.address = where
        self.engine = _engine(where, create)
        with _told(where):
            # While one connection is open, SQLite need not tidy up at the end of each change.
            self._held = None if where.server else self.engine.connect()
            self._migrate()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent look at it."""
        with _told(self.address), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One change: whole, or not at all."""
        with _told(self.address), self.engine.begin() as connection:
            if self.engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def settle(self) -> None:
        """Let the database look at how the rows are distributed, for quick answers."""
        with self.writing() as connection:
            connection.exec_driver_sql("ANALYZE")

    def close(self) -> None:
        """Let go of it."""
        if self._held is not None:
            self._held.close()
        self.engine.dispose()

    def _migrate(self) -> None:
        with self.engine.connect() as connection:
            if _version(connection) == HEAD:
                return
        with self.writing() as connection:
            if self.engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
            found = _version(connection)
            if found is not None and found > HEAD:
                raise UsageError(f"{self.address.shown}: made by a newer reach ({found})")
            if found != HEAD:
                upgrade(connection)


def upgrade(connection: Connection) -> None:
    """Bring the tables up to date."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _engine(where: Address, create: bool) -> Engine:
    if where.server:
        return create_engine(where.url, pool_pre_ping=True)
    file = Path(where.url.removeprefix("sqlite:///"))
    if not file.exists() and not create:
        raise UsageError(f"{file}: no such store; `reach sweep SOURCES` makes it")
    if not file.parent.is_dir():
        raise UsageError(f"{file}: its folder does not exist")
    # A connection for each use: threads and forks share none.
    engine = create_engine(where.url, poolclass=NullPool, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def prepare(raw: Any, _: Any) -> None:
        raw.isolation_level = None  # we say ourselves when a change begins
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA synchronous = NORMAL")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA cache_size = -65536")

    return engine


@contextmanager
def _told(where: Address) -> Iterator[None]:
    """Errors of the database as errors of ours, without its address."""
    try:
        yield
    except OperationalError as error:
        first = str(error.orig).strip().partition("\n")[0]
        raise UsageError(f"the store {where.shown}: {first}") from None
    except SQLAlchemyError as error:
        first = str(getattr(error, "orig", error)).strip().partition("\n")[0]
        raise UsageError(f"the store {where.shown}: {first}") from error

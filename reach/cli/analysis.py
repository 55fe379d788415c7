"""Runs a scan for a command: from the store where nothing has changed, with a profile if asked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reach.cli import drawn as click
from reach.cli.earlier import Earlier
from reach.cli.profile import Profile
from reach.cli.terminal import progress, said, warn
from reach.config import Options
from reach.records.shown import Shown
from reach.store import place

if TYPE_CHECKING:
    from reach.records.finding import Report
    from reach.records.inventory import Inventory
    from reach.store.database import Database


def analysed(
    paths: Sequence[Path],
    options: Options,
    earlier: Earlier = Earlier(None, None),  # noqa: B008  (it is frozen)
    told: bool = False,
    profile: bool = False,
    lineage: bool = False,
) -> "Report":
    """The report of a scan. `told`: progress is shown; `profile`: time and memory are; `lineage`:
    also the models that the project makes."""
    with progress(told) as tell, _store(options) as store, Profile(tell, profile) as stages:
        return earlier.scan(paths, options, stages, store, lineage)


def inventoried(paths: Sequence[Path], options: Options, told: bool = False) -> "Inventory":
    """What a tree loads. `told`: progress is shown."""
    from reach import scan as engine

    with progress(told) as tell, _store(options) as store:
        return engine.models(paths, options, tell, store)


def keep(paths: Sequence[Path], options: Options, shown: Shown) -> None:
    """Keep what was shown, so that it can be shown again, unless the store is in trouble."""
    context = click.get_current_context(silent=True)
    folder, words = cache_folder(options), context.obj if context is not None else None
    if folder is None or not words or _troubles:
        return
    from reach.store.database import Database
    from reach.store.record import record

    database = Database(folder, _troubles.append)
    record(database, words, paths, options, shown, "".join(f"{line}\n" for line in said))
    database.close()


_troubles: list[str] = []
"""What was wrong with the store."""


def _in_trouble(message: str) -> None:
    _troubles.append(message)
    warn(message)


@contextmanager
def _store(options: Options) -> "Iterator[Database | None]":
    folder = cache_folder(options)
    if folder is None:
        yield None
        return
    from reach.store.database import Database

    _troubles.clear()
    database = Database(folder, _in_trouble)
    try:
        yield database if database.usable else None
    finally:
        database.close()


def cache_folder(options: Options) -> Path | None:
    """Where results are kept; None where none are to be."""
    if not options.cache:
        return None
    found = place.folder(str(options.cache_dir) if options.cache_dir is not None else None)
    return Path(found) if found is not None else None

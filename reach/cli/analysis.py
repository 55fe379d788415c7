"""Runs a scan for a command: from the store where nothing has changed, with a profile if asked."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reach.cli.earlier import Earlier
from reach.cli.profile import Profile
from reach.cli.terminal import progress, warn
from reach.config import Options

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


@contextmanager
def _store(options: Options) -> "Iterator[Database | None]":
    folder = cache_folder(options)
    if folder is None:
        yield None
        return
    from reach.store.database import Database

    database = Database(folder, warn)
    try:
        yield database if database.usable else None
    finally:
        database.close()


def cache_folder(options: Options) -> Path | None:
    """Where results are kept; None where none are to be."""
    if not options.cache or os.environ.get("REACH_NO_CACHE"):
        return None
    if options.cache_dir is not None:
        return options.cache_dir
    given = os.environ.get("REACH_CACHE_DIR")
    if given:
        return Path(given)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "reach" / "cache" if base else None
    if sys.platform == "darwin":
        return Path("~/Library/Caches/reach").expanduser()
    base = os.environ.get("XDG_CACHE_HOME")
    if base and os.path.isabs(base):
        return Path(base) / "reach"
    try:
        return Path("~/.cache/reach").expanduser()
    except RuntimeError:
        return None

"""`reach sweep run SOURCES`: a night's work."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reach import config
from reach.cli import drawn as click
from reach.cli import shared
from reach.cli.feed import with_installed
from reach.cli.sweep import out
from reach.cli.sweep.places import copies, needed, opened, stored
from reach.cli.terminal import warn
from reach.errors import ReachError, UsageError

if TYPE_CHECKING:
    from reach.sweep.run import Progress, Summary
    from reach.sweep.store.opening import Store

LISTED = 20
"""Failures that are named at the end."""


@click.command()
@click.option_panel("What is swept", options=["archived", "forks", "prune", "exclude", "rules"])
@click.option_panel("Where things are", options=["where", "cache_dir"])
@click.option_panel(
    "How it runs",
    options=["jobs", "scheduler", "timeout", "memory", "attempts", "fresh", "strict"],
)
@click.option_panel("What is done afterwards", options=["page", "sarif", "upload", "webhook"])
@click.argument("sources", nargs=-1, required=True, metavar="SOURCES...")
@stored
@shared.cache_dir("copies of repositories")
@click.option("--archived", is_flag=True, help="Archived repositories of an organisation too.")
@click.option("--forks", is_flag=True, help="Forks too.")
@click.option("--prune", is_flag=True, help="What SOURCES no longer name ends.")
@shared.exclude
@shared.rules(exists=True)
@click.option("--jobs", type=click.IntRange(min=0), default=0, metavar="N", help="At a time, here.")
@click.option("--scheduler", metavar="URL", help="Work on this cluster of dask: tcp://…, tls://…")
@click.option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="For one repository.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=256),
    default=4096,
    show_default=True,
    metavar="MIB",
    help="For one repository.",
)
@click.option(
    "--attempts",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    metavar="N",
    help="For a repository that fails.",
)
@click.option("--fresh", is_flag=True, help="Do not take up a sweep that was not ended.")
@click.option(
    "--dashboard",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the dashboard.",
)
@click.option(
    "--sarif",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write the SARIF of every repository.",
)
@click.option("--upload", is_flag=True, help="Upload SARIF to code scanning: reach sweep upload.")
@click.option("--webhook", metavar="URL", help="Tell what is new: reach sweep notify.")
@click.option("--strict", is_flag=True, help="Exit with 3 if a repository failed.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
@click.option("--no-progress", is_flag=True, help="Show no progress.")
def run(
    sources: tuple[str, ...],
    where: str,
    cache_dir: Path | None,
    archived: bool,
    forks: bool,
    exclude: tuple[str, ...],
    rules: tuple[Path, ...],
    strict: bool,
    page: Path | None,
    sarif: Path | None,
    upload: bool,
    webhook: str | None,
    quiet: bool,
    no_progress: bool,
    **plan: Any,
) -> int:
    """Scan every repository that SOURCES name, as far as anything about it is new.

    SOURCES are paths, addresses of git repositories (https, file), organisations (github:NAME,
    gitlab:GROUP), and files that list them, one a line. A path that is a git repository counts as
    its last commit. Tokens are taken from GITHUB_TOKEN and GITLAB_TOKEN; GITHUB_API_URL and
    GITLAB_URL name servers of your own.

    Settings of the repositories themselves do not count; comments that suppress a finding do.

    Exit status: 0 done, whatever was found; 2 could not run; 3 --strict and a repository failed.
    """
    needed()
    from reach.sweep import run as engine
    from reach.sweep.key import Settings
    from reach.sweep.limits import Limits
    from reach.sweep.listing import Wanted, expanded

    if webhook:
        out.addressed(webhook)
    if upload:
        out.token()
    options = with_installed(config.load(Path()), quiet)
    settings = Settings(
        exclude=(*options.exclude, *exclude),
        rules=tuple(path.absolute() for path in (*options.rules, *rules)),
        feeds=tuple(path.absolute() for path in options.feeds),
    )
    found = expanded(sources, Wanted(forks, archived))
    if not found:
        raise UsageError("nothing to sweep: SOURCES name no repository")
    limits = Limits(seconds=plan.pop("timeout"), memory=plan.pop("memory"))
    made = engine.Plan(copies(cache_dir, options), settings, limits, **plan)
    made = replace(made, jobs=made.jobs or os.cpu_count() or 1)
    with opened(where, create=True) as store:
        with _progress(not (quiet or no_progress)) as tell:
            summary = engine.sweep(store, found, made, tell)
        if not quiet:
            _say(summary, store)
        failed = _handed_on(store, page, sarif, webhook)
        refused = out.handed_over(store) if upload else 0
    if failed:
        return 2
    return 3 if strict and (summary.failures or refused) else 0


def _handed_on(store: "Store", page: Path | None, sarif: Path | None, webhook: str | None) -> bool:
    """Do what was asked for; whether any of it failed, which keeps none of the others."""
    steps: list[Callable[[], object]] = []
    if page is not None:
        steps.append(partial(out.page, store, page))
    if sarif is not None:
        steps.append(partial(out.files, store, sarif))
    if webhook:
        steps.append(partial(out.told, store, webhook))
    failed = False
    for step in steps:
        try:
            step()
        except ReachError as error:
            warn(str(error))
            failed = True
    return failed


def _say(summary: "Summary", store: "Store") -> None:
    """How it went, and the worst of what is new."""
    from reach.cli.sweep.text import NEWS, news
    from reach.output.write import write
    from reach.sweep.store import history

    counts = [f"{n} {status}" for status, n in sorted(summary.statuses.items())]
    how = "taken up again, " if summary.resumed else ""
    click.echo(f"sweep {summary.sweep}: {how}{', '.join(counts)}, in {summary.seconds:.0f} s")
    with store.reading() as connection:
        since = history.moment(connection, None)
        found = {
            "new": history.new(connection, since, limit=NEWS),
            "worse": history.worse(connection, since, NEWS),
        }
        write(news(history.tally(connection, since), found, since))
    for name, reason in list(summary.failures.items())[:LISTED]:
        warn(f"{name}: {reason}")
    more = len(summary.failures) - LISTED
    if more > 0:
        warn(f"and {more} more that failed: `reach sweep status`")


@contextmanager
def _progress(wanted: bool) -> "Iterator[Progress | None]":
    """A bar with an estimate, on a terminal."""
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        Remaining(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Sweeping", total=None)

        failed: set[str] = set()

        def tell(source: Any, outcome: Any, done: int, total: int) -> None:
            (failed.add if outcome.status == "failed" else failed.discard)(source.name)
            said = f"Sweeping, {len(failed)} failed" if failed else "Sweeping"
            bar.update(task, completed=done, total=total, description=said)

        yield tell

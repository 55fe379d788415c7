"""A whole sweep: begun or taken up again, worked off, tried again, ended."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, select, update

from reach import feed
from reach.config import moment
from reach.records.advisory import Feed
from reach.records.digest import digest
from reach.sweep import asking, local
from reach.sweep.isolated import sweep_up
from reach.sweep.key import Settings, key_of
from reach.sweep.limits import Limits
from reach.sweep.outcome import Outcome
from reach.sweep.rematch import Rematch, rematched
from reach.sweep.sources import Source
from reach.sweep.store import record
from reach.sweep.store.history import went
from reach.sweep.store.opening import Store
from reach.sweep.store.schema import outcomes, repositories, states, sweeps
from reach.sweep.work import Job, failed

Done = Iterator[tuple[Source, Outcome]]

Progress = Callable[[Source | None, Outcome | None, int, int], None]
"""Told a repository and how it went, how many are done and how many there are."""

CHANGING = frozenset({"scanned", "gone"})
"""What changes enough of the store for the database to look at it anew."""

FEW = 500
"""Names that are asked for one by one rather than with all others."""

STALE = 86_400.0
"""Seconds after which what a killed run has left in the cache is removed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the user decides about a sweep."""

    cache: Path
    settings: Settings = field(default_factory=Settings)
    limits: Limits = field(default_factory=Limits)
    jobs: int = 1
    scheduler: str | None = None
    attempts: int = 2
    """For each repository, in one sweep."""
    fresh: bool = False
    """Begin a new sweep even if the last one of the same was not ended."""
    prune: bool = False
    """What is known of repositories that are not swept any more ends."""


@dataclass(slots=True)
class Summary:
    """How a sweep went."""

    sweep: int
    resumed: bool
    statuses: dict[str, int] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    """Reasons by repository."""
    seconds: float = 0.0


def sweep(
    store: Store, sources: Sequence[Source], plan: Plan, progress: Progress | None = None
) -> Summary:
    """Scan what is new, record everything, and say how it went."""
    started = time.monotonic()
    if plan.scheduler is None:
        sweep_up(plan.cache / "scratch", time.time() - STALE)
    key = key_of(plan.settings)
    number, resumed = _begun(store, sources, plan.fresh)
    with store.writing() as connection:
        rematched(connection, number, feed.load(plan.settings.feeds))
    job = Job(number, store.address, plan.cache, plan.settings, plan.limits, key)
    summary = Summary(number, resumed)
    _work(store, job, sources, plan, progress or _silent)
    if plan.prune:
        _prune(store, number, {each.name for each in sources})
    with store.reading() as connection:
        last = went(connection, number)
    summary.statuses, summary.failures = last["statuses"], last["failures"]
    with store.writing() as connection:
        values = {"finished": now()}
        connection.execute(update(sweeps).where(sweeps.c.id == number).values(values))
    if CHANGING & summary.statuses.keys():
        store.settle()
    summary.seconds = round(time.monotonic() - started, 1)
    return summary


def rematch_alone(store: Store, found: Feed) -> Rematch:
    """Match everything with a feed, as an event of its own in the history; none where nothing is
    left to match."""
    with store.writing() as connection:
        number = begin(connection, "rematch", "")
        done = rematched(connection, number, found)
        if done.artifacts:
            where = sweeps.c.id == number
            connection.execute(update(sweeps).where(where).values(finished=now()))
        else:
            connection.execute(delete(sweeps).where(sweeps.c.id == number))
        return done


def now() -> str:
    """The moment, as the store has it."""
    return moment().strftime("%Y-%m-%dT%H:%M:%SZ")


def begin(connection: Connection, kind: str, selection: str) -> int:
    """A new number in the history."""
    values = {"kind": kind, "selection": selection, "started": now()}
    made = connection.execute(insert(sweeps).values(values).returning(sweeps.c.id))
    return int(made.scalar_one())


def _begun(store: Store, sources: Sequence[Source], fresh: bool) -> tuple[int, bool]:
    """The number of the sweep, and whether it was begun before and not ended."""
    selection = digest(*(each.name for each in sources)).hex()
    with store.writing() as connection:
        last = connection.execute(
            select(sweeps.c.id, sweeps.c.finished)
            .where(sweeps.c.kind == "sweep", sweeps.c.selection == selection)
            .order_by(sweeps.c.id.desc())
            .limit(1)
        ).one_or_none()
        if last is not None and last.finished is None and not fresh:
            return int(last.id), True
        return begin(connection, "sweep", selection), False


def _work(store: Store, job: Job, sources: Sequence[Source], plan: Plan, tell: Progress) -> None:
    """Ask about all that is open; scan what is new, and try again what failed."""
    todo = _open(store, job.sweep, sources)
    done = len(sources) - len(todo)
    for source, outcome in asking.unchanged(job, store, todo):
        done += 1
        tell(source, outcome, done, len(sources))
    for left in range(plan.attempts, 0, -1):
        todo = _open(store, job.sweep, sources)
        if not todo:
            break
        done = len(sources) - len(todo)
        for source, outcome in _worked_off(job, _longest_first(store, todo), plan):
            done += outcome.status != "failed" or left == 1
            if outcome.status == "failed" and plan.scheduler is not None:
                _known(store, job, source, outcome)
            tell(source, outcome, done, len(sources))


def _open(store: Store, number: int, sources: Sequence[Source]) -> list[Source]:
    """What is still to do in a sweep."""
    names = select(repositories.c.name).join(
        outcomes, outcomes.c.repository_id == repositories.c.id
    )
    done = names.where(outcomes.c.sweep_id == number, outcomes.c.status != "failed")
    with store.reading() as connection:
        ended = set(connection.execute(done).scalars())
    return [each for each in sources if each.name not in ended]


def _longest_first(store: Store, todo: Sequence[Source]) -> list[Source]:
    """In the order of the longest time that each ever took."""
    names = [each.name for each in todo]
    longest = (
        select(repositories.c.name, func.max(outcomes.c.seconds))
        .join(outcomes, outcomes.c.repository_id == repositories.c.id)
        .group_by(repositories.c.name)
    )
    if len(names) <= FEW:
        longest = longest.where(repositories.c.name.in_(names))
    with store.reading() as connection:
        took = {name: float(seconds) for name, seconds in connection.execute(longest)}
    return sorted(todo, key=lambda each: (-took.get(each.name, 0.0), each.name))


def _prune(store: Store, number: int, names: set[str]) -> None:
    with store.writing() as connection:
        known = select(repositories.c.id, repositories.c.name).join(
            states, states.c.repository_id == repositories.c.id
        )
        for each, name in connection.execute(known).all():
            if name not in names:
                record.gone(connection, number, each)


def _worked_off(job: Job, todo: Sequence[Source], plan: Plan) -> Done:
    if plan.scheduler is None:
        return local.worked_off(job, todo, plan.jobs)
    from reach.sweep import cluster

    return cluster.worked_off(job, todo, plan.scheduler)


def _known(store: Store, job: Job, source: Source, outcome: Outcome) -> None:
    """A worker that died could not record so; one that did is not counted twice."""
    with store.reading() as connection:
        known = connection.execute(
            select(outcomes.c.status)
            .join(repositories, repositories.c.id == outcomes.c.repository_id)
            .where(outcomes.c.sweep_id == job.sweep, repositories.c.name == source.name)
        ).scalar_one_or_none()
    if known is None:
        failed(store, job.sweep, source, outcome)


def _silent(source: Source | None, outcome: Outcome | None, done: int, total: int) -> None:
    """Nobody wants to know."""

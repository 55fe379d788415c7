"""What is done for one repository: the same here, in a thread, and on a worker of a cluster.

Nothing is handed back but how it went: the result goes into the store, as one change. So whoever
dies before has done nothing, whoever dies after has done all, and doing it again does no harm.
"""

import os
import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path

from reach.errors import ReachError, UsageError
from reach.sweep.clone import copied, head
from reach.sweep.git import Git
from reach.sweep.handover import DAMAGED
from reach.sweep.hosts import token_for
from reach.sweep.isolated import Host, Scan, Task
from reach.sweep.key import Key, Settings, key_of
from reach.sweep.limits import Limits
from reach.sweep.outcome import Outcome, State
from reach.sweep.sources import Source
from reach.sweep.store import record
from reach.sweep.store.opening import Address, Store


@dataclass(frozen=True, slots=True)
class Job:
    """What all tasks of a sweep have in common; it holds no secret that it would show."""

    sweep: int
    store: Address
    cache: Path
    """Where copies of repositories and scratch files lie, on whichever machine does the work."""
    settings: Settings
    limits: Limits
    key: Key
    """As the one who asks would make it: a worker with another reach must not answer."""


_IDLE: list[Host] = []
"""Hosts of this process that wait for work."""

_STORES: dict[tuple[int, Address], Store] = {}


def do(job: Job, source: Source) -> Outcome:
    """Scan a repository if anything about it is new, and record what became of it."""
    store, started = _store(job.store), time.monotonic()
    ref, scan = _tried(job, source, store)
    outcome = replace(scan.outcome, seconds=round(time.monotonic() - started, 3))
    with store.writing() as connection:
        number = record.repository(connection, source.name, source.address)
        record.note(connection, job.sweep, number, outcome)
        if outcome.status == "scanned":
            state = State(scan.found["commit"], ref, job.key)
            record.result(connection, job.sweep, number, state, scan.found, scan.documents)
    return outcome


def failed(store: Store, sweep: int, source: Source, outcome: Outcome) -> None:
    """Record that nothing came of it; what was known before stays."""
    with store.writing() as connection:
        number = record.repository(connection, source.name, source.address)
        record.note(connection, sweep, number, outcome)


def finish() -> None:
    """End the hosts of this process that have no work."""
    while _IDLE:
        _IDLE.pop().close()


def _tried(job: Job, source: Source, store: Store) -> tuple[str, Scan]:
    """The branch that was looked at, and what came of it."""
    try:
        if key_of(job.settings) != job.key:
            raise UsageError("this worker has another reach, other rulesets or another feed")
        with store.reading() as connection:
            known = record.state(connection, source.name)
        return _scanned(job, source, known)
    except ReachError as error:
        return "", Scan(Outcome("failed", str(error)))
    except Exception as error:
        reason = f"internal error: {type(error).__name__}: {error}"
        return "", Scan(Outcome("failed", reason))


def _scanned(job: Job, source: Source, known: State | None) -> tuple[str, Scan]:
    """The branch that a repository is at, and the scan of it, if anything has changed."""
    job.cache.mkdir(parents=True, exist_ok=True)
    before = known.commit if known is not None and known.key == job.key else ""
    if not source.address:
        return "", _scan(job, source, Path(source.name), "", before)
    git = git_for(source, job.limits)
    at = head(git, job.cache)
    if at.commit == before:
        return at.ref, Scan(Outcome("unchanged"))
    with copied(git, source, at.commit, job.cache) as copy:
        scan = _scan(job, source, copy, at.commit)
        if scan.outcome.reason.startswith(DAMAGED):
            shutil.rmtree(copy, ignore_errors=True)
        return at.ref, scan


def git_for(source: Source, limits: Limits) -> Git:
    """Git for a repository, with the secret for its host."""
    return Git(source.address, token_for(source.host), limits.seconds, limits.file_bytes)


def _scan(job: Job, source: Source, root: Path, commit: str, known: str = "") -> Scan:
    scratch = job.cache / "scratch"
    task = Task(source.name, root, commit, known, scratch, job.settings, job.limits)
    try:
        host = _IDLE.pop()
    except IndexError:
        host = Host()
    try:
        return host.scan(task)
    finally:
        _IDLE.append(host)


def _store(where: Address) -> Store:
    mine = (os.getpid(), where)
    if mine not in _STORES:
        _STORES[mine] = Store(where, create=False)
    return _STORES[mine]

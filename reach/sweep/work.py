"""What is done for one repository: the same here, in a thread, and on a worker of a cluster.

Nothing is handed back but how it went: the result goes into the store, as one change. So whoever
dies before has done nothing, whoever dies after has done all, and doing it again does no harm.
"""

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from reach.errors import ReachError, UsageError
from reach.sweep.clone import Head, copied, head
from reach.sweep.git import Git, Token
from reach.sweep.isolated import Host, Scan, Task
from reach.sweep.key import Key, Settings, key_of
from reach.sweep.limits import Limits
from reach.sweep.scanning import DAMAGED
from reach.sweep.sources import Source
from reach.sweep.store import record
from reach.sweep.store.opening import Address, Store
from reach.sweep.store.record import Outcome, State


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
    store = _store(job.store)
    outcome = _done(job, source, store)
    if outcome.status == "failed":
        failed(store, job.sweep, source, outcome)
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


def _done(job: Job, source: Source, store: Store) -> Outcome:
    started = time.monotonic()
    try:
        if key_of(job.settings) != job.key:
            raise UsageError("this worker has another reach, other rulesets or another feed")
        with store.reading() as connection:
            known = record.state(connection, source.name)
        at, scan = _scanned(job, source, known)
    except ReachError as error:
        return Outcome("failed", str(error), round(time.monotonic() - started, 3))
    except Exception as error:
        reason = f"internal error: {type(error).__name__}: {error}"
        return Outcome("failed", reason, round(time.monotonic() - started, 3))
    took = round(time.monotonic() - started, 3)
    if scan is None or scan.found.get("unchanged"):
        outcome = Outcome("unchanged", "", took, scan.cpu if scan else 0.0)
        _note(job, source, store, outcome)
        return outcome
    if scan.reason:
        return Outcome("failed", scan.reason, took, scan.cpu, scan.memory)
    outcome = Outcome("scanned", "", took, scan.cpu, scan.memory)
    _keep(job, source, store, State(scan.found["commit"], at.ref, job.key), scan, outcome)
    return outcome


def _note(job: Job, source: Source, store: Store, outcome: Outcome) -> None:
    with store.writing() as connection:
        number = record.repository(connection, source.name, source.address)
        record.note(connection, job.sweep, number, outcome)


def _keep(
    job: Job, source: Source, store: Store, state: State, scan: Scan, outcome: Outcome
) -> None:
    with store.writing() as connection:
        number = record.repository(connection, source.name, source.address)
        record.note(connection, job.sweep, number, outcome)
        record.result(connection, job.sweep, number, state, scan.found, scan.documents)


def _scanned(job: Job, source: Source, known: State | None) -> tuple[Head, Scan | None]:
    """What a repository is at, and the scan of it; None where nothing has changed."""
    job.cache.mkdir(parents=True, exist_ok=True)
    same = known is not None and known.key == job.key
    if not source.address:
        before = known.commit if known is not None and same else ""
        return Head("", ""), _scan(job, source, Path(source.name), "", before)
    git = Git(source.address, token_for(source.host), job.limits.seconds, job.limits.file_bytes)
    at = head(git, job.cache)
    if known is not None and same and known.commit == at.commit:
        return at, None
    with copied(git, source, at.commit, job.cache) as copy:
        scan = _scan(job, source, copy, at.commit)
        if scan.reason.startswith(DAMAGED):
            shutil.rmtree(copy, ignore_errors=True)
        return at, scan


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


def token_for(host: str) -> Token | None:
    """The secret for a host, from the environment of whoever does the work."""
    for variable, api, name in (
        ("GITHUB_TOKEN", "GITHUB_API_URL", "https://api.github.com"),
        ("GITLAB_TOKEN", "GITLAB_URL", "https://gitlab.com"),
    ):
        secret = os.environ.get(variable)
        if secret and host and host == host_of(os.environ.get(api) or name):
            return Token(host, secret)
    return None


def host_of(api: str) -> str:
    """The host of the repositories that an API speaks of."""
    host = api.partition("://")[2].partition("/")[0].lower()
    return host.removeprefix("api.") if host == "api.github.com" else host

"""Asks the servers what repositories are at, before anything is started that could scan them.

Most nights most repositories are as they were. Those are recorded here, many in one change. Whoever
scans asks again about the rest: also about what could not be asked from here, where another machine
may be let in.
"""

import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path

from reach.errors import UsageError
from reach.sweep.clone import head
from reach.sweep.outcome import Outcome
from reach.sweep.sources import Source
from reach.sweep.store import record
from reach.sweep.store.opening import Store
from reach.sweep.work import Job, git_for

AT_ONCE = 8
"""Questions that are open at a time: they wait for servers, and cost little here."""

PATIENCE = 60.0
"""Seconds for one answer."""

REFUSALS = 5
"""A host that gave so few answers fewer than it refused is asked no more."""

TOGETHER = 100
"""Repositories that are recorded in one change."""

Done = Iterator[tuple[Source, Outcome]]


def unchanged(job: Job, store: Store, sources: Sequence[Source]) -> Done:
    """Those of which nothing is new, with how it went; they are recorded before they are told."""
    with store.reading() as connection:
        states = record.all_states(connection)
    known = {}
    for each in sources:
        number, state = states.get((each.name, each.address), (0, None))
        if each.address and state is not None and state.key == job.key:
            known[each] = (number, state.commit)
    same: list[tuple[Source, Outcome]] = []
    for source, outcome in _asked(job, {each: commit for each, (_, commit) in known.items()}):
        same.append((source, outcome))
        if len(same) == TOGETHER:
            yield from _recorded(job, store, known, same)
            same = []
    yield from _recorded(job, store, known, same)


def _asked(job: Job, commits: dict[Source, str]) -> Done:
    """Repositories that are still at the commit that is known."""
    pool = ThreadPoolExecutor(AT_ONCE, "ask")
    refused: Counter[str] = Counter()
    limits = replace(job.limits, seconds=min(PATIENCE, job.limits.seconds))

    def ask(source: Source, folder: Path) -> Outcome | None:
        if refused[source.host] >= REFUSALS:
            return None
        started = time.monotonic()
        try:
            at = head(git_for(source, limits), folder)
        except UsageError:
            refused[source.host] += 1
            return None
        refused[source.host] -= 1
        took = round(time.monotonic() - started, 3)
        return Outcome("unchanged", "", took) if at.commit == commits[source] else None

    with tempfile.TemporaryDirectory(prefix="reach-ask-") as folder:
        try:
            tasks = {pool.submit(ask, each, Path(folder)): each for each in commits}
            for task in as_completed(tasks):
                outcome = task.result()
                if outcome is not None:
                    yield tasks[task], outcome
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _recorded(
    job: Job,
    store: Store,
    known: dict[Source, tuple[int, str]],
    same: list[tuple[Source, Outcome]],
) -> Done:
    if same:
        with store.writing() as connection:
            found = {known[source][0]: outcome for source, outcome in same}
            record.note_all(connection, job.sweep, found)
    yield from same

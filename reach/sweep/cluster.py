"""Works tasks off on a cluster of dask.distributed: workers share nothing but the store.

Workers need this reach, git, a folder for copies, and the store's and the repositories' secrets in
their own environment; none of those travels with a task.
"""

from collections.abc import Iterator, Sequence
from importlib import import_module
from secrets import token_hex
from typing import Any

from reach.errors import UsageError
from reach.records.digest import digest
from reach.sweep.outcome import Outcome
from reach.sweep.sources import Source
from reach.sweep.work import Job, do

PATIENCE = 30.0
"""Seconds to wait for the scheduler."""

TRIES = 3
"""Workers that may die while they are at one repository."""


def worked_off(
    job: Job, sources: Sequence[Source], scheduler: str
) -> Iterator[tuple[Source, Outcome]]:
    """Every repository with how it went, in the order in which they are done."""
    dask, distributed = _dask()
    with dask.config.set({"distributed.scheduler.allowed-failures": TRIES}):
        try:
            client = distributed.Client(scheduler, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"--scheduler {scheduler}: {error}") from error
        with client:
            once = token_hex(4)  # the scheduler may remember how an earlier attempt went
            names = [f"reach-{job.sweep}-{once}-{digest(each.name).hex()}" for each in sources]
            tasks = client.map(do, [job] * len(sources), sources, key=names, pure=False, retries=1)
            which = dict(zip(names, sources, strict=True))
            for task in distributed.as_completed(tasks, loop=client.loop):
                yield which[task.key], _outcome(task)
                task.release()


def _dask() -> tuple[Any, Any]:
    """The two packages, which take a second to load."""
    try:
        return import_module("dask"), import_module("distributed")
    except ImportError as error:
        text = f"--scheduler needs dask: pip install 'modelreach[sweep]' ({error})"
        raise UsageError(text) from error


def _outcome(task: Any) -> Outcome:
    """How it went; a worker that died, or a store that it could not reach, is a failure."""
    error = task.exception()
    if error is None:
        outcome: Outcome = task.result()
        return outcome
    return Outcome("failed", f"{type(error).__name__}: {error}"[:1000])

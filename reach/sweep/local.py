"""Works tasks off on this machine: a thread for each processor, each with a process that scans."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed

from reach.sweep.outcome import Outcome
from reach.sweep.sources import Source
from reach.sweep.work import Job, do, finish


def worked_off(job: Job, sources: Iterable[Source], jobs: int) -> Iterator[tuple[Source, Outcome]]:
    """Every repository with how it went, in the order in which they are done."""
    pool = ThreadPoolExecutor(jobs, "sweep")
    try:
        tasks = {pool.submit(do, job, source): source for source in sources}
        for task in as_completed(tasks):
            yield tasks[task], task.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        finish()

"""A thread that works at what was asked for last, and at nothing else any more."""

import gc
import threading
from collections.abc import Callable, Mapping

from reach.records.finding import Report
from reach.records.record import dataclass
from reach.repair.pins import Pins

STACK = 512 * 1024 * 1024
"""Bytes of stack for questions within questions; memory is only used where it is needed."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be looked at."""

    number: int
    overlay: Mapping[str, bytes]
    """Text that is not saved, by path below the root."""
    versions: Mapping[str, int | None]
    """Of the documents in the overlay."""
    disk: bool = True
    """Files may have changed on disk."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came out."""

    job: Job
    report: Report
    pins: Pins
    whole: bool = True
    """Everything was looked at, not only what the edited files say themselves."""


class Superseded(BaseException):
    """Something newer was asked for. No error: nothing that handles errors may catch it."""


Check = Callable[[], None]
"""Raises `Superseded` where the work is in vain."""


class Worker:
    """One thread, told of answers and of errors there."""

    def __init__(
        self,
        work: Callable[[Job, Check], Answer | None],
        answered: Callable[[Answer], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._work, self._answered, self._failed = work, answered, failed
        self._next: Job | None = None
        self._stopped = False
        self._wake = threading.Condition()
        before = threading.stack_size(STACK)
        try:
            self._thread = threading.Thread(target=self._run, name="reach", daemon=True)
            self._thread.start()
        finally:
            threading.stack_size(before)

    def ask(self, job: Job) -> None:
        """Work at this; what is at work is dropped."""
        with self._wake:
            self._next = job
            self._wake.notify()

    def stop(self) -> None:
        """End the thread, soon."""
        with self._wake:
            self._stopped = True
            self._wake.notify()

    def _run(self) -> None:
        while True:
            with self._wake:
                while self._next is None and not self._stopped:
                    self._wake.wait()
                job, self._next = self._next, None
                if self._stopped or job is None:
                    return
            try:
                answer = self._work(job, self._check)
                if answer is not None:
                    self._answered(answer)
            except Superseded:
                continue
            except Exception as error:  # a fault of ours must not end the thread
                self._failed(error)
            gc.collect()

    def _check(self) -> None:
        if self._next is not None or self._stopped:
            raise Superseded

"""A thread that scans: always what was asked for last, and nothing else any more."""

import gc
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reach.config import Options
from reach.lock import locked
from reach.records.finding import Report
from reach.repair.pins import Pins
from reach.scan import scan
from reach.serve.memory import Memory

STACK = 512 * 1024 * 1024
"""Bytes of stack for questions within questions; memory is only used where it is needed."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be scanned."""

    number: int
    overlay: Mapping[str, bytes]
    """Text that is not saved, by path below the root."""
    versions: Mapping[str, int | None]
    """Of the documents in the overlay."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came out."""

    job: Job
    report: Report
    pins: Pins


class _Superseded(BaseException):
    """Something newer was asked for. No error: nothing that handles errors may catch it."""


class Worker:
    """Scans one root in a thread of its own; told of progress and of answers there."""

    def __init__(
        self,
        root: Path,
        options: Options,
        answered: Callable[[Answer], None],
        failed: Callable[[Exception], None],
        progress: Callable[[str, int, int], None],
    ) -> None:
        self._root, self._options = root, options
        self._answered, self._failed, self._progress = answered, failed, progress
        self._memory = Memory()
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
        """Scan this; what is at work is dropped."""
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
                self._answered(self._scan(job))
            except _Superseded:
                continue
            except Exception as error:  # a fault of ours must not end the thread
                self._failed(error)
            gc.collect()

    def _scan(self, job: Job) -> Answer:
        report = scan(
            [self._root],
            self._options,
            self._tick,
            overlay=job.overlay,
            extract=self._memory.extract,
        )
        return Answer(job, report, Pins(locked(self._root)[0]))

    def _tick(self, stage: str, done: int, total: int) -> None:
        if self._next is not None or self._stopped:
            raise _Superseded
        self._progress(stage, done, total)

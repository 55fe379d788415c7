"""Rounds of inputs for all targets, in a process that may die of them."""

import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

from fuzz.targets import TARGETS
from fuzz.worker import Worker

WAIT = 120
"""Seconds without a sign of life after which the process is ended."""


@dataclass(frozen=True)
class Extent:
    """How much is run."""

    seconds: float = inf
    inputs: float = inf
    """In all runs of one state."""
    seed: str = "1"
    targets: Sequence[str] = ()
    """Those alone, if any are named."""


def run(state: Path, extent: Extent) -> list[Path]:
    """Run inputs until it is enough, from where the last run of this state ended; what has
    failed so far."""
    state.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + extent.seconds
    while time.monotonic() < end and Worker(state).counts.total() < extent.inputs:
        child = os.fork()
        if child == 0:
            _rounds(state, extent, end)
        _watch(child, state)
    return sorted(state.glob("*.txt"))


def _rounds(state: Path, extent: Extent, end: float) -> None:
    """Run rounds of inputs; the process ends here."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, 1)
    worker = Worker(state)
    targets = [t for t in TARGETS if not extent.targets or t.name in extent.targets]
    for target in targets:
        worker.seeds[target.name] = list(target.seeds())
    worker.limit()
    while time.monotonic() < end and worker.counts.total() < extent.inputs:
        for target in targets:
            for each in range(target.share):
                worker.mutate(target, f"{extent.seed} {worker.rounds}", each)
        worker.rounds += 1
        worker.write_counts()
    os._exit(0)


def _watch(child: int, state: Path) -> None:
    """Wait for a process. One that dies or hangs has met an input that is kept, and what is left
    of its round is passed over."""
    at = state / "input"
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            break
        time.sleep(0.5)
        if at.exists() and time.time() - at.stat().st_mtime > WAIT:
            os.kill(child, signal.SIGKILL)
    if status:
        worker = Worker(state)
        name, _, data = at.read_bytes().partition(b"\n")
        kept = state / f"{name.decode()}-ended-{worker.rounds}"
        kept.with_suffix(".input").write_bytes(data)
        kept.with_suffix(".txt").write_text(f"the process ended with {status}\n", "ascii")
        worker.rounds += 1
        worker.write_counts()

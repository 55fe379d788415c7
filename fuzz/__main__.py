"""Fuzz for a time: `python -m fuzz --seconds 60`. What fails stands in `build/fuzz`."""

import argparse
import os
import signal
import sys
import time
from pathlib import Path

from fuzz.targets import TARGETS
from fuzz.worker import Worker

WAIT = 120
"""Seconds without a sign of life after which the process is ended."""


def main() -> int:
    """Start processes that run inputs until the time is over; 1 if anything failed."""
    options = _options()
    failed = set(options.state.glob("*.txt"))
    end = time.monotonic() + options.seconds
    first = options.first
    while time.monotonic() < end:
        child = os.fork()
        if child == 0:
            _rounds(options, first, end)
        first = _watch(child, options.state, first)
    new = sorted(set(options.state.glob("*.txt")) - failed)
    for path in new:
        print(f"{path}: {path.read_text('utf-8').splitlines()[-1][:200]}")
    counts = Worker(options.state).counts
    print(f"{counts.total()} inputs: " + ", ".join(f"{k} {n}" for k, n in sorted(counts.items())))
    return 1 if new else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="how long (default: 60)")
    parser.add_argument("--seed", default="1", help="another seed gives other inputs")
    parser.add_argument("--first", type=int, default=0, help="round to begin with")
    parser.add_argument("--state", type=Path, default=Path("build/fuzz"), help="what failed")
    parser.add_argument("--target", action="append", choices=[t.name for t in TARGETS])
    return parser.parse_args()


def _rounds(options: argparse.Namespace, first: int, end: float) -> None:
    """Run rounds of inputs; the process ends here."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, 1)
    worker = Worker(options.state)
    targets = [t for t in TARGETS if not options.target or t.name in options.target]
    for target in targets:
        worker.seeds[target.name] = list(target.seeds())
    worker.limit()
    number = first
    while time.monotonic() < end:
        for target in targets:
            for each in range(target.share):
                worker.mutate(target, f"{options.seed} {number}", each)
        number += 1
        (options.state / "round").write_text(str(number), "ascii")
        worker.write_counts()
    os._exit(0)


def _watch(child: int, state: Path, first: int) -> int:
    """Wait for a process; the round to begin the next one with. One that dies or hangs has met an
    input that is kept."""
    at = state / "input"
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            break
        time.sleep(0.5)
        if at.exists() and time.time() - at.stat().st_mtime > WAIT:
            os.kill(child, signal.SIGKILL)
    number = int((state / "round").read_text("ascii")) if (state / "round").exists() else first
    if status:
        name, _, data = at.read_bytes().partition(b"\n")
        kept = state / f"{name.decode()}-ended-{number}"
        kept.with_suffix(".input").write_bytes(data)
        kept.with_suffix(".txt").write_text(f"the process ended with {status}\n", "ascii")
        return number + 1
    return number


if __name__ == "__main__":
    sys.exit(main())

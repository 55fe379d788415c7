"""Runs inputs in a process with limits, and keeps those that fail."""

import json
import os
import resource
import signal
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType

from fuzz.faults import TooSlow
from fuzz.mutate import mutated
from fuzz.targets import Target

SECONDS = 10
"""Processor time that one input may take, with that of the processes it starts."""

MEMORY = 2 << 30
"""Bytes that the process may use beyond those it starts with."""


@dataclass
class Worker:
    """Inputs, one after the other. What it is at stands in `state`, should the process end."""

    state: Path
    """Folder for the input at hand, the counts, and what failed."""
    counts: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    seeds: dict[str, list[bytes]] = field(default_factory=dict)
    rounds: int = 0
    """Rounds that are over."""
    memory: float = 0.0
    """MiB that a process took at most."""
    processor: float = 0.0
    """Seconds of the rounds that are over."""

    def __post_init__(self) -> None:
        self.state.mkdir(parents=True, exist_ok=True)
        kept = self.state / "counts.json"
        if kept.is_file():
            known = json.loads(kept.read_text("utf-8"))
            self.counts, self.slowest = Counter(known["inputs"]), known["slowest"]
            self.rounds, self.memory = known["rounds"], known["memory"]
            self.processor = known["processor"]
        self._began = self.processor - _spent()

    def limit(self) -> None:
        """Limit the memory of what follows."""
        used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))

    def mutate(self, target: Target, seed: str, number: int) -> bool:
        """Run an input that is made of real ones; whether it passed."""
        chance = Random(f"{seed} {target.name} {number}")
        if target.name not in self.seeds:
            self.seeds[target.name] = list(target.seeds())
        return self.run(target, mutated(chance, self.seeds[target.name]))

    def run(self, target: Target, data: bytes) -> bool:
        """Run one input; whether it passed."""
        (self.state / "input").write_bytes(target.name.encode() + b"\n" + data)
        self.counts[target.name] += 1
        start = _spent()
        signal.signal(signal.SIGPROF, _too_slow)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            target.run(data)
        except (Exception, TooSlow) as error:
            signal.setitimer(signal.ITIMER_PROF, 0)
            self.keep(target, data, error)
            return False
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        took = _spent() - start
        self.slowest[target.name] = max(took, self.slowest.get(target.name, 0))
        if took > SECONDS:
            self.keep(target, data, TooSlow(f"{took:.1f} s"))
        return took <= SECONDS

    def keep(self, target: Target, data: bytes, error: BaseException) -> None:
        """Keep the first input that fails in one way, with how it fails."""
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "/reach/" in f.filename]
        where = f"{Path(frames[-1].filename).stem}-{frames[-1].lineno}" if frames else "nowhere"
        name = f"{target.name}-{type(error).__name__}-{where}"
        if not (self.state / f"{name}.input").exists():
            (self.state / f"{name}.input").write_bytes(data)
            text = "".join(traceback.format_exception(error, limit=-12))
            (self.state / f"{name}.txt").write_text(text[-20_000:], "utf-8", "replace")

    def write_counts(self) -> None:
        """Keep how much was done."""
        for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
            self.memory = max(self.memory, round(resource.getrusage(whose).ru_maxrss / 1024, 1))
        self.processor = self._began + _spent()
        text = json.dumps(self.kept(), indent=1)
        (self.state / "counts.new").write_text(text, "utf-8")
        os.replace(self.state / "counts.new", self.state / "counts.json")

    def kept(self) -> dict[str, object]:
        """How much was done, as it is kept."""
        return {
            "inputs": dict(self.counts),
            "slowest": self.slowest,
            "rounds": self.rounds,
            "memory": self.memory,
            "processor": round(self.processor, 1),
        }


def _spent() -> float:
    """Processor time of this process and those it started and waited for."""
    return sum(os.times()[:4])


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise TooSlow(f"more than {SECONDS} s")

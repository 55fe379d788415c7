"""Has repositories scanned by a host process, which forks for each of them.

The host gets no secrets: its environment holds what Python needs and nothing else.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from reach.errors import UsageError
from reach.sweep.handover import DOCUMENTS, RESULT
from reach.sweep.key import Settings
from reach.sweep.limits import Limits
from reach.sweep.outcome import Outcome

MAX_RESULT = 500_000_000
MARGIN = 60.0
"""Seconds beyond the limit after which the host itself is given up."""

_KEPT = ("PATH", "REACH_HOME", "SOURCE_DATE_EPOCH", "TMPDIR", "VIRTUAL_ENV")


@dataclass(frozen=True, slots=True)
class Scan:
    """How a scan went, and what it found."""

    outcome: Outcome
    found: dict[str, Any] = field(default_factory=dict)
    """Rows."""
    documents: dict[str, bytes] = field(default_factory=dict)
    """Compressed reports by their kind."""


@dataclass(frozen=True, slots=True)
class Task:
    """One repository to scan."""

    name: str
    root: Path
    """A bare copy, or a folder."""
    commit: str
    """Empty for a folder."""
    known: str
    """The state of a folder in which it is left alone."""
    scratch: Path
    settings: Settings
    limits: Limits

    def request(self, into: str) -> dict[str, Any]:
        """What the host is told; the result is to lie in the folder `into`."""
        return {
            "name": self.name,
            "root": str(self.root),
            "commit": self.commit,
            "known": self.known,
            "into": into,
            "scratch": str(self.scratch),
            "exclude": self.settings.exclude,
            "rules": [str(path.absolute()) for path in self.settings.rules],
            "feeds": [str(path.absolute()) for path in self.settings.feeds],
            **asdict(self.limits),
        }


class Host:
    """One host process; it is started when it is needed, and again if it ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def scan(self, task: Task) -> Scan:
        """Scan, and tell how it went."""
        task.scratch.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=task.scratch, prefix="result-") as into:
            answer = self._answer(task.request(into), task.limits.seconds + MARGIN)
            if answer is None:
                return Scan(Outcome("failed", "the process that scans has ended"))
            return _read(answer, Path(into))

    def close(self) -> None:
        """End the host, and what it is at."""
        process, self._process = self._process, None
        if process is None:
            return
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _answer(self, request: dict[str, Any], seconds: float) -> dict[str, Any] | None:
        process = self._running()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            process.stdin.flush()
            line = _line(process, seconds)
        except OSError:
            line = b""
        if not line:
            self.close()
            return None
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is None:
            return self._process
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        environment["PYTHONPATH"] = str(Path(__file__).parents[2])  # the same reach as this one
        environment |= {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "reach.sweep.host"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd="/",
            start_new_session=True,
        )
        return self._process


def sweep_up(scratch: Path, older: float) -> None:
    """Remove what killed runs have left: folders that nobody changed since a moment."""
    for left in scratch.glob("*-*"):
        with suppress(OSError):
            if left.stat().st_mtime < older:
                shutil.rmtree(left, ignore_errors=True)


def _line(process: "subprocess.Popen[bytes]", seconds: float) -> bytes:
    """The next line that the host says; empty where it says none in time."""
    import select

    stream = process.stdout
    assert stream is not None
    ready, _, _ = select.select([stream], [], [], seconds)
    return stream.readline() if ready else b""


def _read(answer: dict[str, Any], into: Path) -> Scan:
    cost = (answer["seconds"], answer["cpu"], answer["memory"])
    if answer["reason"]:
        return Scan(Outcome("failed", answer["reason"], *cost))
    try:
        found = json.loads(_content(into / RESULT))
        kinds = () if found["unchanged"] else DOCUMENTS
        documents = {kind: _content(into / kind) for kind in kinds}
    except (OSError, ValueError, KeyError, TypeError, UsageError) as error:
        return Scan(Outcome("failed", f"the result cannot be read: {error}", *cost))
    status = "unchanged" if found["unchanged"] else "scanned"
    return Scan(Outcome(status, "", *cost), found, documents)


def _content(file: Path) -> bytes:
    if file.is_symlink() or file.stat().st_size > MAX_RESULT:
        raise UsageError(f"{file.name}: larger than {MAX_RESULT} bytes")
    return file.read_bytes()

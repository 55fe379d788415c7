"""The process that scans run from: it has loaded the analysis, and forks for every repository.

It reads requests, one JSON object a line, and answers each with a line. It never looks at what is
scanned: that does the fork, which limits itself first and is killed when its time is over. When the
host's own input ends, it kills the fork and ends.
"""

import contextlib
import ctypes
import json
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import fields
from pathlib import Path
from typing import Any

from reach.errors import ReachError
from reach.lasting import ends_soon
from reach.store.rulesets import known
from reach.sweep.handover import REASON
from reach.sweep.limits import Limits, impose
from reach.sweep.scanning import scanned

LOOK = 2.0
"""Seconds between looks at whether somebody still waits."""

_ON_DEATH_OF_PARENT = 1
_MEMORY = "needs more than {} MiB of memory"


def main() -> None:
    """Answer until the input ends."""
    import reach.stages  # noqa: F401  (so that no fork has to load it)

    known(None, ())
    parent = os.getppid()
    while _wait(sys.stdin.fileno(), None, parent):
        line = sys.stdin.buffer.readline()
        if not line:
            return
        answer = run(json.loads(line), parent)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def run(request: dict[str, Any], parent: int) -> dict[str, Any]:
    """Scan in a fork, and tell how it went; `parent` is who waits for it."""
    limits = Limits(**{each.name: request[each.name] for each in fields(Limits)})
    known(None, tuple(map(Path, request["rules"])))
    scratch = tempfile.mkdtemp(dir=request["scratch"], prefix="scan-")
    request = {**request, "scratch": scratch}
    started, host = time.monotonic(), os.getpid()
    ended, running = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ended)
        _scan(request, limits, host)
    os.close(running)
    try:
        in_time = _wait(ended, limits.seconds, parent)
        if not in_time:
            _kill(pid)
        _, status, usage = os.wait4(pid, 0)
    finally:
        os.close(ended)
        shutil.rmtree(scratch, ignore_errors=True)
    return {
        "reason": _reason(status, in_time, limits, Path(request["into"])),
        "seconds": round(time.monotonic() - started, 3),
        "cpu": round(usage.ru_utime + usage.ru_stime, 3),
        "memory": usage.ru_maxrss // 1024,
    }


def _scan(request: dict[str, Any], limits: Limits, host: int) -> None:
    """What the fork does; it never returns, and ends with the host."""
    status = 1
    try:
        os.setsid()
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_ON_DEATH_OF_PARENT, signal.SIGKILL)
        if os.getppid() != host:
            os._exit(status)
        null = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(null, number)
        impose(limits)
        ends_soon()
        scanned(request)
        status = 0
    except MemoryError:
        _leave(request, _MEMORY.format(limits.memory))
    except ReachError as error:
        _leave(request, str(error))
    except BaseException as error:
        _leave(request, f"internal error: {type(error).__name__}: {error}")
    finally:
        os._exit(status)


def _leave(request: dict[str, Any], reason: str) -> None:
    with contextlib.suppress(BaseException):
        (Path(request["into"]) / REASON).write_text(reason[:1000], "utf-8", "backslashreplace")


def _wait(what: int, seconds: float | None, parent: int) -> bool:
    """Wait until there is something to read, or its end; False where the time is over, or nobody
    waits for an answer any more."""
    end = None if seconds is None else time.monotonic() + seconds
    asked = sys.stdin.fileno()
    while os.getppid() == parent:
        left = LOOK if end is None else min(LOOK, end - time.monotonic())
        ready, _, _ = select.select({what, asked}, [], [], max(0.0, left))
        if what in ready:
            return True
        if asked in ready or (end is not None and time.monotonic() >= end):
            return False
    return False


def _kill(pid: int) -> None:
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


def _reason(status: int, in_time: bool, limits: Limits, into: Path) -> str:
    """Why it failed; empty where it did not."""
    if not in_time:
        return f"not done after {limits.seconds:.0f} s"
    code = os.waitstatus_to_exitcode(status)
    if code == 0:
        return ""
    if code == -signal.SIGXCPU:
        return f"needs more than {limits.seconds:.0f} s of processor time"
    if code == -signal.SIGXFSZ:
        return f"writes a file of more than {limits.file_bytes} bytes"
    try:
        return (into / REASON).read_text("utf-8")[:1000]
    except (OSError, UnicodeDecodeError):
        name = signal.Signals(-code).name if code < 0 else f"status {code}"
        return f"ended by {name}, which may mean {_MEMORY.format(limits.memory)}"


if __name__ == "__main__":
    main()

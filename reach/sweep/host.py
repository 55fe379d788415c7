"""The process that scans run from: it has loaded the analysis, and forks for every repository.

It reads requests, one JSON object a line, and answers each with a line. It never looks at what is
scanned: that does the fork, which limits itself first and is killed when its time is over. When the
host's own input ends, it kills the fork and ends.
"""

import contextlib
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
from reach.sweep.limits import Limits, impose
from reach.sweep.scanning import scanned

REASON = "reason.txt"
_MEMORY = "needs more than {} MiB of memory"


def main() -> None:
    """Answer until the input ends."""
    import reach.stages  # noqa: F401  (so that no fork has to load it)

    known(None, ())
    for line in sys.stdin.buffer:
        answer = run(json.loads(line))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def run(request: dict[str, Any]) -> dict[str, Any]:
    """Scan in a fork, and tell how it went."""
    limits = Limits(**{each.name: request[each.name] for each in fields(Limits)})
    known(None, tuple(map(Path, request["rules"])))
    scratch = tempfile.mkdtemp(dir=request["scratch"], prefix="scan-")
    request = {**request, "scratch": scratch}
    started = time.monotonic()
    ended, running = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ended)
        _scan(request, limits)
    os.close(running)
    try:
        in_time = _wait(ended, limits.seconds)
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


def _scan(request: dict[str, Any], limits: Limits) -> None:
    """What the fork does; it never returns."""
    status = 1
    try:
        os.setsid()
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


def _wait(ended: int, seconds: float) -> bool:
    """Wait until the fork has ended; False where its time is over, or nobody waits for it."""
    ready, _, _ = select.select([ended, sys.stdin], [], [], seconds)
    return ended in ready


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

"""Runs the command in forks of one process that has loaded it, so that a hundred runs cost little.

As a program it reads a request a line: what to start, which is answered by a process identifier,
or for whom to wait, which is answered by a status.
"""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.powers import modes_count

CANNOT = 77
"""Status of a fork that may not make the trouble that it was asked for."""

_NAMESPACE, _READ_ONLY, _REMOUNT, _BIND, _DOWN, _PRIVATE = 0x20000, 1, 32, 4096, 16384, 1 << 18


class Forks:
    """The process, and what is started from it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.forks"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def start(self, words: list[str], said: Path, trouble: str = "", **variables: str) -> int:
        """Start the command; what it says goes into a file."""
        return self._ask(words=words, said=str(said), trouble=trouble, variables=variables)

    def wait(self, pid: int) -> int:
        """The exit status, negative for a signal."""
        return self._ask(wait=pid)

    def close(self) -> None:
        """End it."""
        self._process.communicate()

    def _ask(self, **request: Any) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def _mounted(source: str, folder: str, kind: str, flags: int, data: str = "") -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    words = [each.encode() or None for each in (source, folder, kind)]
    if libc.mount(*words, ctypes.c_ulong(flags), data.encode() or None):
        sys.stderr.write(f"mount: {os.strerror(ctypes.get_errno())}\n")
        os._exit(CANNOT)


def _own_mounts() -> None:
    """What is mounted from now on is seen by this process alone."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NAMESPACE):
        sys.stderr.write(f"unshare: {os.strerror(ctypes.get_errno())}\n")
        os._exit(CANNOT)
    _mounted("none", "/", "", _PRIVATE | _DOWN)


def _full(cache: str) -> None:
    """A file system on which little has room."""
    _own_mounts()
    _mounted("tmpfs", cache, "tmpfs", 0, "size=16k")


def _filling(cache: str) -> None:
    """One that has room for the tables, and not for all that goes into them."""
    _own_mounts()
    _mounted("tmpfs", cache, "tmpfs", 0, "size=64k")


def _read_only(cache: str) -> None:
    """A file system that cannot be written."""
    _own_mounts()
    _mounted(cache, cache, "", _BIND)
    _mounted("none", cache, "", _BIND | _REMOUNT | _READ_ONLY)


def _short_files(_: str) -> None:
    """No file may grow beyond a few pages."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


_TROUBLES: dict[str, Callable[[str], None]] = {
    "full": _full,
    "filling": _filling,
    "read-only": _read_only,
    "short files": _short_files,
}


def _run(request: dict[str, Any]) -> None:
    """What a fork does; it never returns."""
    status: Any = 1
    said = os.open(request["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.environ.pop("REACH_NO_CACHE", None)
    os.environ.update(request["variables"])
    try:
        with ExitStack() as stack:
            if request["trouble"] == "modes":
                stack.enter_context(modes_count())
            elif request["trouble"]:
                _TROUBLES[request["trouble"]](os.environ["REACH_CACHE_DIR"])
            sys.argv = ["reach", *request["words"]]
            from reach.__main__ import main

            main()
    except SystemExit as end:
        status = end.code
    finally:
        if sys.exc_info()[0] not in (None, SystemExit):
            sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
        os._exit(status or 0)


def main() -> None:
    """Serve until the input ends."""
    import reach.cli.scan
    import reach.output.json
    import reach.output.text
    import reach.repair.calls
    import reach.stages  # noqa: F401

    for line in sys.stdin.buffer:
        request = json.loads(line)
        if "wait" in request:
            _, status = os.waitpid(request["wait"], 0)
            answer = os.waitstatus_to_exitcode(status)
        else:
            answer = os.fork()
            if answer == 0:
                _run(request)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

"""Servers that sweeps need: PostgreSQL, and a cluster of dask, each in processes of their own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

USER = "postgres"


class Missing(Exception):
    """What is needed for a server is not installed."""


def programs() -> Path | None:
    """The folder with the newest programs of PostgreSQL's server."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in versions), default=None)


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A server of our own, and the address of its database."""
    where = programs()
    if where is None:
        raise Missing("PostgreSQL is not installed")
    become: Sequence[str] = ()
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None or not _exists(USER):
            raise Missing(f"PostgreSQL does not run as root, and there is no user {USER}")
        become = ("setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups")
        shutil.chown(folder, USER)
        for parent in (folder, *folder.parents):
            if parent.stat().st_uid == 0 and parent != Path("/"):
                parent.chmod(parent.stat().st_mode | 0o011)
    data, port = folder / "data", free_port()
    made = [*become, str(where / "initdb"), "-D", str(data), "-A", "trust", "-U", "reach", "-N"]
    subprocess.run(made, check=True, capture_output=True, cwd=folder)
    options = ["-p", str(port), "-k", str(folder), "-h", "127.0.0.1", "-c", "fsync=off"]
    command = [*become, str(where / "postgres"), "-D", str(data), *options]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        wait(lambda: _answers(port), "PostgreSQL")
        yield f"postgresql://reach@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)


def _answers(port: int) -> bool:
    import psycopg

    try:
        psycopg.connect(f"postgresql://reach@127.0.0.1:{port}/postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _exists(user: str) -> bool:
    import pwd

    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


class Cluster:
    """A scheduler and workers of dask, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        self.address = ""
        self._scheduler: subprocess.Popen[bytes] | None = None

    def start(self, workers: int) -> None:
        """The scheduler, and so many workers with one thread each."""
        port = free_port()
        self.address = f"tcp://127.0.0.1:{port}"
        words = ("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
        self._scheduler = self._run("scheduler.log", *words, "--no-show")
        for _ in range(workers):
            self.add()
        wait(lambda: self._joined() >= workers, "dask")

    def add(self) -> None:
        """One more worker."""
        words = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        name = f"worker-{len(self.workers)}"
        more = ("--local-directory", str(self.folder / name), "--death-timeout", "60")
        self.workers.append(self._run(f"{name}.log", "worker", self.address, *words, *more))

    def stop(self) -> None:
        """End them all."""
        for process in (*self.workers, self._scheduler):
            if process is not None and process.poll() is None:
                process.kill()
                process.wait()

    def _joined(self) -> int:
        text = (self.folder / "scheduler.log").read_text()
        return len(re.findall(r"Register worker", text))

    def _run(self, log: str, *words: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]]
        with (self.folder / log).open("w") as stream:
            return subprocess.Popen(command, stdout=stream, stderr=stream, cwd=self.folder)


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A cluster on this machine."""
    made = Cluster(folder)
    try:
        made.start(workers)
        yield made
    finally:
        made.stop()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def wait(until: Callable[[], bool], what: str, seconds: float = 60.0) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not come up in {seconds:.0f} s")
        time.sleep(0.05)

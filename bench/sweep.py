"""Sweeps many repositories on a cluster with PostgreSQL, night after night, and kills who works.

The repositories are made of the sample projects, with models, histories and modules of Python's own
library as bulk; `--packages` adds public source distributions.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import func, select

from bench.servers import Cluster, cluster, postgres, wait
from bench.trees import package
from reach.sweep.store.opening import Store, address
from reach.sweep.store.schema import outcomes

SAMPLES = Path("testdata/projects")
PACKAGES = (
    ("evaluate", "0.4.6"),
    ("safetensors", "0.7.0"),
    ("sentence-transformers", "5.1.2"),
)
"""Public source distributions that are swept too, on demand."""

CHANGED = 0.02
"""Share of the repositories that get a commit before the second night."""

BULK = 12
"""Modules of the standard library in each repository, at most."""

LARGEST = 30_000
"""Bytes of such a module."""

GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_NAME": "A" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "a@example.org" for who in ("AUTHOR", "COMMITTER")},
}


def git(folder: Path, *words: str) -> None:
    """Run git in a folder."""
    command = ["git", "-C", str(folder), "-c", "init.defaultBranch=main", *words]
    subprocess.run(command, env={**os.environ, **GIT}, check=True, capture_output=True)


def commit(folder: Path, message: str) -> None:
    """Commit everything."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)


def generate(folder: Path, count: int) -> list[Path]:
    """Repositories with three commits each, no two alike."""
    chance = random.Random(11)  # noqa: S311
    samples = sorted(path for path in SAMPLES.iterdir() if path.is_dir())
    modules = sorted(Path(os.__file__).parent.glob("*.py"))
    library = [path for path in modules if path.stat().st_size < LARGEST]
    made = []
    for number in range(count):
        target = folder / f"service-{number:03}"
        for sample in chance.sample(samples, 1 + number % 3):
            shutil.copytree(sample, target / sample.name)
            (target / sample.name / "expect.toml").unlink(missing_ok=True)
        _rename(target, number)
        git(target, "init", "-q")
        commit(target, "first")
        bulk = target / "vendored"
        bulk.mkdir()
        for module in chance.sample(library, 3 + number % (BULK - 2)):
            shutil.copy(module, bulk)
        commit(target, "vendored")
        (target / "README.md").write_text(f"# Service {number}\n")
        commit(target, "readme")
        made.append(target)
    return made


def _rename(target: Path, number: int) -> None:
    """Other names of models in each repository."""
    for file in target.rglob("*.py"):
        text = file.read_text("utf-8")
        file.write_text(text.replace("Qwen/Qwen2.5-0.5B", f"org-{number % 17}/model-{number}"))


def downloaded(folder: Path) -> list[Path]:
    """Public source distributions, as repositories with one commit. Nothing of them is run."""
    made = []
    for name, version in PACKAGES:
        try:
            target = package(folder, name, version)
        except Exception as error:
            print(f"{name} {version} cannot be had: {error}", file=sys.stderr)
            continue
        git(target, "init", "-q")
        commit(target, "release")
        made.append(target)
    return made


class Nights:
    """One store and one cache, and sweeps into them by the command: on a cluster, or here."""

    def __init__(self, folder: Path, where: str, sources: Path, some: Cluster | None) -> None:
        self.folder = folder
        self.cluster = some
        self.where = where
        self.store = Store(address(where))
        words = [sys.executable, "-m", "reach", "sweep", str(sources), "--strict", "--quiet"]
        self._words = [*words, "--cache-dir", str(folder)]
        if some is not None:
            self._words += ["--scheduler", some.address]

    def start(self) -> "subprocess.Popen[bytes]":
        """The client of a sweep."""
        environment = {**os.environ, "REACH_STORE": self.where}
        return subprocess.Popen(self._words, env=environment)

    def night(self) -> dict[str, Any]:
        """A whole sweep, with what it cost; without the database's part."""
        started, used = time.monotonic(), self._elsewhere()
        client = self.start()
        _, status, usage = os.wait4(client.pid, 0)
        if status:
            raise SystemExit(f"the sweep ended with {os.waitstatus_to_exitcode(status)}")
        used = self._elsewhere() - used
        return {
            "seconds": round(time.monotonic() - started, 1),
            "processor, all": round(used + usage.ru_utime + usage.ru_stime, 2),
            "processor, client": round(usage.ru_utime + usage.ru_stime, 2),
            **self.cost(),
        }

    def _elsewhere(self) -> float:
        return 0.0 if self.cluster is None else self.cluster.processor()

    def cost(self) -> dict[str, Any]:
        """What the repositories of the last sweep cost."""
        last = select(func.max(outcomes.c.sweep_id)).scalar_subquery()
        with self.store.reading() as connection:
            rows = connection.execute(select(outcomes).where(outcomes.c.sweep_id == last)).all()
        spent = sorted(row.cpu for row in rows if row.status == "scanned")
        return {
            "scanned": len(spent),
            "unchanged": sum(row.status == "unchanged" for row in rows),
            "processor, scans": round(sum(spent), 1),
            "median": median(spent) if spent else 0.0,
            "most": max(spent, default=0.0),
            "memory": max((row.memory for row in rows), default=0),
            "waiting": round(median(r.seconds for r in rows if r.status == "unchanged"), 3)
            if any(row.status == "unchanged" for row in rows)
            else None,
        }

    def done(self) -> int:
        """Repositories that are done, in all sweeps."""
        with self.store.reading() as connection:
            query = select(func.count()).select_from(outcomes)
            return int(connection.execute(query).scalar_one())

    def export(self) -> bytes:
        """Everything, to compare."""
        words = ["sweep", "export", "--reports"]
        command = [sys.executable, "-m", "reach", *words]
        environment = {**os.environ, "REACH_STORE": self.where}
        return subprocess.run(command, env=environment, check=True, capture_output=True).stdout


def killed(nights: Nights, workers: Cluster, total: int) -> dict[str, Any]:
    """A sweep in which a worker, and then the client, are killed; taken up again."""

    def passed(share: float) -> Callable[[], bool]:
        return lambda: nights.done() >= total * share

    started = time.monotonic()
    client = nights.start()
    wait(passed(0.2), "a fifth", 3600)
    workers.workers[0].kill()
    workers.add()
    wait(passed(0.5), "half", 3600)
    client.send_signal(signal.SIGKILL)
    client.wait()
    done = nights.done()
    if nights.start().wait():
        raise SystemExit("the sweep that was taken up failed")
    return {"seconds": round(time.monotonic() - started, 1), "done when killed": done}


def schema(where: str, name: str) -> str:
    """A store of its own in the database."""
    import psycopg

    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{where}?options=-csearch_path%3D{name}"


def _with_kills(
    folder: Path, server: str, sources: Path, some: Cluster, one: Nights, total: int
) -> dict[str, Any]:
    """The same night into another store, with a worker and the client killed."""
    two = Nights(folder.absolute() / "two", schema(server, "two"), sources, some)
    taken_up = killed(two, some, total)
    return {"killed and taken up": taken_up, "same to the byte": one.export() == two.export()}


def change(repositories: Sequence[Path], turn: int) -> int:
    """Commit to a few, to others in each turn; to how many."""
    count = max(1, round(len(repositories) * CHANGED))
    step = len(repositories) // count
    chosen = repositories[turn % step :: step][:count]
    for path in chosen:
        (path / f"late_{turn}.py").write_text(f"import torch\n\ntorch.load('late-{turn}.pt')\n")
        commit(path, "late")
    return len(chosen)


def compared(first: dict[str, Any], later: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The median of nights, beside the first one."""
    used = [night["processor, all"] for night in later]
    return {
        "processor": median(used),
        "percent of the first night": round(100 * median(used) / first["processor, all"], 2),
        "least and most": [min(used), max(used)],
        "seconds": median(night["seconds"] for night in later),
        "the last one": later[-1],
    }


def idle(some: Cluster, seconds: float = 5.0) -> float:
    """Processor time that a cluster takes in each second in which it has nothing to do."""
    before = some.processor()
    time.sleep(seconds)
    return round((some.processor() - before) / seconds, 3)


def measure(folder: Path, repositories: Sequence[Path], kills: bool, rounds: int) -> dict[str, Any]:
    """All nights, on a cluster and here in turn."""
    sources = folder / "sources.txt"
    sources.write_text("\n".join(path.absolute().as_uri() for path in repositories) + "\n")
    for name in ("postgres", "cluster"):
        (folder / name).mkdir(parents=True)
    found: dict[str, Any] = {"repositories": len(repositories)}
    with postgres((folder / "postgres").absolute()) as server, cluster(folder / "cluster") as some:
        found["idle cluster, a second"] = idle(some)
        one = Nights(folder.absolute() / "one", schema(server, "one"), sources, some)
        here = Nights(folder.absolute() / "here", str(folder / "here.sqlite"), sources, None)
        ways = {"cluster": one, "here": here}
        first = {name: nights.night() for name, nights in ways.items()}
        found["first night"] = first
        if kills:
            found |= _with_kills(folder, server, sources, some, one, len(repositories))
        changed: dict[str, list[dict[str, Any]]] = {name: [] for name in ways}
        same: dict[str, list[dict[str, Any]]] = {name: [] for name in ways}
        for turn in range(rounds):
            found["changed"] = change(repositories, turn)
            for into in (changed, same):
                for name, nights in ways.items():
                    into[name].append(nights.night())
    for title, nights_of in (("a few changed", changed), ("none changed", same)):
        found[title] = {name: compared(first[name], nights_of[name]) for name in ways}
    return found


def main() -> None:
    """Make what is to be swept, sweep it, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repositories", type=int, default=100)
    parser.add_argument("--packages", action="store_true")
    parser.add_argument("--no-kills", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=Path("build/bench/sweep"))
    given = parser.parse_args()
    shutil.rmtree(given.folder, ignore_errors=True)
    tops = given.folder / "repositories"
    tops.mkdir(parents=True)
    repositories = generate(tops, given.repositories)
    repositories += downloaded(tops) if given.packages else []
    found = measure(given.folder, repositories, not given.no_kills, given.rounds)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()

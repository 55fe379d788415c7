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
    ("accelerate", "1.12.0"),
    ("peft", "0.18.0"),
    ("sentence-transformers", "5.1.2"),
    ("timm", "1.0.22"),
    ("evaluate", "0.4.6"),
    ("safetensors", "0.7.0"),
)
"""Public source distributions that are swept too, on demand."""

CHANGED = 0.02
"""Share of the repositories that get a commit before the second night."""

BULK = 24
"""Modules of the standard library in each repository, at most."""
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
    library = sorted(Path(os.__file__).parent.glob("*.py"))
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
        for module in chance.sample(library, 4 + number % (BULK - 3)):
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
    """One store and one cache, and sweeps into them by the command."""

    def __init__(self, folder: Path, where: str, sources: Path, scheduler: str) -> None:
        self.folder = folder
        self.where = where
        self.store = Store(address(where))
        words = [sys.executable, "-m", "reach", "sweep", str(sources), "--strict"]
        self._words = [*words, "--cache-dir", str(folder), "--scheduler", scheduler]

    def start(self) -> "subprocess.Popen[bytes]":
        """The client of a sweep."""
        environment = {**os.environ, "REACH_STORE": self.where}
        return subprocess.Popen(self._words, env=environment)

    def night(self) -> dict[str, Any]:
        """A whole sweep, with what it cost."""
        started = time.monotonic()
        client = self.start()
        if client.wait():
            raise SystemExit(f"the sweep ended with {client.returncode}")
        return {"seconds": round(time.monotonic() - started, 1), **self.cost()}

    def cost(self) -> dict[str, Any]:
        """What the repositories of the last sweep cost."""
        last = select(func.max(outcomes.c.sweep_id)).scalar_subquery()
        with self.store.reading() as connection:
            rows = connection.execute(select(outcomes).where(outcomes.c.sweep_id == last)).all()
        spent = sorted(row.cpu for row in rows if row.status == "scanned")
        return {
            "scanned": len(spent),
            "unchanged": sum(row.status == "unchanged" for row in rows),
            "processor": round(sum(spent), 1),
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


def measure(folder: Path, repositories: Sequence[Path]) -> dict[str, Any]:
    """All nights."""
    sources = folder / "sources.txt"
    sources.write_text("\n".join(path.absolute().as_uri() for path in repositories) + "\n")
    for name in ("postgres", "cluster"):
        (folder / name).mkdir(parents=True)
    found: dict[str, Any] = {"repositories": len(repositories)}
    with postgres((folder / "postgres").absolute()) as server, cluster(folder / "cluster") as some:
        one = Nights(folder.absolute() / "one", schema(server, "one"), sources, some.address)
        found["first night"] = one.night()
        two = Nights(folder.absolute() / "two", schema(server, "two"), sources, some.address)
        found["killed and taken up"] = killed(two, some, len(repositories))
        found["same to the byte"] = one.export() == two.export()
        changed = max(1, round(len(repositories) * CHANGED))
        chosen = repositories[:: len(repositories) // changed][:changed]
        for path in chosen:
            (path / "late.py").write_text("import torch\n\ntorch.load('late.pt')\n")
            commit(path, "late")
        found["second night"] = {"changed": len(chosen), **one.night()}
        found["third night"] = one.night()
    return found


def main() -> None:
    """Make what is to be swept, sweep it, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repositories", type=int, default=100)
    parser.add_argument("--packages", action="store_true")
    parser.add_argument("--folder", type=Path, default=Path("build/bench/sweep"))
    given = parser.parse_args()
    shutil.rmtree(given.folder, ignore_errors=True)
    tops = given.folder / "repositories"
    tops.mkdir(parents=True)
    repositories = generate(tops, given.repositories)
    repositories += downloaded(tops) if given.packages else []
    print(json.dumps(measure(given.folder, repositories), indent=2))


if __name__ == "__main__":
    main()

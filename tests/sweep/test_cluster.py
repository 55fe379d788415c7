"""A sweep on a cluster, with PostgreSQL: who is killed in the middle loses nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bench.servers import Cluster, Missing, cluster, postgres, wait
from reach.sweep.export import exported
from reach.sweep.store.opening import Store, address
from reach.sweep.store.schema import outcomes
from tests.history.repositories import commit, replace
from tests.sweep.nights import SECOND, Nights

MANY = 12


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    try:
        with postgres(tmp_path_factory.mktemp("postgres")) as where:
            yield where
    except Missing as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    pytest.importorskip("distributed", reason="dask.distributed is not installed")
    with cluster(tmp_path_factory.mktemp("cluster")) as made:
        yield made


def emptied(where: str) -> str:
    """The store of a test: a schema of its own in the same database."""
    import psycopg

    emptied.number += 1  # type: ignore[attr-defined]
    name = f"test_{emptied.number}"  # type: ignore[attr-defined]
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{where}?options=-csearch_path%3D{name}"


emptied.number = 0  # type: ignore[attr-defined]


def many(nights: Nights) -> None:
    """Repositories that differ."""
    for number in range(MANY):
        text = SECOND["serve.py"].replace("weights.pt", f"weights-{number}.pt")
        nights.repository(f"r{number}", {"serve.py": text})


def content(nights: Nights) -> str:
    with nights.store.reading() as connection:
        return "".join(exported(connection, reports=True)).replace(str(nights.folder), "")


def test_both_databases_say_the_same(server: str, tmp_path: Path) -> None:
    said: list[list[str]] = []
    for where in (str(tmp_path / "x.sqlite"), emptied(server)):
        folder = tmp_path / str(len(said))
        folder.mkdir()
        nights = Nights(folder, where)
        changed = nights.repository("one")
        nights.repository("two", SECOND)
        nights.sweep()
        replace(changed, "loader.py", "revision=REVISION, ", "")
        commit(changed)
        nights.sweep()
        text = content(nights)
        nights.store.close()
        said.append([line for line in text.splitlines() if '"state"' not in line])
    assert len(said[0]) > 10
    assert said[0] == said[1]


def started(nights: Nights, scheduler: str) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "reach", "sweep", str(nights.list), "--store", nights.where]
    return subprocess.Popen(
        [*words, "--scheduler", scheduler, "--cache-dir", str(nights.folder / "cache")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "REACH_NO_CACHE": "1", "REACH_DEBUG": "1"},
    )


def some_done(nights: Nights, least: int) -> None:
    def enough() -> bool:
        return int(nights.ask(select(func.count()).select_from(outcomes))[0][0]) >= least

    wait(enough, "the sweep")


def test_a_cluster_finds_the_same_whoever_is_killed(
    server: str, workers: Cluster, tmp_path: Path
) -> None:
    nights = Nights(tmp_path, emptied(server))
    many(nights)
    client = started(nights, workers.address)
    some_done(nights, 2)
    workers.workers[0].kill()
    workers.add()
    time.sleep(0.3)
    client.send_signal(signal.SIGKILL)
    client.communicate()
    client = started(nights, workers.address)
    out, err = client.communicate(timeout=120)
    assert client.returncode == 0, err
    assert out.startswith(f"sweep 1: taken up again, {MANY} scanned")
    here = Nights(tmp_path, str(tmp_path / "here.sqlite"))
    here.sweep()
    assert content(nights) == content(here)
    nights.store.close()
    here.store.close()


def test_a_worker_with_another_feed_does_not_answer(
    workers: Cluster, nights: Nights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the client would find is not what the worker would."""
    from dataclasses import replace as changed

    from reach.sweep import key, run

    nights.repository("two", SECOND)

    def other(settings: key.Settings) -> key.Key:
        return changed(key.key_of(settings), feed="another")

    monkeypatch.setattr(run, "key_of", other)
    summary = nights.sweep(scheduler=workers.address, attempts=1)
    assert list(summary.failures.values()) == [
        "this worker has another reach, other rulesets or another feed"
    ]


def test_no_scheduler(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    from reach.errors import UsageError
    from reach.sweep import cluster as engine

    monkeypatch.setattr(engine, "PATIENCE", 0.2)
    nights.repository("two", SECOND)
    with pytest.raises(UsageError, match="--scheduler tcp"):
        nights.sweep(scheduler="tcp://127.0.0.1:9")
    nights.sweep()
    summary = nights.sweep(scheduler="tcp://127.0.0.1:9")
    assert summary.statuses == {"unchanged": 1}  # nobody has to be at work for that


def test_tables_are_made_once_by_several(server: str) -> None:
    from concurrent.futures import ThreadPoolExecutor

    where = address(emptied(server))
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: Store(where), range(4)))
    for store in stores:
        store.close()

"""Repositories, a store and sweeps of them, as the tests need them."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from reach.sweep.limits import Limits
from reach.sweep.listing import expanded
from reach.sweep.run import Plan, Summary, sweep
from reach.sweep.store.opening import Store, address
from reach.sweep.store.schema import outcomes, repositories
from reach.upload.http import Client
from tests.history.repositories import commit, git, service, write

__all__ = ["Client", "commit", "git", "service", "write"]

SECOND = {
    "serve.py": """\
import torch
from flask import Flask

app = Flask(__name__)


@app.route("/score")
def score():
    return torch.load("weights.pt", weights_only=False)
""",
}


class Nights:
    """A folder with repositories, their list, and the store."""

    def __init__(self, folder: Path, store: str = "") -> None:
        self.folder = folder
        self.list = folder / "list.txt"
        self.where = store or str(folder / "sweep.sqlite")
        self.store = Store(address(self.where))
        self.plan = Plan(folder / "cache", limits=Limits(seconds=60))
        self.told: list[tuple[str, str]] = []

    def repository(self, name: str, files: dict[str, str] | None = None) -> Path:
        """A repository with one commit, that is on the list; the service without files."""
        made = self.folder / name
        if files is None:
            service(made)
        else:
            made.mkdir()
            write(made, files)
            git(made, "init", "-q")
            commit(made)
        self.add(name)
        return made

    def add(self, line: str) -> None:
        """One more line of the list."""
        with self.list.open("a") as stream:
            stream.write(line + "\n")

    def sweep(self, **changes: Any) -> Summary:
        """One night."""
        self.told.clear()

        def tell(source: Any, outcome: Any, done: int, total: int) -> None:
            self.told.append((Path(source.name).name, outcome.status))

        sources = expanded((str(self.list),))
        return sweep(self.store, sources, replace(self.plan, **changes), tell)

    def ask(self, statement: Any) -> list[Any]:
        """Rows of the store."""
        with self.store.reading() as connection:
            return list(connection.execute(statement))

    def reasons(self, number: int) -> dict[str, str]:
        """Why repositories failed in a sweep."""
        rows = self.ask(
            select(repositories.c.name, outcomes.c.reason)
            .join(outcomes, outcomes.c.repository_id == repositories.c.id)
            .where(outcomes.c.sweep_id == number, outcomes.c.status == "failed")
        )
        return {Path(name).name: reason for name, reason in rows}


def reach(folder: Path, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """The command, in a process of its own."""
    import sys

    return subprocess.run(
        [sys.executable, "-m", "reach", "sweep", *words],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )

"""Makes a store of many repositories, and measures how long questions about it take."""

import argparse
import random
import sys
import time
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from reach.records.finding import GRADES
from reach.sweep.language import parse
from reach.sweep.run import begin
from reach.sweep.search import answer
from reach.sweep.store import schema
from reach.sweep.store.opening import Store, address

QUESTIONS = (
    "model = 'org-77/model-77'",
    "model ~ 'model-1234'",
    "publisher = 'org-3' and grade >= exposed",
    "rule = trust-remote-code and not pinned",
    "entry ~ '/r42/' or repository = 'git.example/team-3/service-33'",
    "not (format = safetensors or pinned) and grade = deployed",
    "revision != ''",
    "grade >= dormant",
)
RULES = ("trust-remote-code", "unpinned-hub-download", "torch-load", "pickle-load")
FORMATS = ("safetensors", "pickle", "gguf", "unknown")
MODELS = 20_000


def fill(store: Store, repositories: int, loads: int) -> None:
    """Invent repositories with so many loads and findings each, of 20,000 artifacts of 500
    publishers."""
    chance = random.Random(7)  # noqa: S311
    with store.writing() as connection:
        sweep = begin(connection, "sweep", "bench")
        connection.execute(insert(schema.artifacts), [_artifact(n) for n in range(MODELS)])
        for start in range(0, repositories, 500):
            tables: dict[Any, list[dict[str, Any]]] = {}
            for number in range(start, min(repositories, start + 500)):
                _repository(tables, number, loads, sweep, chance)
            for table, rows in tables.items():
                connection.execute(insert(table), rows)


def _artifact(number: int) -> dict[str, Any]:
    name = f"Org-{number % 500}/model-{number}"
    return {
        "id": number + 1,
        "digest": str(number),
        "type": "model",
        "hub": "huggingface",
        "name": name,
        "name_key": name.lower(),
        "publisher": f"Org-{number % 500}",
        "publisher_key": f"org-{number % 500}",
        "revision": "a" * 40 if number % 5 == 0 else None,
        "pinned": number % 5 == 0,
        "file": None,
        "format": FORMATS[number % 4],
        "purl": None,
        "certainty": "exact",
        "locked": None,
    }


def _repository(
    tables: dict[Any, list[dict[str, Any]]],
    number: int,
    loads: int,
    sweep: int,
    chance: random.Random,
) -> None:
    owner = number + 1
    name = f"git.example/team-{number % 40}/service-{number}"
    tables.setdefault(schema.repositories, []).append({"id": owner, "name": name, "address": ""})
    state = dict.fromkeys(("files", "entry_points", "skipped", "notices"), 1)
    key = {"program": "1", "rules": "1", "feed": "1", "ref": "", "commit": f"{number:040x}"}
    state_row = {"repository_id": owner, "sweep_id": sweep, **key, **state}
    tables.setdefault(schema.states, []).append(state_row)
    for place in range(loads):
        load = number * loads + place + 1
        rank = chance.randrange(len(GRADES))
        tables.setdefault(schema.loads, []).append(
            {
                "id": load,
                "repository_id": owner,
                "artifact_id": int(MODELS * chance.random() ** 2) + 1,
                "digest": str(load),
                "unknown": "",
                "role": "model",
                "sink": "transformers.AutoModel.from_pretrained",
                "function": f"service.part_{place}.load",
                "path": f"service/part_{place}.py",
                "line": place + 1,
                "column": 5,
                "number": place,
                "rank": rank,
                "since": sweep,
                "until": None,
            }
        )
        tables.setdefault(schema.findings, []).append(_finding(owner, place, rank, sweep))
        rules = tables.setdefault(schema.load_rules, [])
        rules += [{"load_id": load, "rule": RULES[n]} for n in chance.sample(range(4), place % 3)]
        entries = tables.setdefault(schema.load_entries, [])
        entries += [
            {
                "load_id": load,
                "number": n,
                "kind": "flask-route",
                "name": f"GET /r{chance.randrange(200)}/{n}",
                "rank": rank,
            }
            for n in range(place % 3)
        ]


def _finding(owner: int, place: int, rank: int, sweep: int) -> dict[str, Any]:
    return {
        "repository_id": owner,
        "fingerprint": f"{owner}-{place}",
        "number": 0,
        "rule": RULES[place % 4],
        "rank": rank,
        "severity": round(9.5 - 1.5 * (5 - rank) - place % 3, 1),
        "suppressed": False,
        "message": f"GET /r{place} loads Org-{place}/model-{place} with from_pretrained: unpinned.",
        "path": f"service/part_{place}.py",
        "line": place + 1,
        "column": 5,
        "sink": "transformers.AutoModel.from_pretrained",
        "function": f"service.part_{place}.load",
        "models": f"Org-{place}/model-{place}",
        "since": sweep,
        "until": None,
    }


def main() -> None:
    """Fill a store where it is empty, and ask each question three times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", default="build/bench/sweep-store.sqlite")
    parser.add_argument("--repositories", type=int, default=10_000)
    parser.add_argument("--loads", type=int, default=30)
    given = parser.parse_args()
    Path(given.store).parent.mkdir(parents=True, exist_ok=True)
    store = Store(address(given.store))
    with store.reading() as connection:
        empty = connection.execute(schema.repositories.select().limit(1)).first() is None
    if empty:
        fill(store, given.repositories, given.loads)
    for question in QUESTIONS:
        for _ in range(3):
            started, used = time.monotonic(), time.process_time()
            with store.reading() as connection:
                found = answer(connection, parse(question), 100)
            spent = f"{time.monotonic() - started:.3f} s, {time.process_time() - used:.3f} s of CPU"
        print(f"{spent}  {found.total:>7}  {question}", file=sys.stdout)


if __name__ == "__main__":
    main()

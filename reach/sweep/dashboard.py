"""What the dashboard shows, read from the store in a handful of questions."""

from collections import Counter
from typing import Any

from sqlalchemy import Connection, and_, select

from reach.judge.compromised import RULE
from reach.output.dashboard import render, shown
from reach.records.finding import GRADES
from reach.sweep.store import history
from reach.sweep.store.history import held
from reach.sweep.store.schema import (
    artifacts,
    findings,
    load_entries,
    load_rules,
    loads,
    outcomes,
    repositories,
    states,
)

LISTED = 20
"""Findings of one repository that are listed; the rest is counted."""

NEWS = 8
"""New and worse findings that are listed before everything else."""

NIGHTS = 90
"""Sweeps in the picture of trends."""


def dashboard(connection: Connection, title: str) -> str:
    """The page."""
    nights = [n for n in history.trend(connection) if n["kind"] == "sweep"][-NIGHTS:]
    last = nights[-1]["sweep"] if nights else 0
    since = nights[-2]["sweep"] if len(nights) > 1 else 0
    new, worse = history.new(connection, since), history.worse(connection, since)
    rows = _repositories(connection, last, new)
    rows.sort(key=lambda row: (-row["worst"], [-n for n in reversed(row["counts"])], row["name"]))
    places = {row.pop("id"): index for index, row in enumerate(rows)}
    models = _models(connection, places)
    data = {
        "grades": list(GRADES),
        "sweeps": nights,
        "news": _news([*new, *worse], since > 0),
        "repositories": rows,
        "models": models,
    }
    exposed = GRADES.index("exposed")
    figures = [
        (len(rows), "repositories"),
        (sum(any(row["counts"][exposed:]) for row in rows), "exposed or deployed"),
        (sum(row["news"] for row in rows), "new findings"),
        (len(models), "names that are loaded"),
        (sum(bool(row["failed"]) for row in rows), "failed"),
    ]
    return render(title, data, figures)


def _news(found: list[history.Found], since: bool) -> dict[str, Any]:
    """The worst of what is new or worse, and how much there is."""
    found.sort(key=lambda f: (-GRADES.index(f.grade), -f.severity))
    rows = [
        [
            shown(f.repository),
            shown(f.rule),
            GRADES.index(f.grade),
            f.severity,
            *(shown(f.message), shown(f.path), f.line),
            None if f.was is None else GRADES.index(f.was),
        ]
        for f in found[:NEWS]
    ]
    return {"rows": rows, "total": len(found), "since": since}


def _repositories(
    connection: Connection, last: int, new: list[history.Found]
) -> list[dict[str, Any]]:
    fresh = {(f.repository, f.fingerprint, f.number) for f in new}
    reasons = {
        row.repository_id: row.reason
        for row in connection.execute(
            select(outcomes).where(outcomes.c.sweep_id == last, outcomes.c.status == "failed")
        )
    }
    wanted = select(
        repositories.c.id, repositories.c.name, states.c.commit, states.c.sweep_id
    ).outerjoin(states, states.c.repository_id == repositories.c.id)
    names: dict[int, str] = {}
    found: dict[int, dict[str, Any]] = {}
    for row in connection.execute(wanted):
        names[row.id] = row.name
        found[row.id] = {
            "id": row.id,
            "name": shown(row.name),
            "commit": shown((row.commit or "")[:12]),
            "sweep": row.sweep_id,
            "failed": shown(reasons.get(row.id, "")),
            "worst": 0.0,
            "news": 0,
            "counts": [0] * len(GRADES),
            "findings": [],
            "more": 0,
        }
    order = (findings.c.rank.desc(), findings.c.severity.desc(), findings.c.path, findings.c.line)
    open_ones = select(findings).where(held(findings, None), ~findings.c.suppressed)
    for f in connection.execute(open_ones.order_by(*order, findings.c.fingerprint)):
        into = found[f.repository_id]
        is_new = (names[f.repository_id], f.fingerprint, f.number) in fresh
        into["counts"][f.rank] += 1
        into["news"] += is_new
        into["worst"] = max(into["worst"], f.severity)
        if len(into["findings"]) == LISTED:
            into["more"] += 1
            continue
        place = (shown(f.message), shown(f.path), f.line, int(is_new))
        into["findings"].append([shown(f.rule), f.rank, f.severity, *place])
    return list(found.values())


def _models(connection: Connection, places: dict[int, int]) -> list[dict[str, Any]]:
    """Every name that is loaded, with every load of it; names of one repository at another
    revision count as one, and as pinned if all are."""
    first = and_(load_entries.c.load_id == loads.c.id, load_entries.c.number == 0)
    reported = and_(load_rules.c.load_id == loads.c.id, load_rules.c.rule == RULE)
    a = artifacts.c
    rows = connection.execute(
        select(loads, a.type, a.hub, a.name, a.publisher, a.pinned)
        .add_columns(load_entries.c.name.label("entry"), load_rules.c.rule.label("reported"))
        .join(artifacts, a.id == loads.c.artifact_id)
        .outerjoin(load_entries, first)
        .outerjoin(load_rules, reported)
        .where(held(loads, None))
        .order_by(loads.c.rank.desc(), loads.c.repository_id, loads.c.number)
    )
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    sizes: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        key = (row.hub, row.type, row.name)
        model = found.setdefault(
            key,
            {
                "id": shown(row.name),
                "type": shown(row.type),
                "hub": shown(row.hub),
                "publisher": None if row.publisher is None else shown(row.publisher),
                "pinned": True,
                "reported": False,
                "loads": [],
            },
        )
        sizes[key] += 1
        model["pinned"] &= bool(row.pinned)
        model["reported"] |= row.reported is not None
        place = [places[row.repository_id], row.rank, shown(row.path), row.line]
        model["loads"].append([*place, shown(row.entry or "")])
    return [found[key] for key in sorted(found, key=lambda key: (-sizes[key], key))]

"""Answers questions from the store: which load, in which repository, reached from where."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, not_, or_, select

from reach.errors import UsageError
from reach.records.finding import GRADES
from reach.sweep.language import Both, Comparison, Either, Negation, Question
from reach.sweep.store.history import held
from reach.sweep.store.schema import artifacts, load_entries, load_rules, loads, repositories

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Match:
    """A load that is an answer."""

    repository: str
    model: str
    type: str
    file: str | None
    """Of the repository that is loaded; None for all of it."""
    revision: str | None
    pinned: bool
    format: str
    grade: str
    path: str
    line: int
    sink: str
    unknown: str
    """Why it may load something that has no name; empty where it has one."""
    rules: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    """Names of entry points that reach it, the best way's first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found."""

    total: int
    repositories: int
    matches: list[Match] = field(default_factory=list)
    """The worst first, as many as were asked for."""


def answer(connection: Connection, question: Question, limit: int, at: int | None = None) -> Answer:
    """All loads for which the question is true, now or after a sweep."""
    wanted = and_(held(loads, at), _condition(question))
    count = select(func.count(), func.count(func.distinct(loads.c.repository_id))).where(wanted)
    total, holders = connection.execute(count).one()
    worst = _worst(wanted, limit)
    rows = list(connection.execute(worst))
    numbers = [row.id for row in rows]
    rules = _beside(connection, load_rules.c.load_id, load_rules.c.rule, numbers)
    entries = _beside(connection, load_entries.c.load_id, load_entries.c.name, numbers)
    matches = [
        Match(
            repository=row.repository,
            model=row.name or "",
            type=row.type or row.role,
            file=row.file,
            revision=row.revision,
            pinned=bool(row.pinned),
            format=row.format or "unknown",
            grade=GRADES[row.rank],
            path=row.path,
            line=row.line,
            sink=row.sink,
            unknown=row.unknown,
            rules=tuple(rules.get(row.id, ())),
            entries=tuple(entries.get(row.id, ())),
        )
        for row in rows
    ]
    return Answer(total, holders, matches)


def _worst(wanted: Condition, limit: int) -> Select[Any]:
    """The strongest grades first; only those that are shown are joined with what is shown."""
    name = repositories.c.name
    chosen = (
        select(loads.c.id)
        .join(repositories, repositories.c.id == loads.c.repository_id)
        .where(wanted)
        .order_by(loads.c.rank.desc(), name, loads.c.number, loads.c.id)
        .limit(limit)
    ).subquery()
    a = artifacts.c
    return (
        select(
            loads, name.label("repository"), a.name, a.type, a.file, a.revision, a.pinned, a.format
        )
        .join(chosen, chosen.c.id == loads.c.id)
        .join(repositories, repositories.c.id == loads.c.repository_id)
        .outerjoin(artifacts, a.id == loads.c.artifact_id)
        .order_by(loads.c.rank.desc(), name, loads.c.number, loads.c.id)
    )


def _beside(
    connection: Connection, load: Any, value: Any, numbers: list[int]
) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for start in range(0, len(numbers), 500):
        part = load.in_(numbers[start : start + 500])
        order = load.table.primary_key.columns
        for number, text in connection.execute(select(load, value).where(part).order_by(*order)):
            found.setdefault(number, []).append(text)
    return found


def _condition(question: Question) -> Condition:
    match question:
        case Both(parts):
            return and_(*map(_condition, parts))
        case Either(parts):
            return or_(*map(_condition, parts))
        case Negation(inner):
            return not_(_condition(inner))
        case Comparison(name, operator, value, column):
            if name not in _FIELDS:
                raise UsageError(f"the question: {name} at character {column}{_close(name)}")
            ask = _FIELDS[name]
            if operator == "!=":
                return not_(ask("=", value))
            return ask(operator, value)
    raise AssertionError(question)


def _close(name: str) -> str:
    close = difflib.get_close_matches(name, _FIELDS, n=1)
    hint = f", did you mean {close[0]!r}? " if close else "; "
    return f" is no field{hint}Fields are {', '.join(_FIELDS)}"


def _text(value: Any, operator: str, wanted: str) -> Condition:
    """Equal, or alike: with the wildcards * and ?, or else as a part."""
    if operator == "=":
        return func.coalesce(value, "") == wanted
    if operator != "~":
        raise UsageError(f"the question: {operator} is for grades only")
    escaped = wanted.replace("|", "||").replace("%", "|%").replace("_", "|_")
    glob = "*" in wanted or "?" in wanted
    pattern = escaped.replace("*", "%").replace("?", "_") if glob else f"%{escaped}%"
    return func.coalesce(value, "").like(pattern, escape="|")


def _of_artifact(column: Any, *, folded: bool = False) -> Callable[[str, str], Condition]:
    """A question about what is loaded: false where that is not known."""

    def ask(operator: str, wanted: str) -> Condition:
        value, text = (column, wanted.lower()) if folded else (column, wanted)
        if operator == "=" and text:
            inner = column == text  # an index can answer it
        else:
            inner = _text(value, operator, text)
        return _known(inner)

    return ask


def _known(inner: Condition) -> Condition:
    chosen = select(artifacts.c.id).where(inner)
    return and_(loads.c.artifact_id.is_not(None), loads.c.artifact_id.in_(chosen))


def _of_load(column: Any) -> Callable[[str, str], Condition]:
    return lambda operator, wanted: _text(column, operator, wanted)


def _repository(operator: str, wanted: str) -> Condition:
    inner = _text(repositories.c.name, operator, wanted)
    return loads.c.repository_id.in_(select(repositories.c.id).where(inner))


def _rule(operator: str, wanted: str) -> Condition:
    inner = _text(load_rules.c.rule, operator, wanted)
    return loads.c.id.in_(select(load_rules.c.load_id).where(inner))


def _entry(operator: str, wanted: str) -> Condition:
    """By the name of an entry point, `POST /answers`, or by its kind, `fastapi-route`."""
    columns = (load_entries.c.name, load_entries.c.kind)
    inner = or_(*(_text(column, operator, wanted) for column in columns))
    return loads.c.id.in_(select(load_entries.c.load_id).where(inner))


_TRUE = {"true": True, "yes": True, "false": False, "no": False}


def _pinned(operator: str, wanted: str) -> Condition:
    if operator != "=" or wanted.lower() not in _TRUE:
        raise UsageError("the question: pinned is true or false")
    return _known(artifacts.c.pinned.is_(_TRUE[wanted.lower()]))


def _grade(operator: str, wanted: str) -> Condition:
    if wanted not in GRADES or operator == "~":
        close = difflib.get_close_matches(wanted, GRADES, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"one of {', '.join(GRADES)}"
        raise UsageError(f"the question: grade {operator} {wanted!r}: {hint}")
    rank = GRADES.index(wanted)
    compared: dict[str, Condition] = {
        "=": loads.c.rank == rank,
        ">": loads.c.rank > rank,
        "<": loads.c.rank < rank,
        ">=": loads.c.rank >= rank,
        "<=": loads.c.rank <= rank,
    }
    return compared[operator]


_FIELDS: dict[str, Callable[[str, str], Condition]] = {
    "model": _of_artifact(artifacts.c.name_key, folded=True),
    "publisher": _of_artifact(artifacts.c.publisher_key, folded=True),
    "type": _of_artifact(artifacts.c.type),
    "hub": _of_artifact(artifacts.c.hub),
    "format": _of_artifact(artifacts.c.format),
    "revision": _of_artifact(artifacts.c.revision),
    "pinned": _pinned,
    "grade": _grade,
    "rule": _rule,
    "entry": _entry,
    "repository": _repository,
    "sink": _of_load(loads.c.sink),
    "path": _of_load(loads.c.path),
}
"""What may be asked about, and how."""

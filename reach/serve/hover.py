"""What a call loads, or what an identifier is loaded by, for people who point at it."""

from collections.abc import Iterator

from lsprotocol import types

from reach.output.phrases import pin_state, written
from reach.records.finding import Artifact, Load, Location, Report, Use
from reach.serve.texts import Texts

MOST = 8
"""Artifacts and entry points that are listed; more are counted."""

_SPECIAL = "\\`*_{}[]<>()#+-!|~"


def hover(report: Report, texts: Texts, path: str, at: types.Position) -> types.Hover | None:
    """What is known about a place."""
    for load in report.loads:
        if load.location.path == path and texts.holds(load.location, at):
            text = "\n\n".join(_load(load, report, texts))
            return types.Hover(_markdown(text), texts.range(load.location))
    named = [
        (load, use)
        for load in report.loads
        for use in load.uses
        if _written_at(use.artifact, path, at, texts)
    ]
    if not named:
        return None
    where = _origin(named[0][1].artifact)
    lines = [f"**{escaped(use.artifact.id)}** {_pin(use.artifact)}".strip() for _, use in named]
    loads = [f"- loaded by {_place(load.location, texts)}, {load.grade}" for load, _ in named]
    text = "\n\n".join((*dict.fromkeys(lines), "\n".join(dict.fromkeys(loads))))
    return types.Hover(_markdown(text), texts.range(where) if where else None)


def _load(load: Load, report: Report, texts: Texts) -> Iterator[str]:
    yield f"**{escaped(load.sink)}**, {load.grade}"
    items = [_use(use, texts) for use in load.uses]
    items += [f"- not known: {escaped(each.reason)}" for each in load.unknown]
    if items:
        yield _listed(items)
    entries = {entry: None for use in load.uses for entry in use.entry_points}
    if entries:
        names = [
            f"- {_link(entry.name, entry.location, texts)}, {entry.grade}" for entry in entries
        ]
        yield "Reached from\n\n" + _listed(names)
    broken = [f for f in report.findings if f.location == load.location and f.sink == load.sink]
    if broken:
        yield _listed([f"- `{f.rule}` {f.severity:.1f}: {escaped(f.message)}" for f in broken])


def _use(use: Use, texts: Texts) -> str:
    artifact = use.artifact
    text = f"- {artifact.type} **{escaped(artifact.id)}** {_pin(artifact)}".rstrip()
    if artifact.origin is None:
        return text
    kind = escaped(written(artifact, artifact.origin))
    return f"{text}, written {_place(artifact.origin.location, texts)} ({kind})"


def _pin(artifact: Artifact) -> str:
    state = pin_state(artifact)
    return f"({escaped(state)})" if state else ""


def _listed(items: list[str]) -> str:
    more = [f"- and {len(items) - MOST} more"] if len(items) > MOST else []
    return "\n".join((*items[:MOST], *more))


def _place(where: Location, texts: Texts) -> str:
    return _link(f"{where.path}:{where.line}", where, texts)


def _link(text: str, where: Location, texts: Texts) -> str:
    return f"[{escaped(text)}]({texts.uri(where.path)}#L{where.line})"


def _origin(artifact: Artifact) -> Location | None:
    return artifact.origin.location if artifact.origin is not None else None


def _written_at(artifact: Artifact, path: str, at: types.Position, texts: Texts) -> bool:
    where = _origin(artifact)
    return where is not None and where.path == path and texts.holds(where, at)


def _markdown(text: str) -> types.MarkupContent:
    return types.MarkupContent(types.MarkupKind.Markdown, text)


def escaped(text: str) -> str:
    """Text of the scanned tree, as Markdown that is nothing but text."""
    line = " ".join(text.split())
    return "".join(f"\\{c}" if c in _SPECIAL else c for c in line if c.isprintable())

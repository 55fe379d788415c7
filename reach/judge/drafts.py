"""Plans of repairs in the making, and what they are made from."""

from collections.abc import Iterable, Sequence
from dataclasses import field

from reach.flow.bodies import Body
from reach.flow.values import Bound, Class, External, Partial, Value, Wrapped
from reach.graph.sinks import SinkCall, plain
from reach.identify.arguments import Given, SinkArguments
from reach.judge.checks import Call
from reach.records.finding import Artifact
from reach.records.record import dataclass
from reach.records.repair import Change, Repository


class Unrepairable(Exception):
    """Why a call cannot be changed for certain."""


@dataclass(slots=True)
class Draft:
    """A plan in the making."""

    sink: SinkCall
    calls: Sequence[Call]
    anyhow: SinkArguments
    changes: dict[Change, None] = field(default_factory=dict)
    reasons: dict[str, None] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    another_commit: str | None = None

    @property
    def body(self) -> Body:
        """The function that holds the call."""
        return self.sink.body

    def given(self, name: str) -> Given:
        """A parameter in all ways together."""
        found = [call.arguments.get(name) for call in self.calls]
        values = frozenset(v for each in found for v in each.values)
        return Given(values, all(g.surely for g in found), any(g.maybe for g in found))


def repositories(artifacts: Iterable[Artifact]) -> tuple[Repository, ...]:
    """What is loaded from hubs, as a lock names it."""
    found = {
        Repository(a.hub, a.type if a.type in ("dataset", "code") else "model", a.id, a.revision)
        for a in artifacts
        if a.hub not in ("local", "url", "file")
    }
    return tuple(sorted(found, key=lambda r: (r.hub, r.id, r.type, r.asked or "")))


def is_call_of(value: Value, name: str) -> bool:
    """Whether calling a value is calling the sink, with the arguments that the call writes."""
    if isinstance(value, External):
        last = plain(value.name).rpartition(".")[2]
        return last == name.rpartition(".")[2] or plain(value.name) == name
    if isinstance(value, (Bound, Partial, Wrapped)):
        return is_call_of(value.function, name)
    return isinstance(value, Class)

"""Score publishers by what the lock, the feed and the code say about them."""

from collections.abc import Callable, Iterable
from dataclasses import field, replace
from pathlib import Path

from reach.errors import RulesetError
from reach.feed import Matcher
from reach.feed.match import told
from reach.policy.uses import Loaded, uses
from reach.records.advisory import KINDS, Advisory, Feed
from reach.records.finding import Report
from reach.records.lock import Locked
from reach.records.publisher import Input, Publisher
from reach.records.record import dataclass
from reach.rules.home import home
from reach.rules.table import Table

_WEIGHTS = frozenset(("pickle", "safetensors", "gguf", "onnx", "hdf5", "keras"))
"""Formats that hold the weights of a model."""


@dataclass
class _Gathered:
    name: str
    loads: list[Loaded] = field(default_factory=list)
    locked: dict[object, Locked] = field(default_factory=dict)
    advisories: dict[str, Advisory] = field(default_factory=dict)
    reported: set[str] = field(default_factory=set)
    gone: list[str] = field(default_factory=list)
    """Repositories that could be locked once, and that the hub does not serve any more."""

    @property
    def repositories(self) -> list[str]:
        return sorted({e.artifact.id for e in self.loads if e.artifact is not None})

    @property
    def models(self) -> list[Locked]:
        return [each for each in self.locked.values() if each.type == "model"]


Counted = tuple[int, int]
"""How many are good, and of how many."""


def _share(every: Iterable[object], good: Callable[..., object]) -> Counted:
    several = list(every)
    return sum(bool(good(each)) for each in several), len(several)


def _safetensors(gathered: _Gathered) -> Counted:
    weighty = [e for e in gathered.models if {f.format for f in e.files} & _WEIGHTS]
    return _share(weighty, lambda e: e.safetensors)


_TAKEN = ("missing", "disabled")

_COUNTS: dict[str, Callable[[_Gathered], Counted]] = {
    "signed": lambda g: _share(g.locked.values(), lambda e: e.attested("signature")),
    "safetensors": _safetensors,
    "standing": lambda g: (len(g.locked), len(g.locked) + len(g.gone)),
    "card": lambda g: _share(g.locked.values(), lambda e: e.card),
    "provenance": lambda g: _share(g.models, lambda e: e.datasets or e.base_models),
    "license": lambda g: _share(g.locked.values(), lambda e: e.license),
    "pins": lambda g: _share(g.loads, lambda e: e.artifact.pinned),
    "reports": lambda g: _share(g.repositories, lambda name: name not in g.reported),
}
"""How each input of the weights is counted."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What `rulesets/scores/publishers.toml` says."""

    inputs: tuple[Input, ...]
    """With nothing counted yet."""
    caps: dict[str, int]


def weights(path: Path | None = None) -> Weights:
    """Read the weights; every input has to be one that can be counted."""
    table = Table.read(path or home() / "scores" / "publishers.toml")
    inputs = []
    for name, entry in table.named("inputs"):
        if name not in _COUNTS:
            table.fail(f"inputs.{name}", f"is no input; there are {', '.join(_COUNTS)}")
        weight = _number(entry, "weight")
        inputs.append(Input(name, entry.text("title"), entry.text("says"), weight, 0, 0))
        entry.close()
    caps_table = dict(_whole(table))
    table.close()
    if not sum(each.weight for each in inputs):
        raise RulesetError(f"{table.where}: inputs: none of them has a weight")
    return Weights(tuple(inputs), caps_table)


def _whole(table: Table) -> Iterable[tuple[str, int]]:
    value = table.raw("caps")
    caps = Table(table.below("caps"), value if isinstance(value, dict) else {}, {})
    for kind in KINDS:
        if caps.has(kind):
            yield kind, _number(caps, kind)
    caps.close()


def _number(table: Table, key: str) -> int:
    value = table.raw(key)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100:
        table.fail(key, "must be a whole number from 0 to 100")
    return value


def publishers(report: Report, feed: Feed, scale: Weights) -> tuple[Publisher, ...]:
    """Everybody whose models the project loads from a hub, the lowest score first; those of whom
    nothing is known come last."""
    found: dict[str, _Gathered] = {}
    matcher = Matcher(feed)
    for loaded in uses(report, report.lock):
        name, artifact = loaded.publisher, loaded.artifact
        if name is None or artifact is None or not loaded.on_hub:
            continue
        one = found.setdefault(name.lower(), _Gathered(name))
        one.loads.append(loaded)
        locked = loaded.locked
        if locked is not None:
            one.locked[locked.key] = locked
        digests = [f.sha256 for f in locked.files if f.sha256] if locked is not None else []
        for hit in matcher.hits(artifact, digests, locked.commit if locked is not None else None):
            one.advisories[hit.advisory.id] = hit.advisory
            one.reported.add(artifact.id)
    for each in report.lock.unlocked:
        owner = found.get(each.repository.partition("/")[0].lower())
        if owner is not None and each.commit is not None and each.reason in _TAKEN:
            owner.gone.append(each.repository)
    scored = [_publisher(each, scale) for each in found.values()]
    return tuple(sorted(scored, key=_order))


def _publisher(gathered: _Gathered, scale: Weights) -> Publisher:
    inputs = tuple(_counted(each, gathered) for each in scale.inputs)
    advisories = gathered.advisories.values()
    caps = [scale.caps[each.kind] for each in advisories if each.kind in scale.caps]
    return Publisher(
        name=gathered.name,
        repositories=tuple(gathered.repositories),
        inputs=inputs,
        reports=tuple(told(each) for each in advisories),
        cap=min(caps, default=None),
    )


def _counted(each: Input, gathered: _Gathered) -> Input:
    good, of = _COUNTS[each.name](gathered)
    return replace(each, good=good, of=of)


def _order(publisher: Publisher) -> tuple[object, ...]:
    score = publisher.score
    return (score is None, score or 0, publisher.name.lower())

"""Calls that train a model, each in the situations in which it is made."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice

from reach.flow.bodies import Body
from reach.flow.constructors import call_arguments
from reach.flow.contexts import Context
from reach.flow.settings.calls import Reading, made_by
from reach.flow.values import Values
from reach.graph.build import CallGraph
from reach.graph.entries import STRENGTH, Entry, launch_name
from reach.graph.sinks import SinkCall
from reach.identify.arguments import SinkArguments
from reach.inventory.lineage.parts import DATA, MODELS, Found, Knows, Parts
from reach.inventory.lineage.saving import Saved, Saver, saves
from reach.inventory.lineage.trace import Tracer
from reach.judge.trained import called_as, field_of
from reach.records import code as ir
from reach.records.draft import Draft, Outcome
from reach.records.finding import Artifact, EntryPoint, Location
from reach.records.project import Launch
from reach.records.record import dataclass
from reach.records.rule import Ruleset, Sink
from reach.records.training import Saving, Trainer, TrainingRules
from reach.rules import NameIndex

MAX_SITUATIONS = 12
"""Contexts and processes of one call that are told apart."""

MAX_SAVES = 200
"""Calls that save something which are looked at."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A call of a trainer, with the arguments of one way and in one process."""

    body: Body
    vid: int
    context: Context | None
    launch: Launch | None


@dataclass(slots=True)
class Making:
    """A draft, and what else is known of its call."""

    draft: Draft
    at: Situation
    trained: set[tuple[Body, int]]
    """The calls that load the models that it trains."""
    type: str
    published: tuple[Artifact, ...]
    """The repository that its settings name, or what stands for it."""
    objects: set[tuple[Body, int]]
    """The calls that made the objects that train."""


class Lineage:
    """Finds the models that a project makes."""

    def __init__(self, judge: Knows, ruleset: Ruleset, sinks: Iterable[SinkCall]) -> None:
        self.graph = judge.graph
        self.ev = self.graph.evaluator
        self.rules = ruleset.training or TrainingRules()
        self.judge = judge
        readers = NameIndex((name, sink) for sink in self.rules.readers for name in sink.names)
        loads = [*sinks, *_calls(self.graph, readers)]
        self.tracer = Tracer(self.graph, self.rules, loads)
        self.parts = Parts(self.tracer, judge)
        self.saver = Saver(self.parts)

    def drafts(self) -> list[Draft]:
        """Every training, and every saving of what was put together without one."""
        index = NameIndex((name, each) for each in self.rules.trainers for name in each.names)
        calls = list(_trainer_calls(self.graph, index))
        self.tracer.stops = {each for body, vid, _, _ in calls for each in self._objects(body, vid)}
        makings: list[Making] = []
        for body, vid, name, trainer in calls:
            with self._recovering(body):
                makings += self._trained(body, vid, name, trainer)
        alone: list[Draft] = []
        for body, vid, saving in islice(saves(self.graph, self.rules), MAX_SAVES):
            with self._recovering(body):
                alone += self._saved(body, vid, saving, makings)
        found = dict.fromkeys((*_without_own(makings), *alone))
        return sorted(_merged(found), key=lambda draft: (draft.location, draft.trainer))

    @contextmanager
    def _recovering(self, body: Body) -> Iterator[None]:
        """What is nested too deep is left out, and said."""
        try:
            yield
        except RecursionError:
            self.ev.recover(body.name)

    def _objects(self, body: Body, vid: int) -> Iterator[tuple[Body, int]]:
        """The call of a trainer, and for a method those that made its object."""
        yield body, vid
        for value in self.tracer.receiver(Reading(self.ev, body, vid, None)):
            call = made_by(self.ev, value)
            if call is not None:
                yield call.body, call.vid

    # -- trainers ------------------------------------------------------------------------------

    def _trained(self, body: Body, vid: int, name: str, trainer: Trainer) -> Iterator[Making]:
        for at, entries in self._situations(SinkCall(body, vid, name, called_as(trainer))).items():
            yield self._training(at, name, trainer, entries)

    def _situations(self, call: SinkCall) -> dict[Situation, list[Entry]]:
        """The situations of a call, those of the strongest entry points first."""
        found: dict[Situation, list[Entry]] = {}
        for one in self.judge.paths.witnesses(call):
            for way in self.judge.processes.started(one):
                launch = way.entry.launch if way.entry is not None else None
                at = Situation(call.body, call.vid, way.context, launch)
                if at in found or len(found) < MAX_SITUATIONS:
                    found.setdefault(at, []).extend([way.entry] if way.entry else [])
        return found or {Situation(call.body, call.vid, None, None): []}

    def _training(self, at: Situation, name: str, trainer: Trainer, entries: list[Entry]) -> Making:
        """What one call trains in one situation."""
        self.ev.begin()
        place = self.judge.places.operation(at.body, at.vid)
        given = call_arguments(at.body, at.vid, at.context)
        arguments = SinkArguments(self.ev, called_as(trainer), given)
        read = Reading(self.ev, at.body, at.vid, at.context)
        models: dict[str, Found] = {}
        data: dict[str, Found] = {}
        for found, roles, names in ((models, MODELS, trainer.models), (data, DATA, trainer.data)):
            for parameter, values in _given(arguments, read, trainer, names):
                found[parameter] = self.parts.of(values, parameter, roles, place, at.launch)
        kind = next((f.becomes for f in models.values() if f.becomes), "model")
        outcomes, published = self._settings(arguments, trainer, kind, place, at.launch)
        draft = Draft(
            location=place,
            function=at.body.name,
            trainer=name,
            grade=_grade(entries),
            entry_points=self._entry_points(entries),
            models=tuple(dict.fromkeys(p for f in models.values() for p in f.parts)),
            datasets=tuple(dict.fromkeys(p for f in data.values() for p in f.parts)),
            outcomes=outcomes,
            unknown=tuple(
                (parameter, reason)
                for parameter, found in (*models.items(), *data.items())
                if arguments.get(parameter).surely or parameter in trainer.models[:1]
                for reason in (() if trainer.everything else found.unknown)
            ),
        )
        trained = {call for found in models.values() for call in found.calls}
        objects = set(self._objects(at.body, at.vid))
        return Making(draft, at, trained, kind, published, objects)

    def _entry_points(self, entries: Iterable[Entry]) -> tuple[EntryPoint, ...]:
        """Each process by the command that starts it."""
        found: dict[EntryPoint, None] = {}
        for entry in entries:
            point = self.judge.entry_point(entry)
            if entry.launch is not None and not entry.handler:
                point = replace(point, name=launch_name(entry.launch))
            found[point] = None
        return tuple(found)

    def _settings(
        self,
        arguments: SinkArguments,
        trainer: Trainer,
        kind: str,
        place: Location,
        launch: Launch | None,
    ) -> tuple[tuple[Outcome, ...], tuple[Artifact, ...]]:
        """Where the settings of a trainer say that the results go, and how its repository is
        called."""

        def named(names: tuple[str, ...], hub: str) -> list[Outcome]:
            return [
                Outcome(artifact, place, name)
                for name in names
                for artifact in self.parts.named(
                    field_of(self.ev, arguments, name), hub, kind, place, launch
                ).artifacts
            ]

        folders = named(trainer.settings, "file")
        repositories = named(trainer.published, "huggingface")
        published = [each.artifact for each in repositories]
        guessed = [_as_repository(each.artifact) for each in folders]
        return tuple(dict.fromkeys((*folders, *repositories))), tuple(published or guessed)

    # -- what is saved -------------------------------------------------------------------------

    def _saved(
        self, body: Body, vid: int, saving: Saving, makings: list[Making]
    ) -> Iterator[Draft]:
        """A saving belongs to the training whose model or trainer it saves; one that belongs to
        none makes something of its own."""
        here = [m for m in makings if m.at.body is body]
        for context in dict.fromkeys(m.at.context for m in here) or {None: None}:
            saved = self.saver.read(body, vid, saving, context)
            known = [m for m in here if m.at.context is context and _belongs(saved, m)]
            known = known or [m for m in makings if m not in here and _belongs(saved, m)]
            for making in known:
                published = making.published if making.objects & saved.found.objects else None
                outcomes = self.saver.outcomes(saved, making.type, published)
                every = dict.fromkeys((*making.draft.outcomes, *outcomes))
                making.draft = replace(making.draft, outcomes=tuple(every))
            if not known and saved.found.parts:
                yield from self._alone(saved)

    def _alone(self, saved: Saved) -> Iterator[Draft]:
        """What is put together and saved, or copied, without being trained."""
        parts = tuple(saved.found.parts)
        outcomes = tuple(self.saver.outcomes(saved, parts[0].artifact.type, None))
        if not outcomes:
            return
        call = SinkCall(saved.body, saved.vid, saved.method, saved.sink)
        entries = [e for each in self._situations(call).values() for e in each]
        yield Draft(
            location=saved.location,
            function=saved.body.name,
            trainer=saved.method,
            grade=_grade(entries),
            entry_points=self._entry_points(entries),
            models=tuple(part for part in parts if part.artifact.type in MODELS),
            datasets=tuple(part for part in parts if part.artifact.type in DATA),
            outcomes=outcomes,
            unknown=tuple(("self", reason) for reason in saved.found.unknown),
        )


def _belongs(saved: Saved, making: Making) -> bool:
    """Whether a saving is of a training's object or of the model that it trains."""
    return bool(saved.found.objects & making.objects or saved.found.calls & making.trained)


def _without_own(makings: Iterable[Making]) -> Iterator[Draft]:
    """Without what a trainer wrote itself: training that goes on from there is the same."""
    every = list(makings)
    for making in every:
        folders = tuple(
            f"{each.artifact.id}/"
            for other in every
            if (other.at.body, other.at.vid) == (making.at.body, making.at.vid)
            for each in other.draft.outcomes
            if each.artifact.hub == "local"
        )
        kept = [p for p in making.draft.models if not p.artifact.id.startswith(folders or "\0")]
        yield replace(making.draft, models=tuple(kept))


def _grade(entries: Iterable[Entry]) -> str:
    return max((e.grade for e in entries), key=STRENGTH.__getitem__, default="dormant")


def _merged(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts that differ only in who gets there, as one."""
    found: dict[Draft, Draft] = {}
    for draft in drafts:
        key = replace(draft, grade="", entry_points=())
        other = found.get(key)
        if other is None:
            found[key] = draft
            continue
        entries = dict.fromkeys((*other.entry_points, *draft.entry_points))
        grade = max(other.grade, draft.grade, key=STRENGTH.__getitem__)
        found[key] = replace(other, grade=grade, entry_points=tuple(entries))
    return list(found.values())


def _given(
    arguments: SinkArguments, read: Reading, trainer: Trainer, parameters: tuple[str, ...]
) -> Iterator[tuple[str, Values]]:
    """The values of some parameters, or of every argument."""
    if trainer.everything:
        for number, values in enumerate(read.all()):
            yield str(number), values
        yield from read.keywords()
    for name in parameters:
        values = arguments.get(name).values
        if values:
            yield name, values


def _calls(graph: CallGraph, index: NameIndex[Sink]) -> Iterator[SinkCall]:
    for body in graph.program.bodies:
        for vid, name in graph.externals.get(body, ()):
            for sink in index.lookup(name) if not _is_result(name) else ():
                yield SinkCall(body, vid, name, sink)


def _trainer_calls(
    graph: CallGraph, index: NameIndex[Trainer]
) -> Iterator[tuple[Body, int, str, Trainer]]:
    for body in graph.program.bodies:
        seen: set[int] = set()
        for vid, name in graph.externals.get(body, ()):
            if _is_result(name) or body.ops[vid][0] != ir.CALL or vid in seen:
                continue
            for trainer in index.lookup(name.removesuffix(".__init__"))[:1]:
                seen.add(vid)
                yield body, vid, name.removesuffix(".__init__"), trainer


def _is_result(name: str) -> bool:
    """Whether what is called was itself returned by something."""
    return name.endswith(")") or (name.endswith("]") and "(" in name)


def _as_repository(folder: Artifact) -> Artifact:
    """The repository that a trainer names after its folder; whose it is, the code does not say."""
    name = folder.id.rstrip("/").rpartition("/")[2]
    return replace(
        folder, hub="huggingface", id=f"{{}}/{name}", file=None, certainty="pattern", purl=None
    )

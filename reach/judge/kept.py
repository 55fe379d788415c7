"""Folders that a program saves its own models in: `model.save_pretrained("tuned")`, and then
`pipeline(model="tuned")` loads no repository, although the name could be one. A trainer writes to
the folder that its settings name (`TrainingArguments("out")`), each checkpoint in one below. A
notebook may have a program fill one, `!python train.py --output_dir out`."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from reach.discover.deployments.notebook import KIND as NOTEBOOK
from reach.flow.bodies import Body
from reach.flow.constructors import call_arguments
from reach.flow.values import EMPTY, External, Values
from reach.graph.build import CallGraph
from reach.graph.sinks import SinkCall
from reach.identify.arguments import SinkArguments
from reach.identify.artifacts import CLIENT, Identified
from reach.identify.commands import option
from reach.identify.places import Places
from reach.judge.saved import texts
from reach.judge.trained import called_as, field_of
from reach.records import code as ir
from reach.records.finding import Artifact
from reach.records.project import Launch
from reach.records.training import Trainer, TrainingRules
from reach.rules import NameIndex

MAX_SAVES = 200
"""Calls that save something in one file which are looked at."""


class Kept:
    """What a file has saved before it is loaded there. What another file saves, or what is saved
    later, may be a copy of the repository that is loaded."""

    def __init__(
        self, graph: CallGraph, rules: TrainingRules, places: Places, launches: Iterable[Launch]
    ) -> None:
        self.graph = graph
        self.ev = graph.evaluator
        self.places = places
        self.filled = _filled(launches, frozenset(rules.options))
        """By notebook: folders that its commands fill, and the line of the first."""
        every = [(name, each) for each in rules.saves if each.folder for name in each.names]
        self.savings = {name.rpartition(".")[2]: each for name, each in every}
        self.exact = NameIndex((name, True) for name, _ in every if not name.startswith("*."))
        self.anywhere = {n.rpartition(".")[2] for n, _ in every if n.startswith("*.")}
        """Methods that count whatever they belong to; others where it is known."""
        self.trainers = NameIndex((n, each) for each in rules.trainers for n in each.names)
        self._saves: dict[str, list[tuple[Body, int]]] | None = None
        self._trained: dict[str, list[tuple[Body, int, Trainer]]] | None = None
        self._folders: dict[str, dict[str, int]] = {}

    def named(self, identified: Identified, sink: SinkCall) -> Identified:
        """Repositories replaced by the folders of that name which the program has filled."""
        if sink.sink.library == CLIENT:
            return identified
        if not any(a.hub == "huggingface" for a in identified.artifacts):
            return identified
        folders = self.folders(sink.body.facts.path)
        before = sink.body.ops[sink.vid][4]
        own = {folder for folder, start in folders.items() if start < before}
        if filled := self.filled.get(sink.body.facts.path):
            line = self.places.operation(sink.body, sink.vid).line
            own |= {folder for folder, number in filled.items() if number < line}
        if not own:
            return identified
        found = (_as_folder(artifact, own) for artifact in identified.artifacts)
        return replace(identified, artifacts=tuple(dict.fromkeys(found)))

    def folders(self, path: str) -> dict[str, int]:
        """The folders that a file saves models in, and where it first does."""
        known = self._folders.get(path)
        if known is None:
            known = self._folders[path] = {}
            written = [(body, vid, self._written(body, vid)) for body, vid in self._calls(path)]
            written += [(b, vid, self._results(b, vid, t)) for b, vid, t in self._trainings(path)]
            for body, vid, folders in written[:MAX_SAVES]:
                start = body.ops[vid][4]
                with self.ev.together():
                    self.ev.begin()
                    for folder in folders:
                        known[folder] = min(start, known.get(folder, start))
        return known

    def _calls(self, path: str) -> list[tuple[Body, int]]:
        if self._saves is None:
            self._saves = {}
            for name in self.savings:
                for body, vid in self.graph.program.attribute_calls.get(name, ()):
                    if name in self.anywhere or self._is_exact(body, vid):
                        self._saves.setdefault(body.facts.path, []).append((body, vid))
        return self._saves.get(path, [])

    def _is_exact(self, body: Body, vid: int) -> bool:
        names = (name for at, name in self.graph.externals.get(body, ()) if at == vid)
        return any(self.exact.lookup(name) for name in names)

    def _trainings(self, path: str) -> list[tuple[Body, int, Trainer]]:
        """The calls of a file that set up training with settings."""
        if self._trained is None:
            self._trained = {}
            for body, calls in self.graph.externals.items():
                for vid, name in calls:
                    for trainer in (
                        self.trainers.lookup(name) if body.ops[vid][0] == ir.CALL else ()
                    ):
                        known = self._trained.setdefault(body.facts.path, [])
                        known.append((body, vid, trainer))
        return self._trained.get(path, [])

    def _written(self, body: Body, vid: int) -> Iterator[str]:
        folder = self.savings[str(body.ops[body.ops[vid][1]][2])].folder
        if folder is None or folder.identifier is None:
            return
        given = call_arguments(body, vid, None)
        saved = self.ev.eval(body, body.ops[body.ops[vid][1]][1])
        values = SinkArguments(self.ev, folder, given).get(folder.identifier).values
        yield from self._own(values, saved)

    def _results(self, body: Body, vid: int, trainer: Trainer) -> Iterator[str]:
        """Where a trainer puts what becomes of its models."""
        sink = called_as(trainer)
        arguments = SinkArguments(self.ev, sink, call_arguments(body, vid, None))
        models = EMPTY.union(*(arguments.get(name).values for name in trainer.models))
        for name in trainer.settings:
            yield from self._own(field_of(self.ev, arguments, name), models)

    def _own(self, folders: Values, saved: Values) -> Iterator[str]:
        """Those that are no copies of a repository of that name."""
        copied = self._made_with(saved)
        for text in texts(folders):
            if text not in copied and "{}" not in text:  # what is not known differs each time
                yield text.rstrip("/")

    def _made_with(self, saved: Values) -> set[str]:
        """What the calls were given that made objects: what is saved under the name that it was
        loaded by is a copy of a repository."""
        found = set(texts(saved))
        for value in saved:
            if isinstance(value, External) and value.site is not None and value.vid >= 0:
                op = value.site.ops[value.vid]
                given = (*op[2], *(v for _, v in op[3])) if op[0] == ir.CALL else ()
                for each in (v for v in given if v >= 0):
                    found.update(texts(self.ev.eval(value.site, each, value.context)))
        return found


def _filled(launches: Iterable[Launch], options: frozenset[str]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for launch in launches:
        if launch.kind != NOTEBOOK or launch.written != launch.path:
            continue
        for word, following in pairwise((*launch.command, "")):
            name, given, text = word.partition("=")
            folder = (text if given else following).rstrip("/")
            if option(name) in options and folder and "$" not in folder and "{" not in folder:
                lines = found.setdefault(launch.path, {})
                lines[folder] = min(launch.line, lines.get(folder, launch.line))
    return found


def _as_folder(artifact: Artifact, folders: set[str]) -> Artifact:
    if artifact.hub != "huggingface" or artifact.alias is not None:
        return artifact
    if artifact.id not in folders and artifact.id.rpartition("/")[0] not in folders:
        return artifact
    return replace(artifact, hub="local", revision=None, pinned=False, file=None, purl=None)

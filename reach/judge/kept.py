"""Folders that a program saves its own models in: `model.save_pretrained("tuned")`, and then
`pipeline(model="tuned")` loads no repository, although the name could be one."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reach.flow.bodies import Body
from reach.flow.constructors import call_arguments
from reach.flow.values import External
from reach.graph.build import CallGraph
from reach.graph.sinks import SinkCall
from reach.identify.arguments import SinkArguments
from reach.identify.artifacts import CLIENT, Identified
from reach.judge.saved import texts
from reach.records import code as ir
from reach.records.finding import Artifact
from reach.records.training import Saving

MAX_SAVES = 200
"""Calls that save something in one file which are looked at."""


class Kept:
    """What a file has saved before it is loaded there. What another file saves, or what is saved
    later, may be a copy of the repository that is loaded."""

    def __init__(self, graph: CallGraph, savings: Iterable[Saving]) -> None:
        self.graph = graph
        self.ev = graph.evaluator
        self.savings = {
            name.rpartition(".")[2]: saving
            for saving in savings
            for name in saving.names
            if saving.folder is not None and name.startswith("*.")
        }
        self._saves: dict[str, list[tuple[Body, int]]] | None = None
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
        if not own:
            return identified
        found = (_as_folder(artifact, own) for artifact in identified.artifacts)
        return replace(identified, artifacts=tuple(dict.fromkeys(found)))

    def folders(self, path: str) -> dict[str, int]:
        """The folders that a file saves models in, and where it first does."""
        known = self._folders.get(path)
        if known is None:
            known = self._folders[path] = {}
            for body, vid in self._calls(path)[:MAX_SAVES]:
                start = body.ops[vid][4]
                for folder in self._written(body, vid):
                    known[folder] = min(start, known.get(folder, start))
        return known

    def _calls(self, path: str) -> list[tuple[Body, int]]:
        if self._saves is None:
            self._saves = {}
            for name in self.savings:
                for body, vid in self.graph.program.attribute_calls.get(name, ()):
                    self._saves.setdefault(body.facts.path, []).append((body, vid))
        return self._saves.get(path, [])

    def _written(self, body: Body, vid: int) -> Iterator[str]:
        folder = self.savings[str(body.ops[body.ops[vid][1]][2])].folder
        if folder is None or folder.identifier is None:
            return
        with self.ev.together():
            self.ev.begin()
            given = call_arguments(body, vid, None)
            copied = self._made_with(body, vid)
            for text in texts(SinkArguments(self.ev, folder, given).get(folder.identifier).values):
                if text not in copied and "{}" not in text:  # what is not known differs each time
                    yield text.rstrip("/")

    def _made_with(self, body: Body, vid: int) -> set[str]:
        """What the calls were given that made the object: what is saved under the name that it was
        loaded by is a copy of a repository."""
        found: set[str] = set()
        for value in self.ev.eval(body, body.ops[body.ops[vid][1]][1]):
            if isinstance(value, External) and value.site is not None and value.vid >= 0:
                op = value.site.ops[value.vid]
                given = (*op[2], *(v for _, v in op[3])) if op[0] == ir.CALL else ()
                for each in (v for v in given if v >= 0):
                    found.update(texts(self.ev.eval(value.site, each, value.context)))
        return found


def _as_folder(artifact: Artifact, folders: set[str]) -> Artifact:
    if artifact.hub != "huggingface" or artifact.alias is not None:
        return artifact
    if artifact.id not in folders and artifact.id.rpartition("/")[0] not in folders:
        return artifact
    return replace(artifact, hub="local", revision=None, pinned=False, file=None, purl=None)

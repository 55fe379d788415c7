"""Files that a function has written itself before it loads them.

`torch.save(state, "model.pth")` and then `torch.load("model.pth")`, in a notebook or a test of what
was trained: the file holds what this program put into it. It counts where the call that writes has
certainly run before, in the same function, and all that is loaded is known to be that path."""

import posixpath
from collections.abc import Iterator

from reach.flow.constructors import call_arguments
from reach.flow.contexts import Context
from reach.graph.dominance import Site, calls_before
from reach.graph.sinks import SinkCall
from reach.identify.arguments import SinkArguments
from reach.identify.artifacts import Identified
from reach.judge.certain import Certainty
from reach.judge.recognise import Fact
from reach.judge.saved import path_of, texts
from reach.records.sink import Sink

_WRITER = Sink(
    names=("write",),
    library="python",
    artifact="file",
    hub="file",
    parameters=("content", "file"),
    identifier="file",
    revision=None,
    file=None,
    format="unknown",
    checks=(),
    aliases=(("f", "file"), ("filename", "file")),
)
"""How the functions are called that write what they are given first to what comes second."""


def written_before(
    certain: Certainty, sink: SinkCall, loaded: Identified, context: Context | None
) -> Iterator[Fact]:
    """The calls that wrote what a sink call loads."""
    wanted = {posixpath.normpath(a.id) for a in loaded.artifacts if a.hub == "local"}
    if not wanted or len(wanted) < len(loaded.artifacts) or loaded.unknown:
        return
    writers = certain.known.writers
    site, ev = Site.of(sink.body, sink.vid), certain.known.ev
    for vid in calls_before(site, certain.swallowed(sink.body)):
        for name in certain.known.external(sink.body, vid):
            for guard in writers.lookup(name):
                given = SinkArguments(ev, _WRITER, call_arguments(sink.body, vid, context))
                paths = texts(frozenset(map(path_of, given.get("file").values)))
                if wanted == {posixpath.normpath(path) for path in paths}:
                    yield Fact(guard, None, sink.body, vid)

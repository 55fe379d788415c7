"""Downloads whose digest is compared before anybody gets what was downloaded.

A download does nothing with the file yet: a check behind it is as good as one before. It counts
where no way out of the function avoids it; if the function hands on where the file is, or was told
so, one in the function that called it counts as well.
"""

from collections.abc import Iterator

from reach.flow.bodies import Body
from reach.flow.contexts import Context, Thunk
from reach.graph.dominance import Site, return_sites
from reach.graph.sinks import SinkCall
from reach.identify.arguments import SinkArguments
from reach.judge.certain import Certainty
from reach.judge.passing import given_to
from reach.judge.recognise import Fact
from reach.judge.slices import key
from reach.records import code as ir

MAX_ABOVE = 3
"""Functions above the download that are looked into."""


def compared_later(
    certain: Certainty,
    sink: SinkCall,
    calls: list[tuple[Body, int]],
    arguments: SinkArguments,
    context: Context | None,
) -> Iterator[Fact]:
    """The comparisons of a digest behind a download. `calls` lead to it, the last one first."""
    if not (sink.sink.saves or sink.sink.unlisted):
        return
    written = [arguments.written(name) for name in sink.sink.saves]
    given = [a.vid for a in written if isinstance(a, Thunk) and a.body is sink.body]
    for vid in given or [sink.vid]:
        yield from _behind(certain, Site.of(sink.body, sink.vid), vid, context, calls)


def _behind(
    certain: Certainty,
    site: Site,
    vid: int,
    context: Context | None,
    calls: list[tuple[Body, int]],
) -> list[Fact]:
    for number in range(MAX_ABOVE):
        found = _at_the_ends(certain, site, vid, context)
        if found or number >= len(calls):
            return found
        caller, call = calls[number]
        outer = _outside(site.body, vid, caller, call)
        if outer is None:
            return []
        site, vid, context = Site.of(caller, call), outer, None
    return []


def _at_the_ends(certain: Certainty, site: Site, vid: int, context: Context | None) -> list[Fact]:
    """What is certain about an expression wherever the function ends behind a place of it."""
    body, shape = site.body, key(site.body, vid)
    ends = [end for _, end in return_sites(body) if end.position > site.position]
    common: dict[str, Fact] | None = None
    for end in ends or [Site(body, len(body.ops), 0)]:
        here = {
            fact.guard.id: fact
            for fact in certain.established(end, context, 0)
            if fact.guard.form == "digest" and fact.atoms is not None and shape in fact.atoms
        }
        common = here if common is None else {n: f for n, f in common.items() if n in here}
    return list((common or {}).values())


def _outside(body: Body, vid: int, caller: Body, call: int) -> int | None:
    """What an expression of a function is in the one that calls it."""
    shape = key(body, vid)
    if any(key(body, value) == shape for value, _ in return_sites(body)):
        return call
    op = body.ops[vid]
    return given_to(caller, call, body, op[1]) if op[0] == ir.PARAM else None

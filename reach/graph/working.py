"""Handlers of a queue are run by its workers: not by those that hand tasks over, or say when."""

from collections.abc import Iterable
from posixpath import basename

from reach.graph.entry import Entry
from reach.records.rule import EntryPattern


def run_by_workers(launched: list[Entry], patterns: Iterable[EntryPattern]) -> list[Entry]:
    """The handlers that deployed processes serve, without those of other processes than workers
    where some worker runs the same one."""
    words = {pattern.kind: frozenset(pattern.worker) for pattern in patterns if pattern.worker}

    def works(entry: Entry) -> bool:
        command = entry.launch.command if entry.launch is not None else ()
        return words[entry.kind] <= set(map(basename, command))

    queued = [entry for entry in launched if entry.kind in words]
    run = {(entry.body, entry.grade) for entry in queued if works(entry)}
    others = {id(e) for e in queued if (e.body, e.grade) in run and not works(e)}
    return [entry for entry in launched if id(entry) not in others]

"""Entry points that have another name than before, because their file or function has."""

from collections.abc import Iterable, Mapping

from reach.judge.comparison.calls import Call
from reach.records.finding import EntryPoint, Report, Witness


class Renames:
    """What is called differently in two reports, as the calls that are the same tell."""

    def __init__(
        self,
        matched: Iterable[tuple[Call, Call]],
        before: Report,
        report: Report,
        renamed: Mapping[str, str],
    ) -> None:
        self.functions: dict[str, str] = {}
        """Functions and modules, by their new names."""
        self.paths: dict[str, str] = dict(renamed)
        for old, new in matched:
            if old.location.path != new.location.path:
                self.paths.setdefault(new.location.path, old.location.path)
            if old.function != new.function:
                self.functions.setdefault(new.function, old.function)
                self._module(old.function, new.function)
        self.before = _entries(before)
        self.after = _entries(report)

    def _module(self, old: str, new: str) -> None:
        """What is in front of the part that both names end in."""
        while old.rpartition(".")[2] == new.rpartition(".")[2] and "." in old and "." in new:
            old, new = old.rpartition(".")[0], new.rpartition(".")[0]
        if old != new:
            self.functions.setdefault(new, old)

    def was(self, witness: Witness, entries: tuple[EntryPoint, ...]) -> bool:
        """Whether the entry point of a witness is one of these under a new name: that is gone,
        and this was not there."""
        entry = witness.entry
        if (entry.kind, entry.name) in self.before:
            return False
        gone = [e for e in entries if (e.kind, e.name) not in self.after and e.kind == entry.kind]
        return any(self._same(old, entry) for old in gone)

    def _same(self, old: EntryPoint, new: EntryPoint) -> bool:
        """Whether one is in the place of the other: what it is called by has another name now, or
        its file has, or what it is called by is in another file now."""
        if old.grade != new.grade:
            return False
        path = self.paths.get(new.location.path, new.location.path)
        moved = new.location.path != old.location.path
        return (
            self._renamed(new.name) == old.name
            or (moved and path == old.location.path)
            or (moved and _stem(old.name) == _stem(new.name))
        )

    def _renamed(self, name: str) -> str:
        """A name with what has another name now called as before."""
        if name in self.functions:
            return self.functions[name]
        for new, old in (*self.functions.items(), *self.paths.items()):
            if name.startswith(f"{new}."):
                return f"{old}{name[len(new) :]}"
            words = name.split(" ")
            if new in words:
                return " ".join(old if word == new else word for word in words)
        return name


def _stem(name: str) -> str:
    """The last part of a dotted name, or the name of a file without its folder."""
    last = name.rpartition("/")[2].rpartition(" ")[2]
    return last if last.endswith((".py", ".ipynb")) else last.rpartition(".")[2]


def _entries(report: Report) -> set[tuple[str, str]]:
    found = {
        (witness.entry.kind, witness.entry.name)
        for finding in (*report.findings, *report.known, *(s.finding for s in report.suppressed))
        for witness in finding.witnesses
    }
    for load in report.loads:
        found |= {(e.kind, e.name) for use in load.uses for e in use.entry_points}
    return found

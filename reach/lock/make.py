"""Make a lock, and compare one with the code and with the hub."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from reach.feed import Matcher
from reach.feed.match import told
from reach.lock.hub import Wanted
from reach.records.finding import Artifact
from reach.records.inventory import Inventory
from reach.records.lock import Lock, Locked, Unlocked

_TYPES = {"dataset": "dataset", "code": "code"}

_SAID = {
    "missing": "is not there: deleted, taken down, renamed without a trace, or private",
    "gated": "is gated: ask its owner for access and log in with `hf auth login`",
    "disabled": "was disabled by the hub",
    "no such revision": "has no such revision",
}


class Answers(Protocol):
    """What a hub can be asked."""

    def resolve(self, wanted: Wanted) -> Locked | Unlocked:
        """What a name stands for."""

    def has(self, entry: Locked) -> bool:
        """Whether the locked commit can still be loaded."""


def wanted(inventory: Inventory) -> list[Wanted]:
    """The repositories of the hub that a project names as a whole."""
    found: dict[tuple[str, str, str | None], Wanted] = {}
    for each in inventory.components:
        if each.hub != "huggingface" or each.certainty == "pattern" or "{}" in each.id:
            continue
        place = each.occurrences[0].location
        kind = _TYPES.get(each.type, "model")
        one = Wanted(kind, each.id, each.revision, f"{place.path}:{place.line}")
        found.setdefault(one.key, one)
    return sorted(found.values(), key=lambda w: (w.type, w.repository, w.asked or ""))


def made(names: Iterable[Wanted], hub: Answers, before: Lock) -> Lock:
    """A new lock. What was attested stays with a commit that stays."""
    entries: list[Locked] = []
    unlocked: list[Unlocked] = []
    for each in names:
        found = hub.resolve(each)
        old = before.entry(each.repository, each.type, each.asked)
        if isinstance(found, Unlocked):
            last = old.commit if old is not None else _last(before, each)
            unlocked.append(replace(found, commit=last))
        elif old is not None and old.commit == found.commit:
            entries.append(replace(found, attestations=old.attestations))
        else:
            entries.append(found)
    return Lock(tuple(entries), tuple(unlocked))


def _last(before: Lock, each: Wanted) -> str | None:
    return next((u.commit for u in before.unlocked if u.key == each.key), None)


def problems(lock: Lock) -> Iterator[str]:
    """What could not be locked, in sentences."""
    for each in lock.unlocked:
        yield f"{_name(each)} {_SAID[each.reason]}{_known(each.commit)}"


def reported(lock: Lock, matcher: Matcher) -> Iterator[str]:
    """What the feed says of repositories in the lock: often the reason why one is gone."""
    for each in lock.all:
        locked = each if isinstance(each, Locked) else None
        digests = [f.sha256 for f in locked.files if f.sha256] if locked is not None else []
        artifact = Artifact(
            each.type,
            "huggingface",
            each.repository,
            None,
            False,
            None,
            "unknown",
            None,
            "exact",
            None,
        )
        for hit in matcher.hits(artifact, digests, each.commit, locked):
            yield f"{_name(each)} was {told(hit.advisory)}"


def against_code(names: Iterable[Wanted], lock: Lock) -> Iterator[str]:
    """Where the lock and the code differ."""
    loaded = {each.key: each for each in names}
    known = {each.key for each in lock.all}
    for key, each in loaded.items():
        if key not in known:
            name, place = _name(each), each.place
            yield f"{name} is loaded at {place} and is not in the lock: run `reach lock`"
    for entry in lock.all:
        if entry.key not in loaded:
            yield f"{_name(entry)} is in the lock and nothing loads it: run `reach lock`"


def against_hub(lock: Lock, hub: Answers) -> Iterator[str]:
    """Where the lock and the hub differ."""
    for entry in lock.entries:
        yield from _drift(entry, hub.resolve(Wanted(*entry.key, "")), hub)
    for each in lock.unlocked:
        now = hub.resolve(Wanted(*each.key, ""))
        if isinstance(now, Locked):
            yield f"{_name(each)} could not be locked and can be now: run `reach lock`"
        else:
            yield f"{_name(each)} {_SAID[now.reason]}{_known(each.commit)}"


def _drift(entry: Locked, now: Locked | Unlocked, hub: Answers) -> Iterator[str]:
    name = _name(entry)
    if isinstance(now, Unlocked):
        yield f"{name} {_SAID[now.reason]}{_known(entry.commit)}"
        return
    if now.name != entry.name:
        yield (
            f"{name} is called {now.name} on the hub now: who registers the old name owns what "
            "this code loads; write the new one"
        )
    if now.commit != entry.commit:
        gone = "" if hub.has(entry) else ", and the locked commit is gone"
        what = entry.asked or "the main branch"
        yield f"{name}: {what} moved from {entry.commit[:12]} to {now.commit[:12]}{gone}"
        return
    if now.gated != entry.gated:
        yield f"{name}: access is {now.gated or 'open'} now, and was {entry.gated or 'open'}"
    before = {file.path: file for file in entry.files}
    for file in now.files:
        if file != before.get(file.path):
            yield f"{name}: {file.path} is another file, though the commit is the same"


def _name(each: Wanted | Locked | Unlocked) -> str:
    kind = "" if each.type == "model" else f"{each.type} "
    return f"{kind}{each.repository}" + (f"@{each.asked[:12]}" if each.asked else "")


def _known(commit: str | None) -> str:
    return f"; it was locked at {commit[:12]}" if commit else ""

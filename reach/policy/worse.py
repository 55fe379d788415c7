"""What got worse since an earlier state of a project.

States are compared by artifact, not by call: for each artifact and each thing that may be wrong
with a load of it, the strongest grade at which it is. So moving, renaming or splitting code changes
nothing, and a load that is wrong in a test does not excuse the same in a route.
"""

from collections.abc import Iterable, Iterator

from reach.policy.demands import lacks, pin_with
from reach.policy.uses import Key, Loaded
from reach.policy.violation import Violation
from reach.records.finding import GRADES, Change
from reach.records.policy import Policy


class State:
    """The loads of a state, looked up by artifact."""

    def __init__(self, every: Iterable[Loaded], policy: Policy) -> None:
        self.every = list(every)
        self.by_key: dict[Key, list[Loaded]] = {}
        for each in self.every:
            self.by_key.setdefault(each.key, []).append(each)
        self.publishers = {p.lower() for e in self.every if (p := e.publisher) is not None}
        self.policy = policy

    def grade(self, key: Key) -> int:
        """The strongest grade at which an artifact is loaded; -1 where it is not."""
        return max((GRADES.index(e.grade) for e in self.by_key.get(key, ())), default=-1)

    def unpinned(self, key: Key) -> int:
        """The strongest grade at which it is loaded without a commit."""
        loads = self.by_key.get(key, ())
        return max((GRADES.index(e.grade) for e in loads if _floats(e)), default=-1)

    def unsafe(self, key: Key) -> int:
        """The strongest grade at which it is loaded from a pickle, or may be."""
        loads = self.by_key.get(key, ())
        return max((GRADES.index(e.grade) for e in loads if "pickle" in e.formats), default=-1)

    def unsigned(self, key: Key) -> bool:
        """Whether some load of it has no verified signature."""
        loads = self.by_key.get(key, ())
        return any(e.lockable and lacks(e, self.policy, "signature") for e in loads)


def worse(before: State, now: State, policy: Policy, since: str) -> Iterator[Violation]:
    """What got worse, one violation for each artifact and kind: at its strongest load."""
    for key in now.by_key:
        if policy.worse.publisher:
            yield from _publisher(before, now, key, since)
        if policy.worse.unsigned:
            yield from _unsigned(before, now, key, policy, since)
        if policy.worse.pin:
            yield from _pin(before, now, key, since)
        if policy.worse.format:
            yield from _format(before, now, key, since)
        if policy.worse.grade != "never":
            yield from _grade(before, now, key, policy, since)


def _strongest(loads: Iterable[Loaded]) -> Loaded:
    """The first of the strongest loads."""
    return max(sorted(loads, key=lambda e: e.load.location), key=lambda e: GRADES.index(e.grade))


def _floats(loaded: Loaded) -> bool:
    return loaded.on_hub and loaded.artifact is not None and not loaded.artifact.pinned


def _publisher(before: State, now: State, key: Key, since: str) -> Iterator[Violation]:
    loaded = _strongest(now.by_key[key])
    owner = loaded.publisher
    if owner is None or owner.lower() in before.publishers:
        return
    yield Violation(
        "publisher-new",
        loaded,
        f"the publisher {owner} is new: nothing of theirs was loaded at {since}",
        f"Have somebody look at who {owner} is, and except it in {now.policy.name}; or use a model "
        "of a publisher that the project loads from already.",
        changes=(Change("identifier", f"Nothing of {owner} was loaded at {since}."),),
    )


def _unsigned(
    before: State, now: State, key: Key, policy: Policy, since: str
) -> Iterator[Violation]:
    loads = [e for e in now.by_key[key] if e.lockable and lacks(e, policy, "signature")]
    if not loads or (before.by_key.get(key) and before.unsigned(key)):
        return
    loaded = _strongest(loads)
    problem = lacks(loaded, policy, "signature")
    assert problem is not None
    known = key in before.by_key
    what = f"it had a verified signature at {since}" if known else f"it is new since {since}"
    yield Violation(
        "unsigned-new",
        loaded,
        f"{what} and has no verified signature: {problem[0]}",
        problem[1],
        changes=(Change("new", f"An artifact without a signature: {what}."),),
    )


def _pin(before: State, now: State, key: Key, since: str) -> Iterator[Violation]:
    loads = [e for e in now.by_key[key] if _floats(e)]
    if key not in before.by_key or now.unpinned(key) <= before.unpinned(key):
        return
    loaded = _strongest(loads)
    pins = {e.artifact.revision for e in before.by_key[key] if e.artifact and e.artifact.pinned}
    if not pins:
        return
    was, artifact = min(filter(None, pins)), loaded.artifact
    is_now = (artifact.revision if artifact is not None else None) or "no revision"
    yield Violation(
        "pin-lost",
        loaded,
        f"it was pinned to {was[:12]} at {since}, and is loaded with {is_now} now",
        f'Keep the pin: revision="{was}", or pin another commit that was tested.'
        if loaded.locked is None
        else pin_with(loaded),
        changes=(Change("revision", f"The pin {was[:12]} is gone.", was, is_now),),
    )


def _format(before: State, now: State, key: Key, since: str) -> Iterator[Violation]:
    if now.unsafe(key) <= before.unsafe(key):
        return
    loads = [e for e in now.by_key[key] if "pickle" in e.formats]
    old = [e for e in before.by_key.get(key, ()) if "pickle" not in e.formats]
    loaded = _strongest(loads)
    if key not in before.by_key:
        old = _gone(before, now, {e.load.function for e in loads})
    if not old:
        return
    was = sorted({f for e in old for f in e.formats}) or ["safetensors only"]
    name = old[0].artifact.id if old[0].artifact is not None else ""
    here = loaded.artifact.id if loaded.artifact is not None else ""
    other = f" (as {name})" if name != here else ""
    yield Violation(
        "format-downgraded",
        loaded,
        f"it was loaded from {', '.join(was)}{other} at {since}, and a pickle is loaded, or "
        "accepted, now",
        "Go back to safetensors: pass use_safetensors=True, or name the .safetensors file.",
        changes=(Change("format", "Safe weights became a pickle.", ", ".join(was), "pickle"),),
    )


def _gone(before: State, now: State, functions: set[str]) -> list[Loaded]:
    """Files of safe weights that these functions loaded and nothing loads any more: what is new in
    them stands in their place. Where they loaded pickles as well, nothing is said."""
    old = [e for e in before.every if e.load.function in functions]
    if any("pickle" in e.formats for e in old):
        return []
    return [e for e in old if "safetensors" in e.formats and e.key not in now.by_key]


def _grade(before: State, now: State, key: Key, policy: Policy, since: str) -> Iterator[Violation]:
    was, is_now = before.grade(key), now.grade(key)
    if was < 0 or is_now <= was or is_now < GRADES.index(policy.worse.grade):
        return
    loaded = _strongest(now.by_key[key])
    use = loaded.use
    who = use.entry_points[0].name if use is not None and use.entry_points else "an entry point"
    yield Violation(
        "grade-raised",
        loaded,
        f"this load was {GRADES[was]} at {since}, and is {loaded.grade} now, by {who}",
        f"If {who} is meant to load it, have that reviewed and except it in {policy.name}; else "
        "load it where nobody outside can make it happen.",
        changes=(Change("grade", f"The grade was {GRADES[was]}.", GRADES[was], loaded.grade),),
    )

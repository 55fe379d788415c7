"""Commits to pin to: those that the user gives, then those of `models.lock`."""

from collections.abc import Mapping
from dataclasses import field

from reach.records.lock import Lock
from reach.records.record import dataclass
from reach.records.repair import Plan, Repository


@dataclass(frozen=True, slots=True)
class Pins:
    """What is known about the commits of repositories."""

    lock: Lock = field(default_factory=Lock)
    given: Mapping[str, str] = field(default_factory=dict)
    """Commits by repository of the Hugging Face hub."""

    def commit(self, wanted: Repository) -> str | None:
        """The commit to pin a repository to."""
        if wanted.hub != "huggingface":
            return None
        locked = self.lock.commit(wanted.id, wanted.type, wanted.asked)
        return self.given.get(wanted.id) or locked

    def reasons(self, plan: Plan) -> tuple[str, ...]:
        """Why a plan has to be looked at, after a look at the lock."""
        void = set()
        if plan.loads and all(map(self._has_safetensors, plan.loads)):
            void.add(plan.without_safetensors)
        pin = plan.pin
        if pin is not None and self.commit(pin) == self._locked(pin):
            void.add(plan.another_commit)
        return tuple(reason for reason in plan.reasons if reason not in void)

    def _locked(self, wanted: Repository) -> str | None:
        return self.lock.commit(wanted.id, wanted.type, wanted.asked)

    def _has_safetensors(self, wanted: Repository) -> bool:
        if wanted.hub != "huggingface":
            return False
        lock, asked = self.lock, wanted.asked
        entry = lock.entry(wanted.id, wanted.type, asked) or lock.at(wanted.id, wanted.type, asked)
        return entry is not None and entry.safetensors

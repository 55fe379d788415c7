"""Whose word counts at the gate: that of the state into which a change is to be merged."""

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from reach import config
from reach.cli.terminal import warn
from reach.config import Options
from reach.errors import UsageError

if TYPE_CHECKING:
    from reach.records.policy import Policy
    from reach.records.rule import Ruleset

_JUDGED = ("exclude", "rules", "feeds")
"""Settings that decide what the gate sees."""


class Merged:
    """The files of the revision that a change is compared with, as they are there now."""

    def __init__(self, path: Path, revision: str) -> None:
        from reach.discover import history

        repository = history.find(path)
        if repository is None:
            raise UsageError(f"{path}: not in a git repository, so it has no revision {revision}")
        self.path = path
        self.repository = repository
        self.tip = history.tip_of(repository, revision)

    def read(self, file: Path) -> bytes | None:
        """What a file of the work tree holds there."""
        from reach.discover import history

        whole = Path.cwd() / file
        if not whole.is_relative_to(self.repository.top):
            return None
        below = whole.relative_to(self.repository.top)
        return history.content_of(self.repository, self.tip, PurePosixPath(below.as_posix()))

    def options(self, now: Options) -> Options:
        """The options of a run; what decides what is seen is as it is there."""
        there = config.load(self.path, read=self.read)
        judged = {name: getattr(there, name) for name in _JUDGED}
        if judged == {name: getattr(now, name) for name in _JUDGED}:
            return now
        warn(f"the configuration was changed: {', '.join(_JUDGED)} of {self.tip.name} count")
        return replace(now, **judged)

    def policy(self, own: Path | None, ruleset: "Ruleset") -> "Policy | None":
        """The policy there, with a warning where the work tree has another one."""
        from reach.policy import NAME, parse

        start = self.path.resolve()
        for folder in (start, *start.parents):
            content = self.read(folder / NAME)
            if content is not None:
                changed = own is None or own.read_bytes() != content
                name = f"{NAME} of {self.tip.name}" if changed else NAME
                if changed:
                    what = "was changed" if own is not None else "is gone"
                    warn(f"{NAME} {what}: that of {self.tip.name} counts until this is merged")
                return parse(content, name, ruleset)
            if folder == self.repository.top:
                break
        if own is not None:
            warn(f"{NAME} is new: {self.tip.name} has none, so this one counts")
        return None

"""Take away the findings that comments and the configuration speak of."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import field
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from reach.config import moment
from reach.errors import ConfigError
from reach.judge.suppression.comments import Comment
from reach.later import later
from reach.records.finding import GRADES, Finding, Notice, Suppressed, Suppression
from reach.records.record import dataclass
from reach.records.suppression import Ignore

if TYPE_CHECKING:
    import difflib

    import pathspec
else:
    difflib = later("difflib")
    pathspec = later("pathspec")


@dataclass(frozen=True, slots=True)
class Sorted:
    """Findings that are reported, those that are not, and what suppressed nothing."""

    findings: list[Finding]
    suppressed: tuple[Suppressed, ...]
    idle: tuple[Notice, ...]


def suppress(
    findings: Iterable[Finding],
    comments: Sequence[Comment],
    ignores: Sequence[Ignore],
    rules: Collection[str],
    day: date | None = None,
) -> Sorted:
    """Tell findings apart by what the project says of them. `rules` are those that exist."""
    day = moment().date() if day is None else day
    near: dict[str, list[_Decision]] = {}
    for comment in comments:
        near.setdefault(comment.covers.path, []).append(_OfComment(comment, rules, day))
    anywhere: list[_Decision] = [_OfConfiguration(ignore, rules, day) for ignore in ignores]
    found, suppressed = [], []
    for finding in findings:
        asked = (*near.get(finding.location.path, ()), *anywhere)
        said = [decision for decision in asked if decision.is_about(finding)]
        valid = next((decision for decision in said if not decision.problem), None)
        for decision in said:
            decision.used = True
        if valid is None:
            found.append(finding)
        else:
            suppressed.append(Suppressed(finding, valid.suppression))
    decisions = [*(each for some in near.values() for each in some), *anywhere]
    idle = [notice for decision in decisions if (notice := decision.notice()) is not None]
    return Sorted(found, tuple(suppressed), tuple(idle))


@dataclass
class _Decision:
    """One comment, or one entry of the configuration."""

    rules: tuple[str, ...]
    suppression: Suppression
    until: date | None
    problem: str = ""
    used: bool = field(default=False, kw_only=True)

    def is_about(self, finding: Finding) -> bool:
        """Whether it speaks of the finding."""
        return any(_is_of(finding, rule) for rule in self.rules)

    def notice(self) -> Notice | None:
        """What is wrong with it."""
        text = self.problem or ("" if self.used else "suppresses nothing, remove it")
        where, line = self.place
        return Notice(where, f"{self.called}: {text}", line) if text else None

    @property
    def place(self) -> tuple[str, int | None]:
        """Where it is written, if that is in the scanned tree."""
        return self.suppression.path, self.suppression.line

    @property
    def called(self) -> str:
        """What it is, for people."""
        return f"reach: ignore[{', '.join(self.rules)}]"

    def expired(self, day: date) -> str:
        """Why it does not count any more."""
        ended = self.until is not None and self.until < day
        return f"expired on {self.until}" if ended else ""


class _OfComment(_Decision):
    def __init__(self, comment: Comment, rules: Collection[str], day: date) -> None:
        self.comment = comment
        problem, until = "", None
        try:
            until = comment.day
        except ValueError:
            problem = f"until {comment.until}: not a date such as 2027-01-31, so it does not count"
        where = comment.location
        written = Suppression("comment", comment.reason, _text(until), where.path, where.line)
        super().__init__(comment.rules, written, until, problem)
        if not problem:
            self.problem = self._missing() or _unknown(comment.rules, rules) or self.expired(day)

    def _missing(self) -> str:
        if not self.rules:
            return "names no rule, so it does not count; write ignore[rule] and a reason"
        if not self.comment.reason:
            return "gives no reason, so it does not count"
        return ""

    def is_about(self, finding: Finding) -> bool:
        about = super().is_about(finding) or not self.rules
        return about and self.comment.speaks_of(finding.location)


class _OfConfiguration(_Decision):
    def __init__(self, ignore: Ignore, rules: Collection[str], day: date) -> None:
        self.ignore = ignore
        self.paths = pathspec.GitIgnoreSpec.from_lines(ignore.paths) if ignore.paths else None
        until = _text(ignore.until)
        written = Suppression("configuration", ignore.reason, until, ignore.written, None)
        super().__init__(ignore.rules, written, ignore.until)
        wrong = _unknown(ignore.rules, rules)
        if wrong:
            raise ConfigError(f"{ignore.written}: ignore: entry {ignore.number}: {wrong}")
        self.problem = self.expired(day)

    @property
    def place(self) -> tuple[str, int | None]:
        return "", None

    @property
    def called(self) -> str:
        return f"{self.ignore.written}: ignore entry {self.ignore.number} ({', '.join(self.rules)})"

    def is_about(self, finding: Finding) -> bool:
        if not super().is_about(finding):
            return False
        if self.paths is not None and not self.paths.match_file(finding.location.path):
            return False
        return not self.ignore.models or self._is_of_models(finding)

    def _is_of_models(self, finding: Finding) -> bool:
        """Whether all that is loaded is known, and among those that the entry names."""
        names = {artifact.id for artifact in finding.artifacts}
        return (
            bool(names)
            and not finding.unknown
            and all(any(fnmatchcase(name, p) for p in self.ignore.models) for name in names)
        )


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _is_of(finding: Finding, rule: str) -> bool:
    name, _, grade = rule.partition("/")
    if name != finding.rule:
        return False
    if grade and grade not in GRADES:
        return False
    return not grade or GRADES.index(finding.grade) <= GRADES.index(grade)


def _unknown(written: Sequence[str], rules: Collection[str]) -> str:
    for rule in written:
        name, slash, grade = rule.partition("/")
        if name not in rules:
            close = difflib.get_close_matches(name, rules, n=1)
            hint = f", did you mean {close[0]!r}?" if close else ""
            return f"unknown rule {name!r}{hint}"
        if slash and grade not in GRADES:
            return f"{rule!r}: the grade is one of {', '.join(GRADES)}"
    return ""

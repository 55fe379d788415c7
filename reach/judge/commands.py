"""Command lines of deployment files, scripts and workflows -> findings."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from reach.flow.evaluator import Evaluator
from reach.flow.lines import CommandLine
from reach.graph.entries import STRENGTH, launch_grade, launch_name
from reach.identify.artifacts import Identified, identify
from reach.identify.commands import CommandArguments, SpawnedArguments, Word, words_of
from reach.identify.places import Places
from reach.judge.checks import Call, broken
from reach.judge.findings import MAX_WITNESSES
from reach.judge.message import message
from reach.judge.severity import severity
from reach.judge.variables import settings
from reach.judge.versions import Versions
from reach.records.finding import (
    Artifact,
    EntryPoint,
    Finding,
    Load,
    Location,
    Step,
    Unknown,
    Use,
    Witness,
)
from reach.records.project import Launch, Project
from reach.records.record import dataclass
from reach.records.rule import Check, CommandSink, Rule, Ruleset, Sink
from reach.rules.images import is_image

Item = TypeVar("Item", Artifact, EntryPoint, Unknown, str)

_LONGEST_SNIPPET = 400
_ASKING = frozenset(("--help", "--version"))
"""Options after which a program only says something about itself."""


@dataclass(frozen=True, slots=True)
class CommandUse:
    """A command sink in one command line that a deployment file runs."""

    command: CommandSink
    launch: Launch
    skip: int
    """Words of the program's arguments that name its subcommand."""
    line: CommandLine | None = None
    """How the program puts the command together that it runs itself."""
    words: str = ""
    """The one of its names that is written."""

    @property
    def name(self) -> str:
        """How messages call it."""
        return self.words or self.command.sink.names[0]

    @property
    def sink(self) -> Sink:
        """What is used."""
        return self.command.sink


@dataclass(frozen=True, slots=True)
class Judged:
    """What one use loads, and which checks apply."""

    use: CommandUse
    identified: Identified
    checks: tuple[Check, ...]
    facts: tuple[str, ...]
    call: Call | None = None


class CommandJudge:
    """Turns command lines into findings."""

    def __init__(self, ev: Evaluator, places: Places, project: Project, ruleset: Ruleset) -> None:
        self.ev = ev
        self.places = places
        self.project = project
        self.commands = ruleset.commands
        self.rules: dict[str, Rule] = {rule.id: rule for rule in ruleset.rules}
        self.versions = Versions(project.requirements)
        self.loads: list[Load] = []
        """Every command with what it loads."""

    def findings(self, launches: Iterable[Launch]) -> list[Finding]:
        """Every rule that every command breaks; one finding for a command that several files
        run."""
        groups: dict[tuple[object, ...], list[tuple[Check, Judged]]] = {}
        loading: dict[tuple[object, ...], list[Judged]] = {}
        for launch in launches:
            for use in self.uses(launch):
                judged = self.judge(use)
                place = self.location(launch)
                loading.setdefault((place, use.name), []).append(judged)
                for check in judged.checks:
                    key = (check.rule, place.path, place.line, place.column, use.name)
                    groups.setdefault(key, []).append((check, judged))
        self.loads = [self.load(found) for found in loading.values() if _named(found)]
        return [self.finding(_serious(found)) for found in groups.values()]

    def uses(self, launch: Launch) -> Iterator[CommandUse]:
        """The command sinks that a launch is."""
        if not _ASKING.isdisjoint(launch.arguments):
            return
        for command in self.commands:
            if launch.target == "image":
                if is_image(launch.name, command.images):
                    yield CommandUse(command, launch, 0)
                continue
            begin = _begin(launch)
            for words in command.commands:
                skip = _skip(words.split(), begin)
                if skip is not None:
                    yield CommandUse(command, launch, skip, words=words)
                    break

    def judge(self, use: CommandUse) -> Judged:
        """What a use loads, and which checks apply."""
        launch, place = use.launch, self.location(use.launch)
        words = words_of(launch, use.skip)
        arguments = self.arguments(use, words)
        wanted = [w for w in words if _counts(use.command, w)]
        if use.command.only is not None and not wanted and launch.target != "image":
            return Judged(use, Identified((), ()), (), ())
        identified = identify(self.ev, self.places, use.sink, arguments, place)
        identified = _pinned_later(use, identified)
        if _verified(use):
            return Judged(use, identified, (), ())
        environment = settings(launch.environment)
        versions = self.versions.near(launch.written)
        if use.sink.identifier and not arguments.get(use.sink.identifier).maybe:
            identified = _left_open(use, identified)
        call = Call(use.sink, arguments, identified, versions, environment, environment)
        checks: dict[str, Check] = {}
        facts: dict[str, None] = {}
        for check in use.sink.checks:
            if check.rule not in checks:
                call.facts.clear()
                case = broken(check, call)
                if case is not None:
                    checks[check.rule] = case
                    facts.update(call.facts)
        return Judged(use, identified, tuple(checks.values()), tuple(facts), call)

    def arguments(self, use: CommandUse, words: list[Word]) -> CommandArguments:
        """The parameters of a use."""
        if use.line is not None:
            return SpawnedArguments(self.ev, self.places, use.command, use.launch, words, use.line)
        return CommandArguments(self.ev, self.places, use.command, use.launch, words)

    def finding(self, found: list[tuple[Check, Judged]]) -> Finding:
        """The finding of one rule at one command."""
        check, first = found[0]
        place = max(self.location(each.use.launch) for _, each in found)
        rule = self.rules[check.rule]
        judged = [each for _, each in found]
        witnesses = self.witnesses(judged)
        grade = witnesses[0].entry.grade
        artifacts = _distinct(a for j in judged for a in j.identified.artifacts)
        unknown = _distinct(u for j in judged for u in j.identified.reasons)
        base = check.severity if check.severity is not None else rule.severity
        names = sorted({a.id for a in artifacts})
        text = "\n".join((check.rule, first.use.sink.names[0], place.path, *names))
        return Finding(
            fingerprint=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32],
            rule=check.rule,
            grade=grade,
            severity=severity(base, grade),
            message=message(first.use, check, grade, witnesses, artifacts, unknown),
            location=place,
            function=place.path,
            sink=first.use.name,
            artifacts=artifacts,
            unknown=unknown,
            witnesses=witnesses,
            conditions=_distinct(f for j in judged for f in j.facts),
            guards=(),
            fix=check.fix,
            snippet=self.snippet(place),
        )

    def load(self, judged: list[Judged]) -> Load:
        """What a command loads, in all files that run it."""
        use = judged[0].use
        uses: list[Use] = []
        for artifact in _distinct(a for j in judged for a in j.identified.artifacts):
            witnesses = self.witnesses([j for j in judged if artifact in j.identified.artifacts])
            entries = _distinct(w.entry for w in witnesses)
            uses.append(Use(artifact, entries[0].grade, entries, witnesses[0]))
        place = self.location(use.launch)
        return Load(
            location=place,
            function=place.path,
            sink=use.name,
            role=use.sink.artifact,
            grade=max((launch_grade(j.use.launch) for j in judged), key=STRENGTH.__getitem__),
            uses=tuple(uses),
            unknown=_distinct(u for j in judged for u in j.identified.unknown),
            snippet=self.snippet(place),
        )

    def witnesses(self, judged: list[Judged]) -> tuple[Witness, ...]:
        """One witness for each process, strongest first."""
        found: dict[tuple[object, ...], Witness] = {}
        for each in judged:
            launch = each.use.launch
            place = self.location(launch)
            followed = launch.written != launch.path
            start = Location(launch.path, launch.line, 1, launch.line, 1) if followed else place
            entry = EntryPoint(launch.kind, launch_name(launch), launch_grade(launch), start)
            step = Step(place.path, place, each.use.name, "direct")
            witness = Witness(entry, (step,), each.identified.artifacts, each.identified.reasons)
            found.setdefault((entry, witness.artifacts, witness.unknown), witness)
        ordered = sorted(found.values(), key=lambda w: (-STRENGTH[w.entry.grade], not w.artifacts))
        return tuple(ordered[:MAX_WITNESSES])

    def location(self, launch: Launch) -> Location:
        """The lines of a command, from its program to the end of its last word."""
        lines = launch.lines or (launch.line,)
        first, last = lines[0], max(lines)
        text, column = self.places.line(launch.written, first), 0
        word = launch.command[0] if launch.command else ""
        for _ in range(launch.nth + 1):
            at = text.find(word, column)
            if not word or at < 0:
                break
            column = at + len(word)
        begin = column - len(word) if column else len(text) - len(text.lstrip())
        end = len(self.places.line(launch.written, last).rstrip())
        return Location(launch.written, first, begin + 1, last, max(end, begin) + 1)

    def snippet(self, place: Location) -> str:
        """The text of the command."""
        lines = [
            self.places.line(place.path, number) for number in range(place.line, place.end_line + 1)
        ]
        lines[0] = lines[0][place.column - 1 :]
        text = "\n".join(lines)
        return text if len(text) <= _LONGEST_SNIPPET else text[:_LONGEST_SNIPPET] + "…"


def _serious(found: list[tuple[Check, Judged]]) -> list[tuple[Check, Judged]]:
    """Without what only tests and examples run, where others do too."""
    serious = [
        (check, each)
        for check, each in found
        if STRENGTH[launch_grade(each.use.launch)] > STRENGTH["development"]
    ]
    return _settled(serious or found)


def _settled(found: list[tuple[Check, Judged]]) -> list[tuple[Check, Judged]]:
    """Without a Dockerfile on its own, where those who build it say what it leaves open."""
    known = [
        (check, each)
        for check, each in found
        if each.identified.artifacts or not each.use.launch.unset
    ]
    return known or found


def _named(judged: list[Judged]) -> bool:
    """Whether the command is known to load something, or to load what is not known."""
    return any(j.identified.artifacts or j.identified.unknown for j in judged)


def _begin(launch: Launch) -> list[str]:
    """The words of a launch, whatever it is: its program first."""
    if launch.target == "module":
        return ["python", "-m", launch.name, *launch.arguments]
    if launch.target == "program":
        return [launch.name, *launch.arguments]
    return []


def _skip(wanted: list[str], words: list[str]) -> int | None:
    """How many arguments the words of a subcommand take up; None where these are others. Options
    may stand before a subcommand."""
    if not words or words[0] != wanted[0]:
        return None
    if wanted[:2] == ["python", "-m"]:
        if words[:3] != wanted[:3]:
            return None
        wanted, words = wanted[2:], words[2:]
    at = 1
    for word in wanted[1:]:
        while at < len(words) and words[at].startswith("-"):
            at += 2 if len(words[at]) == 2 and at + 2 < len(words) else 1
        if at >= len(words) or words[at] != word:
            return None
        at += 1
    return at - 1


def _counts(command: CommandSink, word: Word) -> bool:
    return command.only is None or re.search(command.only, word.text) is not None


def _left_open(use: CommandUse, identified: Identified) -> Identified:
    """Where no model is named, and the program has none of its own, the file loads none: whoever
    starts it says which. So it is with an image that adds something to a server's."""
    if use.sink.default_identifier and use.launch.kind != "dockerfile-image":
        return identified
    return Identified((), (), identified.unknown)


def _pinned_later(use: CommandUse, identified: Identified) -> Identified:
    """A revision that a later command chooses."""
    if use.command.pinned_by is None:
        return identified
    for text in use.launch.later:
        match = re.search(use.command.pinned_by, text)
        if match is not None:
            artifacts = [replace(a, revision=match[1], pinned=True) for a in identified.artifacts]
            return replace(identified, artifacts=tuple(artifacts))
    return identified


def _verified(use: CommandUse) -> bool:
    expression = use.command.verified_by
    return expression is not None and any(re.search(expression, t) for t in use.launch.later)


def _distinct(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))

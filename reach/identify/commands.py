"""The arguments of a command line, by parameter, with where each value is written."""

import re
from collections.abc import Iterator
from dataclasses import field

from reach.flow.contexts import Argument, Arguments
from reach.flow.evaluator import Evaluator
from reach.flow.lines import CommandLine
from reach.flow.values import EMPTY, Const, Pattern, Place, Unknown, Value, Values, in_order
from reach.identify.arguments import Given, SinkArguments
from reach.identify.places import Places
from reach.identify.reasons import opaque
from reach.later import regex
from reach.records.project import EnvValue, Launch
from reach.records.record import dataclass
from reach.records.rule import CommandSink

_FALSE = frozenset(("", "0", "false", "no", "off", "f", "n"))
_TRUE = frozenset(("1", "true", "yes", "on", "t", "y"))
_NAMED = regex(r"^[\w.-]+=(?=[a-z0-9]+://)")
"""What some commands put before an address: the name of what is there."""

_REFERENCE = regex(
    r"\$\{\{.*?\}\}|\{\{.*?\}\}|\$\{(?P<name>\w+|[@*])[^}]*\}|\$\([^)]*\)|`[^`]*`|\$(?P<bare>\w+)"
)
_REFERENCES = ("$(configMapKeyRef)", "$(secretKeyRef)", "$(fieldRef)", "$(resourceFieldRef)")
"""How a manifest's variable is written down that the cluster fills."""
_SHORTEST = 4
"""Letters of a variable's value that make it count as a part of a word."""


@dataclass(frozen=True, slots=True)
class Word:
    """A text of a command line, and its position in the command."""

    text: str
    index: int


@dataclass(slots=True)
class Line:
    """Options and operands of a command."""

    options: dict[str, list[Word | None]] = field(default_factory=dict)
    """None for an option without a value."""
    operands: list[Word] = field(default_factory=list)


def option(word: str) -> str:
    """An option as it is compared: many programs take underscores and dashes for the same."""
    return word.replace("_", "-")


def parse(words: list[Word], switches: frozenset[str], valued: frozenset[str]) -> Line:
    """Options and operands. An option that is not known takes the next word, if that is none."""
    line, at = Line(), 0
    while at < len(words):
        word = words[at]
        at += 1
        if word.text == "--":
            line.operands += words[at:]
            break
        if not word.text.startswith("-") or word.text == "-":
            line.operands.append(word)
            continue
        name, equals, value = word.text.partition("=")
        name, given = option(name), line.options.setdefault(option(name), [])
        following = words[at] if at < len(words) else None
        if equals:
            given.append(Word(value, word.index))
        elif name in valued and following is not None:
            given.append(following)
            at += 1
        elif name in switches or following is None or following.text.startswith("-"):
            given.append(None)
        elif name.startswith("--") or len(name) == 2:
            given.append(following)
            at += 1
    return line


def words_of(launch: Launch, skip: int) -> list[Word]:
    """The words that a program gets, without the first ones, which name its subcommand."""
    first = len(launch.command) - len(launch.arguments)
    return [Word(text, first + i) for i, text in enumerate(launch.arguments)][skip:]


_ARGUMENTS = ("$@", "${@}", "$*", "${*}")


class CommandArguments(SinkArguments):
    """Looks up the parameters of one command."""

    def __init__(
        self,
        ev: Evaluator,
        places: Places,
        command: CommandSink,
        launch: Launch,
        words: list[Word],
    ) -> None:
        super().__init__(ev, command.sink, Arguments())
        self.places, self.command, self.launch = places, command, launch
        ways = [way for _, ways in command.arguments for way in ways]
        valued = {
            option(w)
            for name, ways_of in command.arguments
            for w in ways_of
            if isinstance(w, str) and name not in command.flags
        }
        switches = frozenset(map(option, command.switches))
        self.line = parse(words, switches, frozenset(valued))
        self.urls = "://" in ways
        separators = dict(command.lists)
        for name, ways_of in command.arguments:
            self._known[name] = self._given(name, ways_of, separators.get(name))

    def _given(self, name: str, ways: tuple[str | int, ...], separator: str | None) -> Given:
        for way in ways:
            values: set[Value] = set()
            for word in self._counted(name, self._written(way)):
                if word is None:  # a switch, which is on unless its name says otherwise
                    values.add(self.ev.pool.const(not str(way).startswith("--no-")))
                else:
                    values |= self._values(word, name in self.command.flags, separator)
            if values:
                return Given(frozenset(values), True, True)
        rest = self._handed_on() if name == self.command.sink.identifier else EMPTY
        return Given(rest, bool(rest), bool(rest))

    def _handed_on(self) -> Values:
        """Arguments of the script that are handed on: what is missing may be among them."""
        words = [w for w in self.line.operands if w.text in _ARGUMENTS]
        return EMPTY.union(*(self._values(word, False, None) for word in words))

    def _written(self, way: str | int) -> Iterator[Word | EnvValue | None]:
        """Words or variables that give a parameter in one way; None for a switch that is on."""
        if isinstance(way, int):
            yield from self.line.operands[way : way + 1]
        elif way == "://":
            yield from (word for word in self.line.operands if "://" in word.text)
        elif way.startswith("$"):
            every = (*self.launch.environment, *self.launch.unfilled)
            yield from (v for v in every if v.name == way[1:] and v.value)
        else:
            given = self.line.options.get(option(way), [])
            yield from given if option(way) in self._several() else given[-1:]

    def _counted(
        self, name: str, written: Iterator[Word | EnvValue | None]
    ) -> Iterator[Word | EnvValue | None]:
        """Without the identifiers that the command does not count."""
        only = self.command.only if name == self.command.sink.identifier else None
        for given in written:
            text = given.text if isinstance(given, Word) else ""
            if only is None or re.search(only, text):
                yield given

    def _several(self) -> set[str]:
        """Options that count each time that they are given."""
        lists = dict(self.command.lists)
        return {
            option(way)
            for name, ways in self.command.arguments
            if name in lists
            for way in ways
            if isinstance(way, str)
        }

    def _values(self, given: Word | EnvValue, flag: bool, separator: str | None) -> Values:
        if isinstance(given, EnvValue):
            texts = given.value.split(separator) if separator else [given.value]
            place = Place(given.path, given.line)
            return frozenset(
                self._value(text.strip(), place, given.kind, flag) for text in texts if text.strip()
            )
        texts = given.text.split(separator) if separator else [given.text]
        return frozenset(self._word(text, given.index, flag) for text in texts if text.strip())

    def _word(self, text: str, index: int, flag: bool) -> Value:
        place, kind = self.origin(text, index)
        return self._value(_NAMED.sub("", text), place, kind, flag)

    def _value(self, text: str, place: Place, kind: str, flag: bool) -> Value:
        pool = self.ev.pool
        parts, reasons = self._parts(text, place)
        if reasons and (len(parts) == 1 or flag):
            return reasons[0]
        if reasons:
            return pool.pattern(tuple(parts), place, 0, tuple(reasons))
        if flag and text.lower() in _FALSE | _TRUE:
            return pool.const(text.lower() in _TRUE, place)
        return pool.const(text, place, 0, kind)

    def _parts(self, text: str, place: Place) -> tuple[list[str | None], list[Unknown]]:
        """The known parts of a text with None for the others, and why these are not known."""
        parts: list[str | None] = []
        reasons: list[Unknown] = []
        end = 0
        for match in _REFERENCE.finditer(text):
            if match.start() > end:
                parts.append(text[end : match.start()])
            parts.append(None)
            reason, where = self._reason(match, place)
            reasons.append(self.ev.pool.unknown(reason, where))
            end = match.end()
        if end < len(text):
            parts.append(text[end:])
        return parts, reasons

    def _reason(self, match: re.Match[str], place: Place) -> tuple[str, Place]:
        name = match["name"] or match["bare"]
        if match[0].startswith(("${{", "{{")):
            return f"placeholder {match[0]!r}", place
        if match[0] in _REFERENCES:
            return f"the value comes from {match[0][2:-1]}", place
        if not name:
            return "a substitution cannot be followed", place
        if name in "@*" or name.isdigit():
            return "the arguments of the script are not known", place
        for unset in self.launch.unset:
            if unset.name == name:
                return f"ARG {name} has no default", Place(unset.path, unset.line)
        return f"variable {name} has no known value", place

    def origin(self, text: str, index: int) -> tuple[Place, str]:
        """Where a word of the command is written: on its line, or where a variable of it is."""
        lines = self.launch.lines
        line = lines[index] if index < len(lines) else lines[-1] if lines else self.launch.line
        column = self.places.line(self.launch.written, line).find(text)
        if column >= 0:
            return Place(self.launch.written, line, column + 1), "command line"
        variables = (*self.launch.environment, *self.launch.variables)
        whole = [v for v in variables if v.value == text]
        parts = [v for v in variables if len(v.value) >= _SHORTEST and v.value in text]
        for found in (whole or parts)[-1:]:
            return Place(found.path, found.line), found.kind
        return Place(self.launch.written, line), "command line"


class SpawnedArguments(CommandArguments):
    """Looks up the parameters of a command that the program itself runs: where a value is written
    is known to the program."""

    def __init__(
        self,
        ev: Evaluator,
        places: Places,
        command: CommandSink,
        launch: Launch,
        words: list[Word],
        line: CommandLine,
    ) -> None:
        self.program = line
        super().__init__(ev, places, command, launch, words)

    def written(self, name: str) -> Argument | None:
        """What the program gives as a parameter, where it is a word of its own."""
        for way in dict(self.command.arguments).get(name, ()):
            for given in self._written(way):
                text = given.text if isinstance(given, Word) else ""
                known = self.program.argument(text)
                if known is not None:
                    return known
        return None

    def _values(self, given: Word | EnvValue, flag: bool, separator: str | None) -> Values:
        text = given.text if isinstance(given, Word) else given.value
        known = self.program.values(self.ev, text) if separator is None else EMPTY
        if not known:
            return super()._values(given, flag, separator)
        return frozenset(self._switched(value) if flag else value for value in known)

    def _reason(self, match: re.Match[str], place: Place) -> tuple[str, Place]:
        """What the program knows of the part that is not known; which stands for no variable that
        anybody could set."""
        known = self.program.argument(match[0])
        values = in_order(self.ev.argument(known)) if known is not None else []
        for value in values:
            if isinstance(value, Unknown):
                return value.reason, place
            if not isinstance(value, (Const, Pattern)):
                return opaque(self.ev, value), place
        if known is None:
            return super()._reason(match, place)
        return "the words of the command are not all known", place

    def _switched(self, value: Value) -> Value:
        text = value.value.lower() if isinstance(value, Const) else ""
        if text not in _FALSE | _TRUE or not isinstance(value, Const):
            return value
        return self.ev.pool.const(text in _TRUE, value.body, value.position, value.kind)

"""Run a shell script in the mind: which simple commands does it hold, with which words?

Every branch and every loop body is taken once. Variables have the value assigned last above.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from reach.discover.commands.words import Piece, Token, tokenize
from reach.discover.limits import MAX_COMMANDS, MAX_TOKENS, MAX_VALUE
from reach.records.project import EnvValue

_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)\+?=")
_NAME = re.compile(r"[A-Za-z_]\w*")
_KEYWORDS = frozenset(
    {"if", "then", "elif", "else", "fi", "while", "until", "do", "done", "esac", "{", "}", "!"}
)
_SEPARATORS = frozenset({"\n", ";", "&", "&&", "||", "|", "|&", ";;"})
_REDIRECTIONS = frozenset({"<", ">", ">>", ">&", "<&", ">|", "&>", "&>>", "<<<"})
_EXPORTS = frozenset({"export", "declare", "typeset", "readonly", "local"})


@dataclass(frozen=True, slots=True)
class Command:
    """A simple command: its words after expansion, and what it inherits."""

    argv: tuple[str, ...]
    lines: tuple[int, ...]
    """Line of each word."""
    environment: tuple[EnvValue, ...]
    folder: str
    """Working folder, in the terms of the folder that the script started in."""
    body: tuple[str, int] | None = None
    """A here-document on its input, and the line where that begins."""
    positional: tuple[str, ...] = ()
    """`$1`, `$2` and so on where the command stands."""


@dataclass(slots=True)
class Shell:
    """The state of a shell while it walks over a script."""

    path: str
    """The file that variables assigned here are written in."""
    folder: str
    move: Callable[[str, str], str]
    """Where `cd` leads to, from a folder."""
    environment: dict[str, EnvValue] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    """Variables of the shell that no started process sees."""
    positional: tuple[str, ...] | None = None
    """None: the arguments of the script are not known."""
    incomplete: bool = False
    """A limit was hit: the script holds more than was read."""
    _saved: list[str] = field(default_factory=list)
    _in_pattern: bool = False
    _budget: int = 20 * MAX_VALUE
    """Characters that expansions may still add."""

    def commands(self, text: str, line: int) -> list[Command]:
        """The simple commands of a script that begins at `line`."""
        found: list[Command] = []
        words: list[Token] = []
        body: tuple[str, int] | None = None
        every = tokenize(text, line)
        self.incomplete = self.incomplete or len(every) >= MAX_TOKENS
        tokens = iter(every)
        for token in tokens:
            if not token.operator:
                words.append(token)
            elif token.operator == "<<":
                body = token.body
            elif token.operator in _REDIRECTIONS:
                _drop_number(words)
                next(tokens, None)
            elif self._is_pattern(token.operator, words):
                words = []
            else:
                self._parenthesis(token.operator, words)
                self._finish(words, body, found)
                words, body = [], None
            if len(found) >= MAX_COMMANDS:
                self.incomplete = True
                break
        return found

    def _is_pattern(self, operator: str, words: list[Token]) -> bool:
        """True while the words are the pattern of a case branch, which `)` ends."""
        if words and _bare(words[0]) in ("case", "esac"):
            self._in_pattern = _bare(words[0]) == "case" and operator in ("\n", "|", ")")
        if self._in_pattern and operator in ("|", "(", ")"):
            self._in_pattern = operator != ")"
            return True
        self._in_pattern = self._in_pattern or operator == ";;"
        return False

    def _parenthesis(self, operator: str, words: list[Token]) -> None:
        """A subshell gets its folder back at its end; `name()` begins a function."""
        if operator == "(":
            self._saved.append(self.folder)
            if len(words) == 1:
                words.clear()
        elif operator == ")" and self._saved:
            self.folder = self._saved.pop()

    def _finish(
        self, words: list[Token], body: tuple[str, int] | None, found: list[Command]
    ) -> None:
        while words and _bare(words[0]) in _KEYWORDS:
            words = words[1:]
        if not words or _bare(words[0]) in ("for", "case", "select", "function", "in"):
            self._loop(words)
            return
        assigned: dict[str, EnvValue] = {}
        while words and (value := self._assignment(words[0])) is not None:
            assigned[value.name] = value
            words = words[1:]
        if not words:
            self._assign(assigned)
            return
        fields = [(text, word.line) for word in words for text in self.expand(word.pieces)]
        argv = [text for text, _ in fields]
        if argv and not self._builtin(argv, words):
            environment = tuple({**self.environment, **assigned}.values())
            lines = tuple(line for _, line in fields)
            positional = self.positional or ()
            command = Command(tuple(argv), lines, environment, self.folder, body, positional)
            found.append(command)

    def _loop(self, words: list[Token]) -> None:
        """A loop variable has a value only when its list has one word."""
        if len(words) >= 2 and _bare(words[0]) == "for":
            name = _bare(words[1])
            self.variables.pop(name, None)
            values = [text for word in words[3:] for text in self.expand(word.pieces)]
            if len(values) == 1 and _NAME.fullmatch(name):
                self.variables[name] = values[0]

    def _assignment(self, word: Token) -> EnvValue | None:
        first = word.pieces[0] if word.pieces else None
        if first is None or first.quoted or first.variable:
            return None
        match = _ASSIGNMENT.match(first.text)
        if match is None:
            return None
        rest = (replace(first, text=first.text[match.end() :], quoted=True), *word.pieces[1:])
        value = " ".join(self.expand(rest))
        return EnvValue(match[1], value, self.path, word.line, "shell variable")

    def _assign(self, assigned: Mapping[str, EnvValue]) -> None:
        for name, value in assigned.items():
            self.variables[name] = value.value
            if name in self.environment:
                self.environment[name] = value

    def _builtin(self, argv: list[str], words: list[Token]) -> bool:
        """Commands that change the shell itself."""
        name = argv[0]
        if name in _EXPORTS:
            for word in words[1:]:
                self._export(word, name == "export" or "-x" in argv)
        elif name == "unset":
            for variable in argv[1:]:
                self.variables.pop(variable, None)
                self.environment.pop(variable, None)
        elif name in ("cd", "pushd"):
            targets = [word for word in argv[1:] if not word.startswith("-")]
            self.folder = self.move(self.folder, targets[0]) if targets else self.folder
        elif name == "shift" and self.positional is not None:
            self.positional = self.positional[1:]
        elif name == "set":
            if "--" in argv:
                self.positional = tuple(argv[argv.index("--") + 1 :])
        else:
            return False
        return True

    def _export(self, word: Token, visible: bool) -> None:
        text = " ".join(self.expand(tuple(replace(piece, quoted=True) for piece in word.pieces)))
        name, equals, rest = text.partition("=")
        value = EnvValue(name, rest, self.path, word.line, "") if equals else None
        if value is None and name in self.variables:
            value = EnvValue(name, self.variables[name], self.path, word.line, "")
        if value is None or not _NAME.fullmatch(name):
            return
        self.variables[name] = value.value
        if visible:
            self.environment[name] = replace(value, kind="shell export")

    def expand(self, pieces: tuple[Piece, ...]) -> list[str]:
        """The fields that a word becomes. An unknown variable stays as it is written."""
        fields: list[str] = []
        current: str | None = None
        for piece in pieces:
            values = self._fields(piece)
            if not values:
                continue
            current = (current or "") + values[0]
            for value in values[1:]:
                fields.append(current)
                current = value
        if current is not None:
            fields.append(current)
        return fields

    def _fields(self, piece: Piece) -> list[str]:
        if not piece.variable:
            return [piece.text]
        values = self._expanded(piece) if self._budget > 0 else [_written(piece)]
        self._budget -= len(values) + sum(map(len, values))
        self.incomplete = self.incomplete or self._budget <= 0
        return values

    def _expanded(self, piece: Piece) -> list[str]:
        if piece.text in ("@", "*") and self.positional is not None:
            return list(self.positional)
        value = self._value(piece.text)
        unset = value is None or (value == "" and piece.operator.startswith(":"))
        if piece.operator.endswith(("-", "=")) and unset:
            value = " ".join(
                text for token in tokenize(piece.word, 1) for text in self._inner(token)
            )
        elif piece.operator.endswith("+"):
            value = piece.word if not unset else ""
        if value is None:
            return [_written(piece)]
        return [value] if piece.quoted else value.split()

    def _inner(self, token: Token) -> list[str]:
        """A default inside an expansion; one more level is not followed."""
        return [
            piece.text if not piece.variable else (self._value(piece.text) or _written(piece))
            for piece in token.pieces
        ]

    def _value(self, name: str) -> str | None:
        if name.isdigit() and self.positional is not None:
            index = int(name[:4]) - 1
            return self.positional[index] if 0 <= index < len(self.positional) else ""
        if name in self.variables:
            return self.variables[name]
        inherited = self.environment.get(name)
        return inherited.value if inherited else None


def _written(piece: Piece) -> str:
    return f"${{{piece.text}{piece.operator}{piece.word}}}"


def _bare(token: Token) -> str:
    """The text of a word without quotes or expansions; empty for other words."""
    if any(piece.quoted or piece.variable for piece in token.pieces):
        return ""
    return "".join(piece.text for piece in token.pieces)


def _drop_number(words: list[Token]) -> None:
    """The `2` of `2>` belongs to the redirection."""
    if words and _bare(words[-1]).isdigit():
        words.pop()

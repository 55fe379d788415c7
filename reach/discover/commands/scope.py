"""The variables of a shell, and what words become with them."""

import re
from dataclasses import field, replace

from reach.discover.commands.words import Piece, Token, tokenize
from reach.discover.limits import MAX_VALUE
from reach.later import regex
from reach.records.project import EnvValue
from reach.records.record import dataclass

_ASSIGNMENT = regex(r"([A-Za-z_]\w*)(\+?)=")
_VARIABLE = regex(r"(?<!\\)\$(?:\{(\w{1,100})\}|(\w{1,100}))")
_NAME = regex(r"[A-Za-z_]\w*")
_ITSELF = r"\$(?:0|\{0\}|BASH_SOURCE|\{BASH_SOURCE(?:\[0\])?(?::-\$0)?\})"
_REAL = rf"(?:{_ITSELF}|\$\((?:realpath|readlink -f) (?:-- )?{_ITSELF}\))"
_DIRNAME = rf"\$\(dirname (?:-- )?{_REAL}\)"
_HERE = regex(
    rf"{_DIRNAME}|\$\((?:cd (?:-P )?(?:-- )?{_DIRNAME}(/[\w./-]+)? ?"
    rf"(?:[&>\w/]* )*(?:&&|;) ?pwd(?: -P)?|realpath {_DIRNAME}(/[\w./-]+)?)\)"
)
"""The ways a script asks for the folder that it lies in, quotes left out."""

_UNKNOWN = regex(r"\$\{|\$\(|`")


@dataclass(slots=True)
class Scope:
    """Variables, exported or not, and positional parameters."""

    path: str
    """The file that variables assigned here are written in."""
    environment: dict[str, EnvValue] = field(default_factory=dict)
    """Variables that started processes see."""
    positional: tuple[str, ...] | None = None
    """None: the arguments are not known."""
    here: str | None = None
    """Folder of the script, as the process sees it."""
    exhausted: bool = False
    """Expansions reached their limit, and later ones were left as they are written."""
    line: int = 0
    """Of the command that is expanded."""
    assigned: dict[str, EnvValue] = field(default_factory=dict)
    """Where variables of the script got their values."""
    _variables: dict[str, str] = field(default_factory=dict)
    _optional: set[str] = field(default_factory=set)
    """Variables that a branch sets to something unknown: an option that was maybe not given."""
    _settled: set[str] = field(default_factory=set)
    """Variables that certainly are what the script was handed."""
    _written: set[str] = field(default_factory=set)
    """Variables that have what the script says, whatever the environment has."""
    arrays: dict[str, list[str]] = field(default_factory=dict)
    """`NAME=(…)`: the words."""
    _budget: int = 20 * MAX_VALUE

    def assignment(self, word: Token) -> EnvValue | None:
        """`NAME=value` at the start of a command; None for every other word."""
        first = word.pieces[0] if word.pieces else None
        if first is None or first.quoted or first.variable:
            return None
        match = _ASSIGNMENT.match(first.text)
        if match is None:
            return None
        rest = (replace(first, text=first.text[match.end() :], quoted=True), *word.pieces[1:])
        value = " ".join(self.expand(tuple(replace(piece, quoted=True) for piece in rest)))
        before = self.value(match[1]) or "" if match[2] else ""
        (self._written.discard if self.replaceable(word) else self._written.add)(match[1])
        self._settled.discard(match[1])
        if not match[2] and any(piece.variable for piece in rest) and self.certain(rest):
            self._settled.add(match[1])
        return EnvValue(match[1], before + value, self.path, word.line, "shell variable")

    def certain(self, pieces: tuple[Piece, ...]) -> bool:
        """Whether a word can become nothing but what `expand` makes of it."""
        return all(
            piece.known and not piece.operator and self._sure(piece.text)
            for piece in pieces
            if piece.variable or not piece.known
        )

    def replaceable(self, word: Token) -> bool:
        """Whether a word has a variable that the environment may give another value."""
        return any(
            piece.variable and piece.text not in self._written and not self._sure(piece.text)
            for piece in word.pieces
        )

    def unsettle(self) -> None:
        """Any variable may have been set to something else."""
        self._settled.clear()

    def _sure(self, name: str) -> bool:
        handed = name.isdigit() or name in ("@", "*", "#")
        return name in self._settled or (handed and self.positional is not None)

    def assign(self, value: EnvValue, conditional: bool) -> None:
        """Set a variable. A branch that sets it to nothing or something unknown does not count:
        it takes options that were not given."""
        old = self.value(value.name)
        if conditional:
            self._settled.discard(value.name)
            self._written.discard(value.name)
        unknown = not value.value or _UNKNOWN.search(value.value)
        if conditional and unknown:
            self._optional.add(value.name)
            if old is not None:
                return
        else:
            self._optional.discard(value.name)
        self._variables[value.name] = value.value
        self.assigned[value.name] = value
        if value.name in self.environment:
            self.environment[value.name] = replace(value, kind="shell export")

    def assign_array(self, word: Token, items: list[str]) -> None:
        """`NAME=(…)` or `NAME+=(…)`."""
        match = _ASSIGNMENT.match(bare(word))
        if match is not None:
            old = self.arrays.get(match[1], []) if match[2] else []
            self.arrays[match[1]] = [*old, *items][:MAX_VALUE]

    def export(self, word: Token, visible: bool) -> None:
        """`export NAME` or `export NAME=value`."""
        text = " ".join(self.expand(tuple(replace(piece, quoted=True) for piece in word.pieces)))
        name, equals, rest = text.partition("=")
        value = rest if equals else self._variables.get(name)
        if value is None or not _NAME.fullmatch(name):
            return
        self._variables[name] = value
        if equals:
            self._settled.discard(name)
        if visible:
            self.environment[name] = EnvValue(name, value, self.path, word.line, "shell export")

    def unset(self, name: str) -> None:
        """Forget a variable."""
        self._settled.discard(name)
        self._variables.pop(name, None)
        self.environment.pop(name, None)

    def bind(self, name: str, values: list[str]) -> None:
        """A loop variable has a value only when its list has one word."""
        self.unset(name)
        if len(values) == 1 and _NAME.fullmatch(name):
            self._variables[name] = values[0]

    def value(self, name: str) -> str | None:
        """The value of a variable or positional parameter; None when it is not known."""
        if name.isdigit() and self.positional is not None:
            index = int(name[:4]) - 1
            return self.positional[index] if 0 <= index < len(self.positional) else ""
        if name in self._variables:
            return self._variables[name]
        inherited = self.environment.get(name)
        if inherited is None and name == "PWD":
            return "."
        return inherited.value if inherited else None

    def substitute(self, text: str) -> str:
        """A text with the variables in it that are known."""

        def known(match: re.Match[str]) -> str:
            value = self.value(match[1] or match[2])
            self._budget -= len(value or "")
            plain = value and "\n" not in value and not _UNKNOWN.search(value)
            return value if value and plain and self._budget > 0 else match[0]

        return _VARIABLE.sub(known, text).replace("\\$", "$")

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
            return [piece.text if piece.known else self._substituted(piece.text)]
        values = self._expanded(piece) if self._budget > 0 else [_written(piece)]
        self._budget -= len(values) + sum(map(len, values))
        self.exhausted = self.exhausted or self._budget <= 0
        return values

    def _substituted(self, text: str) -> str:
        """A command substitution: only the script's own folder and the current one are known."""
        if text in ("$(pwd)", "`pwd`"):
            return "."
        match = _HERE.fullmatch(text.replace('"', "")) if len(text) < 200 else None
        if match is None or self.here is None:
            return text
        return (self.here or ".") + (match[1] or match[2] or "")

    def _expanded(self, piece: Piece) -> list[str]:
        name = piece.text
        every = self.positional if name in ("@", "*") else None
        if every is not None and (every or not piece.operator):
            return [piece.word] if piece.operator.endswith("+") else list(every)
        if name.endswith("[@]"):
            return self.arrays.get(name[:-3], [_written(piece)])
        value = self.value(name) if every is None else ""
        unset = value is None or every is not None
        unset = unset or (value == "" and piece.operator.startswith(":"))
        unset = unset or (name in self._optional and bool(_UNKNOWN.search(value or "")))
        if piece.operator.endswith(("-", "=")) and unset:
            inner = [text for token in tokenize(piece.word, 1) for text in self._default(token)]
            value = " ".join(inner)
            if piece.operator.endswith("=") and not _UNKNOWN.search(value):
                self.assign(EnvValue(name, value, self.path, self.line, "shell variable"), False)
        elif piece.operator.endswith("+"):
            value = piece.word if not unset else ""
        if value is None:
            return [_written(piece)]
        return [value] if piece.quoted or _UNKNOWN.search(value) else value.split()

    def _default(self, token: Token) -> list[str]:
        """A word inside an expansion; defaults of defaults are not followed."""
        return ["".join(self._inner(piece) for piece in token.pieces)] if token.pieces else []

    def _inner(self, piece: Piece) -> str:
        return (self.value(piece.text) or _written(piece)) if piece.variable else piece.text


def _written(piece: Piece) -> str:
    return f"${{{piece.text}{piece.operator}{piece.word}}}"


def bare(token: Token) -> str:
    """The text of a word without quotes or expansions; empty for other words."""
    if any(piece.quoted or piece.variable for piece in token.pieces):
        return ""
    return "".join(piece.text for piece in token.pieces)

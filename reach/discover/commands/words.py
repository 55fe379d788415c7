"""Shell text as tokens: words with their quoting kept, operators, here-documents.

Enough of the POSIX grammar to find the commands of a script. Command substitution, arithmetic and
the rarer parameter expansions stay in the word as they are written.
"""

from collections.abc import Iterator
from dataclasses import field

from reach.discover.limits import MAX_TOKENS
from reach.later import regex
from reach.records.record import dataclass

_OPERATORS = ("&&", "||", ";;", "|&", "&>>", "&>", "<<<", "<<-", "<<", ">>", ">&", "<&", ">|")
_PLAIN = regex(r"[^\s'\"\\$`;&|()<>#]+")
_DOUBLE_PLAIN = regex(r'[^"\\$`]+')
_NAME = regex(r"[A-Za-z_]\w*|[0-9@*#?$!-]")
_BRACED = regex(
    r"\{([A-Za-z_]\w*(?:\[@\])?|[0-9]+|[@*])(?:(:?[-=+?])((?:[^{}'\"\\]|'[^']*'|\"[^\"]*\")*))?\}"
)
_MAX_BRACKETS = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a word that is expanded in one way."""

    text: str
    """Literal text, or the name of a variable."""
    quoted: bool
    variable: bool = False
    operator: str = ""
    """`:-`, `-`, `:+` and so on, of an expansion that has a word."""
    word: str = ""
    known: bool = True
    """False for substitutions that cannot be followed."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, an operator, or a line end (the operator is then a newline)."""

    line: int
    pieces: tuple[Piece, ...] = ()
    operator: str = ""
    body: tuple[str, int] | None = None
    """For `<<`: the text of the here-document and the number of its first line."""
    literal: bool = False
    """For `<<`: nothing in the text is replaced, because its end is quoted."""


@dataclass(slots=True)
class _Awaited:
    """A here-document whose body has not been reached yet."""

    position: int
    delimiter: str
    dashed: bool
    literal: bool


@dataclass(slots=True)
class _Scanner:
    text: str
    line: int
    at: int = 0
    tokens: list[Token] = field(default_factory=list)
    awaited: list[_Awaited] = field(default_factory=list)

    def scan(self) -> list[Token]:
        while self.at < len(self.text) and len(self.tokens) < MAX_TOKENS:
            character = self.text[self.at]
            if character == "\n":
                self._end_of_line()
            elif character in " \t\r":
                self.at += 1
            elif self.text.startswith("\\\n", self.at):
                self._advance(2)
            elif character == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif character in ";&|()<>":
                self._operator()
            else:
                self._word()
        self._end_of_line()
        return self.tokens

    def _advance(self, count: int) -> str:
        piece = self.text[self.at : self.at + count]
        self.line += piece.count("\n")
        self.at += count
        return piece

    def _end_of_line(self) -> None:
        self.tokens.append(Token(self.line, operator="\n"))
        self._advance(1)
        for awaited in self.awaited:
            token = self.tokens[awaited.position]
            first = self.line
            body = self._body(awaited)
            self.tokens[awaited.position] = Token(
                token.line, operator="<<", body=(body, first), literal=awaited.literal
            )
        self.awaited.clear()

    def _body(self, awaited: _Awaited) -> str:
        lines: list[str] = []
        while self.at < len(self.text):
            end = self.text.find("\n", self.at)
            end = len(self.text) if end < 0 else end
            line = self._advance(end - self.at + 1).rstrip("\n")
            line = line.lstrip("\t") if awaited.dashed else line
            if line.rstrip("\r") == awaited.delimiter:
                break
            lines.append(line)
        return "\n".join(lines)

    def _operator(self) -> None:
        for operator in _OPERATORS:
            if self.text.startswith(operator, self.at):
                break
        else:
            operator = self.text[self.at]
        position = len(self.tokens)
        self.tokens.append(Token(self.line, operator=operator))
        self._advance(len(operator))
        if operator in ("<<", "<<-"):
            self._await(position, operator == "<<-")

    def _await(self, position: int, dashed: bool) -> None:
        while self.at < len(self.text) and self.text[self.at] in " \t":
            self.at += 1
        self._word()
        delimiter = self.tokens.pop()
        text = "".join(piece.text for piece in delimiter.pieces)
        literal = any(piece.quoted for piece in delimiter.pieces)
        self.awaited.append(_Awaited(position, text, dashed, literal))

    def _word(self) -> None:
        line = self.line
        pieces: list[Piece] = []
        while self.at < len(self.text):
            match = _PLAIN.match(self.text, self.at)
            character = self.text[self.at]
            if match is not None:
                pieces.append(Piece(self._advance(len(match[0])), False))
            elif character == "#" and pieces:
                pieces.append(Piece(self._advance(1), False))
            elif character == "'":
                pieces.append(Piece(self._single(), True))
            elif character == '"':
                pieces.extend(self._double())
            elif character == "\\":
                escaped = self._advance(2)
                if escaped != "\\\n":
                    pieces.append(Piece(escaped[1:], True))
            elif character in "$`":
                pieces.append(self._dollar(False))
            else:
                break
        self.tokens.append(Token(line, tuple(pieces)))

    def _single(self) -> str:
        end = self.text.find("'", self.at + 1)
        end = len(self.text) if end < 0 else end
        return self._advance(end + 1 - self.at)[1:].removesuffix("'")

    def _double(self) -> Iterator[Piece]:
        yield Piece("", True)
        self._advance(1)
        while self.at < len(self.text):
            match = _DOUBLE_PLAIN.match(self.text, self.at)
            character = self.text[self.at]
            if match is not None:
                yield Piece(self._advance(len(match[0])), True)
            elif character == '"':
                self._advance(1)
                return
            elif character == "\\":
                escaped = self._advance(2)
                if escaped != "\\\n":
                    yield Piece(escaped[1:] if escaped[1:] in '"\\$`' else escaped, True)
            else:
                yield self._dollar(True)

    def _dollar(self, quoted: bool) -> Piece:
        """An expansion, a substitution, or a dollar sign that is only a dollar sign."""
        start = self.at
        braced = _BRACED.match(self.text, start + 1)
        name = _NAME.match(self.text, start + 1)
        if self.text[start] == "`":
            end = self.text.find("`", start + 1)
            return self._opaque(len(self.text) if end < 0 else end + 1, quoted)
        if self.text.startswith("${{", start):
            end = self.text.find("}}", start)
            return self._opaque(len(self.text) if end < 0 else end + 2, quoted)
        if self.text.startswith("$(", start):
            return self._opaque(_closing(self.text, start + 1, "(", ")"), quoted)
        if braced is not None:
            self._advance(len(braced[0]) + 1)
            return Piece(braced[1], quoted, True, braced[2] or "", braced[3] or "")
        if self.text.startswith("${", start):
            return self._opaque(_closing(self.text, start + 1, "{", "}"), quoted)
        if name is not None:
            self._advance(len(name[0]) + 1)
            return Piece(name[0], quoted, True)
        return Piece(self._advance(1), quoted)

    def _opaque(self, end: int, quoted: bool) -> Piece:
        return Piece(self._advance(end - self.at), quoted, known=False)


def _closing(text: str, start: int, opening: str, closing: str) -> int:
    """Index after the bracket that closes the one at `start`."""
    depth = 0
    for index in range(start, min(len(text), start + _MAX_BRACKETS)):
        if text[index] == opening:
            depth += 1
        elif text[index] == closing:
            depth -= 1
            if depth == 0:
                return index + 1
    return min(len(text), start + _MAX_BRACKETS)


def tokenize(text: str, line: int) -> list[Token]:
    """Tokens of shell text that begins at `line`."""
    return _Scanner(text, line).scan()

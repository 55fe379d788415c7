"""HCL as plainly as it goes: blocks, attributes, texts, lists and objects, each with its line."""

import re
from collections.abc import Iterator
from dataclasses import field

from reach.discover.limits import MAX_NESTING, MAX_NODES
from reach.records.record import dataclass

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r]+|(?:\#|//)[^\n]*|/\*.*?\*/)
    | (?P<line>\n)
    | (?P<text>"(?:[^"\\\n]|\\.)*")
    | <<-?(?P<mark>[A-Za-z_]\w*)[ \t\r]*\n
    | (?P<word>[A-Za-z_][\w.-]*|-?\d+(?:\.\d+)?)
    | (?P<sign>=>|[<>=!]=|&&|\|\||.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OPEN, _CLOSE = "([{", ")]}"
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


class Malformed(ValueError):
    """What the file is not, with the line."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class Value:
    """The value of an attribute."""

    line: int
    text: str | None = None
    """A text, number or word, its references left as they are written."""
    items: tuple["Value", ...] = ()
    pairs: tuple[tuple[str, "Value"], ...] = ()

    def __getitem__(self, key: str) -> "Value | None":
        return dict(self.pairs).get(key)


@dataclass(frozen=True, slots=True)
class Block:
    """A block, with its type and labels; the file itself has none."""

    words: tuple[str, ...]
    line: int
    attributes: dict[str, Value] = field(default_factory=dict)
    blocks: list["Block"] = field(default_factory=list)

    def walk(self) -> Iterator["Block"]:
        """The block and all below it."""
        pending = [self]
        while pending:
            block = pending.pop()
            yield block
            pending.extend(reversed(block.blocks))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


def _tokens(text: str) -> Iterator[_Token]:
    at, line, count = 0, 1, 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or count > MAX_NODES:
            raise Malformed("too long" if match else "not HCL", line)
        kind, found, end = match.lastgroup or "", match[0], match.end()
        if kind == "mark":
            close = re.compile(rf"^[ \t]*{match['mark']}[ \t\r]*$", re.MULTILINE).search(text, end)
            if close is None:
                raise Malformed("a text in several lines does not end", line)
            yield _Token("block", text[end : close.start()], line + 1)
            found, end = text[at : close.end()], close.end()
        elif kind == "text":
            yield _Token(kind, _unescaped(found[1:-1]), line)
        elif kind != "space":
            yield _Token(kind, found, line)
        count += 1
        line += found.count("\n")
        at = end


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), text)


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = [*_tokens(text), _Token("end", "", text.count("\n") + 1)]
        self.at = 0

    def peek(self) -> _Token:
        return self.tokens[self.at]

    def take(self) -> _Token:
        token = self.tokens[self.at]
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def lines(self) -> None:
        while self.peek().kind == "line":
            self.take()

    def body(self, block: Block, depth: int) -> None:
        """Attributes and blocks, up to the closing brace."""
        if depth > MAX_NESTING:
            raise Malformed(f"nested deeper than the limit of {MAX_NESTING}", block.line)
        while True:
            self.lines()
            token = self.take()
            if token.text == "}" and depth or token.kind == "end" and not depth:
                return
            if token.kind not in ("word", "text"):
                raise Malformed(f"unexpected {token.text[:20] or 'it ends'!r}", token.line)
            words = [token.text]
            while self.peek().kind in ("word", "text"):
                words.append(self.take().text)
            sign = self.take()
            if sign.text == "{":
                inner = Block(tuple(words), token.line)
                block.blocks.append(inner)
                self.body(inner, depth + 1)
            elif sign.text == "=" and len(words) == 1:
                block.attributes[words[0]] = self.value(depth + 1)
            else:
                raise Malformed(f"unexpected {sign.text[:20]!r}", sign.line)

    def value(self, depth: int) -> Value:
        """One value; an expression that is more than one is not known."""
        if depth > MAX_NESTING:
            raise Malformed(f"nested deeper than the limit of {MAX_NESTING}", self.peek().line)
        self.lines()
        first = self.at
        token = self.take()
        found = Value(token.line)
        if token.kind in ("text", "block", "word"):
            known = (
                token.text
                if token.kind != "word" or "." not in token.text
                else f"${{{token.text}}}"
            )
            found = Value(token.line, known)
            if token.text == "jsonencode" and self.peek().text == "(":
                self.take()
                found = self.value(depth + 1)
                self.lines()
                self.take()
        elif token.text == "[":
            found = Value(token.line, items=tuple(self.items(depth)))
        elif token.text == "{":
            found = Value(token.line, pairs=tuple(self.pairs(depth)))
        if self.peek().kind in ("line", "end") or self.peek().text in (",", "]", "}", ")"):
            return found
        self.at = first
        self.skip()
        if self.at == first:
            raise Malformed(f"unexpected {token.text[:20]!r}", token.line)
        return Value(token.line)

    def items(self, depth: int) -> Iterator[Value]:
        while True:
            self.lines()
            if self.peek().text in ("]", "") and self.peek().kind in ("sign", "end"):
                self.take()
                return
            yield self.value(depth + 1)
            self.comma()

    def pairs(self, depth: int) -> Iterator[tuple[str, Value]]:
        while True:
            self.lines()
            if self.peek().text in ("}", "") and self.peek().kind in ("sign", "end"):
                self.take()
                return
            key, sign = self.take(), self.take()
            if key.kind not in ("word", "text") or sign.text not in ("=", ":"):
                self.at -= 1
                self.skip("}")
                return
            yield key.text, self.value(depth + 1)
            self.comma()

    def comma(self) -> None:
        self.lines()
        if self.peek().text == ",":
            self.take()

    def skip(self, end: str = "") -> None:
        """Leave an expression out, up to the end of its line or of what it stands in."""
        depth = 0
        while self.peek().kind != "end":
            token = self.peek()
            if token.kind == "sign" and token.text in _CLOSE:
                if depth == 0:
                    if end:
                        self.take()
                    return
                depth -= 1
            elif token.kind == "sign" and token.text in _OPEN:
                depth += 1
            elif depth == 0 and not end and (token.kind == "line" or token.text == ","):
                return
            self.take()


def parse(text: str) -> Block:
    """The blocks of a file. Raises `Malformed`."""
    file = Block((), 1)
    _Parser(text).body(file, 0)
    return file

"""Go templates as trees: texts, outputs, conditions, loops, definitions."""

import re
from dataclasses import field

from reach.later import regex
from reach.records.record import dataclass

_ACTION = regex(r"\{\{(-?)\s*(.*?)\s*(-?)\}\}", re.DOTALL)
_COMMENT = regex(r"/\*.*\*/", re.DOTALL)
_TOKEN = regex(
    r'"(?:[^"\\]|\\.)*"|`[^`]*`|:=|[=|()]|,|\$?(?:\.?[A-Za-z_]\w*)(?:\.[A-Za-z_]\w*)*|\$|\.|-?[\d.]+'
)
_MAX_ACTIONS = 5_000
_MAX_DEPTH = 60


@dataclass(slots=True)
class Text:
    """Text that is copied."""

    text: str
    line: int


@dataclass(slots=True)
class Action:
    """An expression that is written out, or that sets a variable."""

    tokens: list[str]
    line: int


@dataclass(slots=True)
class Block:
    """`if`, `with`, `range`, `define` or `block`, with what else follows."""

    keyword: str
    tokens: list[str]
    line: int
    body: list["Item"] = field(default_factory=list)
    otherwise: list["Item"] = field(default_factory=list)


Item = Text | Action | Block


class Malformed(ValueError):
    """A template that cannot be read; the second argument is the line."""


def parse(text: str) -> list[Item]:
    """The items of a template."""
    return _Parser(_pieces(text)).items(0, ())


Piece = tuple[str, str, int]
"""`text` or `action`, the content, and its line."""


def _pieces(text: str) -> list[Piece]:
    """Texts and actions in turn; an action with a dash takes the white space beside it."""
    found: list[Piece] = []
    at, line, trim = 0, 1, False
    for match in _ACTION.finditer(text):
        before = text[at : match.start()]
        found.append(_text(before, line, trim, bool(match[1])))
        line += before.count("\n")
        found.append(("action", _COMMENT.sub("", match[2]).strip(), line))
        line += match[0].count("\n")
        at, trim = match.end(), bool(match[3])
        if len(found) > 2 * _MAX_ACTIONS:
            raise Malformed("too many actions", line)
    found.append(_text(text[at:], line, trim, False))
    return found


def _text(text: str, line: int, trim_left: bool, trim_right: bool) -> Piece:
    if trim_left:
        kept = text.lstrip()
        line += text[: len(text) - len(kept)].count("\n")
        text = kept
    return "text", text.rstrip() if trim_right else text, line


class _Parser:
    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        self._at = 0

    def items(self, depth: int, ends: tuple[str, ...], begun: int = 1) -> list[Item]:
        """Items up to one of the ends of a block begun on a line; the end is left to be read."""
        if depth > _MAX_DEPTH:
            raise Malformed("nested too deeply", self._pieces[self._at][2])
        found: list[Item] = []
        while self._at < len(self._pieces):
            kind, content, line = self._pieces[self._at]
            if kind == "text":
                self._at += 1
                if content:
                    found.append(Text(content, line))
                continue
            tokens = _TOKEN.findall(content)
            keyword = tokens[0] if tokens else ""
            if keyword in ends:
                return found
            self._at += 1
            if keyword in ("if", "with", "range", "define", "block"):
                found.append(self._block(keyword, tokens[1:], line, depth))
            elif keyword in ("end", "else"):
                raise Malformed(f"{keyword} without a beginning", line)
            elif tokens:
                found.append(Action(tokens, line))
        if ends:
            raise Malformed("no end", begun)
        return found

    def _block(self, keyword: str, tokens: list[str], line: int, depth: int) -> Block:
        block = Block(keyword, tokens, line)
        block.body = self.items(depth + 1, ("else", "end"), line)
        rest = _TOKEN.findall(self._pieces[self._at][1])
        at = self._pieces[self._at][2]
        self._at += 1
        if rest[0] == "else" and len(rest) > 1:  # `else if`: one block more, with the same end
            block.otherwise = [self._block(rest[1], rest[2:], at, depth + 1)]
        elif rest[0] == "else":
            block.otherwise = self.items(depth + 1, ("end",), line)
            self._at += 1
        return block

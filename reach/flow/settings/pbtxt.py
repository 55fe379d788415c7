"""Protocol buffers as text, as Triton's `config.pbtxt` is written.

There is no schema here: a field that is written twice is a list, and messages that consist of `key`
and `value` are the entries of a map. A file that is filled in before Triton reads it, with
`${name}` in place of values, is read as it is written.
"""

import re
from collections.abc import Iterator

from reach.discover.limits import MAX_NESTING
from reach.flow.settings.leaves import MAX_LEAVES, MAX_TEXT, Leaf, Tree
from reach.flow.values import Place
from reach.later import regex
from reach.records.record import dataclass

_SPACE = regex(r"(?:[\s,;]+|#[^\n]*)*")
_TOKEN = regex(
    r"""(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|(?P<word>(?:[\w.+-]|\$\{\w+\})+)|(?P<sign>[{}\[\]<>:])"""
)
_CLOSED = {"{": "}", "<": ">", "[": "]"}
_TRUTH = {"true": True, "false": False}


class _Malformed(Exception):
    """What is read is no text of a message."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


def parse(text: str, path: str) -> Tree | None:
    """The fields of the message that a file holds; None when it is malformed."""
    try:
        reader = _Reader(list(_tokens(text)), path)
        return reader.message("", 0)
    except _Malformed:
        return None


def _tokens(text: str) -> Iterator[_Token]:
    position, line, count = 0, 1, 0
    while True:
        space = _SPACE.match(text, position)
        if space is not None:
            line += space[0].count("\n")
            position = space.end()
        if position >= len(text):
            return
        found = _TOKEN.match(text, position)
        count += 1
        if found is None or count > 4 * MAX_LEAVES:
            raise _Malformed
        yield _Token(str(found.lastgroup), found[0], line)
        position = found.end()


class _Reader:
    """Goes through the tokens of a file."""

    def __init__(self, tokens: list[_Token], path: str) -> None:
        self.tokens = tokens
        self.path = path
        self.at = 0

    def next(self) -> _Token:
        """The token that comes next, which is then behind."""
        if self.at >= len(self.tokens):
            raise _Malformed
        self.at += 1
        return self.tokens[self.at - 1]

    def sees(self, sign: str) -> bool:
        """Whether a sign comes next; it is then behind."""
        if self.at < len(self.tokens) and self.tokens[self.at].text == sign:
            self.at += 1
            return True
        return False

    def message(self, end: str, depth: int) -> dict[str, Tree]:
        """Fields up to the sign that closes them, or the end of the file."""
        if depth > MAX_NESTING:
            raise _Malformed
        fields: dict[str, list[Tree]] = {}
        while self.at < len(self.tokens) if not end else not self.sees(end):
            name = self.next()
            if name.kind != "word":
                raise _Malformed
            self.sees(":")
            fields.setdefault(name.text, []).extend(self.values(depth))
        return {name: _joined(values) for name, values in fields.items()}

    def values(self, depth: int) -> list[Tree]:
        """One value, or those of a list."""
        if not self.sees("["):
            return [self.value(depth)]
        found: list[Tree] = []
        while not self.sees("]"):
            found.append(self.value(depth))
        return found

    def value(self, depth: int) -> Tree:
        """A message or a scalar."""
        token = self.next()
        if token.text in ("{", "<"):
            return self.message(_CLOSED[token.text], depth + 1)
        if token.kind == "sign":
            raise _Malformed
        if token.kind == "word":
            return Leaf(_number(token.text), Place(self.path, token.line))
        text = _plain(token.text)
        while self.at < len(self.tokens) and self.tokens[self.at].kind == "text":
            text += _plain(self.next().text)
        return Leaf(text[:MAX_TEXT], Place(self.path, token.line))


def _plain(quoted: str) -> str:
    return re.sub(r"\\(.)", r"\1", quoted[1:-1])


def _number(word: str) -> object:
    if word in _TRUTH:
        return _TRUTH[word]
    return int(word) if re.fullmatch(r"[+-]?[0-9]{1,18}", word) else word


def _joined(values: list[Tree]) -> Tree:
    entries: dict[str, Tree] = {}
    for value in values:
        key = value.get("key") if isinstance(value, dict) and len(value) <= 2 else None
        if not isinstance(value, dict) or not isinstance(key, Leaf):
            return values[0] if len(values) == 1 else values
        entries[str(key.value)] = value.get("value", {})
    return entries

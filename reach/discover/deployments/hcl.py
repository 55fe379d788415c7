"""HCL as plainly as it goes: blocks, attributes, texts, lists and objects, each with its line."""

import functools
import re
from collections.abc import Iterator
from dataclasses import field
from typing import TYPE_CHECKING

from reach.discover.limits import MAX_NESTING
from reach.records.record import dataclass

if TYPE_CHECKING:
    from lark import Token, Tree

    Node = Tree[Token] | Token

MAX_HCL_BYTES = 200_000
"""Nobody writes more by hand; a hostile file of this size takes five seconds."""
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_REFERENCES = frozenset(("get_attr_expr_term", "index_expr_term"))
_PLAIN = frozenset(("identifier", "keyword", "literal_value", "int_lit", "float_lit"))


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


@functools.lru_cache(maxsize=64)
def parse(text: str) -> Block:
    """The blocks of a file. Raises `Malformed`."""
    from hcl2.api import parses_to_tree  # a tenth of a second, for trees with Terraform in them
    from lark.exceptions import LarkError, UnexpectedInput

    try:
        tree = parses_to_tree(text)
    except UnexpectedInput as error:
        found = str(getattr(error, "token", "") or getattr(error, "char", ""))
        raise Malformed(f"unexpected {found[:20] or 'it ends'!r}", max(error.line, 1)) from None
    except LarkError as error:
        raise Malformed(str(error).partition("\n")[0], 1) from None
    file = Block((), 1)
    _Reader(text).body(tree.children[0], file, 0)
    return file


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads values off a syntax tree."""

    source: str

    def body(self, node: "Node", block: Block, depth: int) -> None:
        """Attributes and blocks."""
        for child in _parts(node):
            parts = _parts(child)
            if _kind(child) == "attribute":
                block.attributes[self.word(parts[0])] = self.value(parts[-1], depth + 1)
            elif _kind(child) == "block":
                words = tuple(self.word(part) for part in parts if _kind(part) != "body")
                inner = Block(words, _line(child))
                block.blocks.append(inner)
                _check(child, depth)
                self.body(parts[-1], inner, depth + 1)

    def value(self, node: "Node", depth: int) -> Value:
        """One value; an expression that is more than one is not known."""
        _check(node, depth)
        while _kind(node) == "expr_term" and len(_parts(node)) == 1:
            node = _parts(node)[0]
        line, kind, parts = _line(node), _kind(node), _parts(node)
        if kind == "tuple":
            return Value(line, items=tuple(self.value(part, depth + 1) for part in parts))
        if kind == "object":
            pairs = (_parts(part) for part in parts)
            return Value(
                line, pairs=tuple((self.key(k), self.value(v, depth + 1)) for k, v in pairs)
            )
        if kind.startswith("heredoc"):
            lines = self.slice(node).rstrip().splitlines(keepends=True)
            return Value(line + 1, "".join(lines[1:-1]))
        if kind == "function_call" and self.word(parts[0]) == "jsonencode":
            given = _parts(parts[-1])
            return self.value(given[0], depth + 1) if len(given) == 1 else Value(line)
        if kind in _REFERENCES:
            return Value(line, f"${{{self.slice(node)}}}")
        return Value(line, self.word(node) if kind == "string" or kind in _PLAIN else None)

    def key(self, node: "Node") -> str:
        """The key of a pair, as it is written or as its text says."""
        while len(parts := _parts(node)) == 1 and _kind(node) != "string":
            node = parts[0]
        return self.word(node)

    def word(self, node: "Node") -> str:
        """A name or a text."""
        written = self.slice(node)
        if _kind(node) != "string":
            return written
        return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), written[1:-1])

    def slice(self, node: "Node") -> str:
        """What is written there."""
        start, end = (
            (node.start_pos, node.end_pos)
            if isinstance(node, str)
            else (node.meta.start_pos, node.meta.end_pos)
        )
        return self.source[start:end].strip()


def _kind(node: "Node") -> str:
    return "" if isinstance(node, str) else str(node.data)


def _parts(node: "Node") -> "list[Tree[Token]]":
    """What a node is made of, without signs, blank lines and comments."""
    if isinstance(node, str):
        return []
    return [
        child
        for child in node.children
        if not isinstance(child, str) and child.data != "new_line_or_comment"
    ]


def _line(node: "Node") -> int:
    return (node.line if isinstance(node, str) else node.meta.line) or 1


def _check(node: "Node", depth: int) -> None:
    if depth > MAX_NESTING:
        raise Malformed(f"nested deeper than the limit of {MAX_NESTING}", _line(node))

"""Whether two texts of a file are the same code, and where its lines went.

Comments, blank lines and texts that stand alone (documentation) say nothing to the analysis. Where
only they differ, all that is known of the one text holds of the other, a few lines away.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from reach.extract.bare import Bare, Piece, is_plain
from reach.extract.kinds import PARSER, kinds

_COMMENT = kinds("comment")
_STRING = kinds("string")
_ALONE = kinds("expression_statement")
_HOLDING = kinds("module", "block")
_COMPOUND = _HOLDING | kinds(
    *"function_definition class_definition decorated_definition if_statement for_statement".split(),
    *"while_statement with_statement try_statement match_statement case_clause elif_clause".split(),
    *"else_clause except_clause except_group_clause finally_clause".split(),
)
"""Kinds whose parts begin on lines of their own: there may be more lines between those."""


class _OtherCodeError(Exception):
    """What a text says cannot be told from it without its literals."""


class Token(NamedTuple):
    """A piece of a text that counts, or where a part of its tree begins or ends."""

    kind: int
    text: bytes
    column: int
    """-1 for the begin or end of a part."""
    top: int
    bottom: int
    """0-based first and last line."""
    loose: bool
    """Whether lines that say nothing may stand before it."""


def moves(before: Bare, after: Bare, text: bytes) -> dict[int, int] | None:
    """For each line of code of one text its line in the other, both 1-based; None where more may
    differ than comments, blank lines and documentation. `text` is the latter with all it says."""
    if before.counts != after.counts or not is_plain(before):
        return None
    try:
        first, told = _Text(before.text, before.pieces).tokens()
        second, tells = _Text(text, after.pieces).tokens()
    except _OtherCodeError:
        return None
    return _moves(first, second) if told == tells else None


def _moves(tokens: list[Token], others: list[Token]) -> dict[int, int] | None:
    if len(tokens) != len(others):
        return None
    found: dict[int, int] = {}
    shift, end, other_end = 0, -1, -1
    for token, other in zip(tokens, others, strict=True):
        if token[:3] != other[:3]:
            return None
        if token.column < 0:
            continue
        moved = other.top - token.top
        apart = token.loose and token.top > end and other.top > other_end
        if moved != shift and not apart:
            return None
        shift, end, other_end = moved, token.bottom, other.bottom
        found[token.top + 1] = other.top + 1
        found[token.bottom + 1] = other.bottom + 1
    return found


class _Text:
    """A text whose literals and comments are known by their digests."""

    def __init__(self, text: bytes, pieces: dict[int, Piece]) -> None:
        self._text = text
        self._pieces = pieces
        self._met = 0
        self._told: set[bytes] = set()
        self._end = 0
        """Where the last token ends."""

    def tokens(self) -> tuple[list[Token], set[bytes]]:
        """All that counts in the text, and where the parts of its tree begin and end; and what its
        documentation tells. Raises _OtherCodeError where literals and comments are not where
        patterns found them, or the text is not understood."""
        root = PARSER.parse(self._text).root_node
        if root.has_error:
            raise _OtherCodeError
        found: list[Token] = []
        pending: list[tuple[Node, int, bool] | Token] = [(root, -1, False)]
        while pending:
            item = pending.pop()
            if isinstance(item, Token):
                found.append(item)
                continue
            node, around, first = item
            kind, loose = node.kind_id, first or around in _COMPOUND
            if self._stands_alone(node, around):
                self._end = node.end_byte
            elif not node.child_count or kind in _COMMENT or kind in _STRING:
                found += self._leaf(node, loose)
            else:
                found.append(Token(kind, b"(", -1, 0, 0, False))
                pending.append(Token(kind, b")", -1, 0, 0, False))
                parts = node.children
                pending += [(part, kind, loose and part is parts[0]) for part in reversed(parts)]
        if self._met != len(self._pieces):
            raise _OtherCodeError
        return found, self._told

    def _leaf(self, node: Node, loose: bool) -> Iterator[Token]:
        kind, (row, column) = node.kind_id, node.start_point
        between = self._text[self._end : node.start_byte]
        if between.strip():
            yield Token(-1, between, 0, row, row, False)
        said = self._text[node.start_byte : node.end_byte]
        if kind in _COMMENT or kind in _STRING:
            prefix, piece = self._piece(node)
            self._met += 1
            said = prefix + piece.all
        self._end = node.end_byte
        yield Token(kind, said, column, row, node.end_point[0], loose)

    def _stands_alone(self, node: Node, around: int) -> bool:
        """Whether a part of a compound statement is a comment or documentation, which are noted."""
        kind, inner = node.kind_id, node
        if kind in _ALONE and around in _HOLDING and node.child_count == 1:
            inner = node.children[0]
            if inner.kind_id not in _STRING:
                return False
        elif kind not in _COMMENT or around not in _COMPOUND:
            return False
        prefix, piece = self._piece(inner)
        if piece.tells is None or not _EVALUATED.isdisjoint(prefix):
            return False
        self._met += 1
        if piece.tells:
            self._told.add(piece.tells)
        return True

    def _piece(self, node: Node) -> tuple[bytes, Piece]:
        """The prefix of a literal, and what is known of it; a comment has no prefix."""
        start = node.start_byte
        if node.kind_id in _STRING:
            opening = node.children[0]
            quotes = 3 if opening.end_byte - start >= 3 and self._tripled(opening) else 1
            start = opening.end_byte - quotes
        piece = self._pieces.get(start)
        if piece is None or piece.end != node.end_byte:
            raise _OtherCodeError
        return self._text[node.start_byte : start], piece

    def _tripled(self, opening: Node) -> bool:
        return self._text[opening.start_byte : opening.end_byte].endswith((b'"""', b"'''"))


_EVALUATED = frozenset(b"fFtT")
"""Prefixes of literals that do something."""

"""Whether two texts of a file are the same code, and where its lines went.

Comments, blank lines and texts that stand alone (documentation) say nothing to the analysis. Where
only they differ, all that is known of the one text holds of the other, a few lines away.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from reach.extract.kinds import PARSER, kinds
from reach.extract.surface import surface

_COMMENT = kinds("comment")
_STRING = kinds("string")
_ALONE = kinds("expression_statement")
_EVALUATED = kinds("interpolation")
_HOLDING = kinds("module", "block")
_COMPOUND = _HOLDING | kinds(
    *"function_definition class_definition decorated_definition if_statement for_statement".split(),
    *"while_statement with_statement try_statement match_statement case_clause elif_clause".split(),
    *"else_clause except_clause except_group_clause finally_clause".split(),
)
"""Kinds whose parts begin on lines of their own: there may be more lines between those."""

_WHOLE = _COMMENT | kinds("string_content", "format_specifier")
"""Kinds whose text is not all in their parts."""

_MARK = b"reach:"
"""What makes a comment speak to the analysis."""


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

    def means(self, other: "Token | None") -> bool:
        """Whether another one is the same but for its line."""
        return other is not None and self[:3] == other[:3]


def moves(before: bytes, after: bytes) -> dict[int, int] | None:
    """For each line of code of one text its line in the other, both 1-based; None where more may
    differ than comments, blank lines and documentation. Both are UTF-8, as they are analysed."""
    if surface(_text(before)) != surface(_text(after)):
        return None
    roots = [PARSER.parse(text).root_node for text in (before, after)]
    if any(root.has_error for root in roots):
        return None
    found: dict[int, int] = {}
    others = _tokens(roots[1], after)
    shift, end, other_end = 0, -1, -1
    for token in _tokens(roots[0], before):
        other = next(others, None)
        if other is None or not token.means(other):
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
    return found if next(others, None) is None else None


def _text(text: bytes) -> str:
    return text.decode("utf-8", "replace")


def _tokens(root: Node, text: bytes) -> Iterator[Token]:
    at = 0
    pending: list[tuple[Node, int, bool] | Token] = [(root, -1, False)]
    while pending:
        item = pending.pop()
        if isinstance(item, Token):
            yield item
            continue
        node, around, first = item
        if _says_nothing(node, around, text):
            at = node.end_byte
            continue
        kind, loose = node.kind_id, first or around in _COMPOUND
        if node.child_count and kind not in _WHOLE:
            yield Token(kind, b"(", -1, 0, 0, False)
            pending.append(Token(kind, b")", -1, 0, 0, False))
            parts = node.children
            pending += [(part, kind, loose and part is parts[0]) for part in reversed(parts)]
            continue
        row, column = node.start_point
        between = text[at : node.start_byte]
        if between.strip():
            yield Token(-1, between, 0, row, row, False)
        at = node.end_byte
        yield Token(kind, text[node.start_byte : at], column, row, node.end_point[0], loose)


def _says_nothing(node: Node, around: int, text: bytes) -> bool:
    """Whether a part of a compound statement is a comment or documentation."""
    if node.kind_id in _COMMENT:
        return around in _COMPOUND and _MARK not in text[node.start_byte : node.end_byte]
    if node.kind_id not in _ALONE or around not in _HOLDING or node.child_count != 1:
        return False
    inner = node.children[0]
    return inner.kind_id in _STRING and all(c.kind_id not in _EVALUATED for c in inner.children)

"""Comments that suppress findings, and the code that each of them speaks of."""

from tree_sitter import Node

from reach.later import regex

_MARK = b"reach:"
_COMMENT = regex(rb"#[ \t]*reach:[ \t]*ignore\b[^\n]*")
_COMPOUND = frozenset(
    """
    module block function_definition class_definition decorated_definition if_statement
    for_statement while_statement with_statement try_statement match_statement case_clause
    elif_clause else_clause except_clause finally_clause
    """.split()
)

Ignore = tuple[int, int, int, int]
"""Byte offsets: of the comment, and of the code that it speaks of."""


def ignores(text: bytes, root: Node) -> tuple[Ignore, ...]:
    """The comments `# reach: ignore[...]`. One after code speaks of its line, one on a line of its
    own of the statement below; of that a body is no part."""
    if _MARK not in text:
        return ()
    found = []
    for match in _COMMENT.finditer(text):
        node = root.descendant_for_byte_range(match.start(), match.start() + 1)
        if node is None or node.type != "comment":
            continue  # in a string
        line = text.rfind(b"\n", 0, match.start()) + 1
        if text[line : match.start()].strip():
            found.append((match.start(), match.end(), line, match.end()))
        else:
            found.append((match.start(), match.end(), *_below(text, root, match.end())))
    return tuple(found)


def _below(text: bytes, root: Node, end: int) -> tuple[int, int]:
    """The statement, or the part of one, that begins on the next line of code."""
    start = _next_code(text, end)
    node = root.descendant_for_byte_range(start, start + 1)
    if node is None or start >= len(text):
        return end, end
    while (
        node.parent is not None
        and node.parent.start_byte == start
        and node.parent.type not in ("module", "block")
    ):
        node = node.parent
    if node.type not in _COMPOUND:
        return start, node.end_byte
    inner = node.child_by_field_name("definition") or node
    body = inner.child_by_field_name("body") or inner.child_by_field_name("consequence")
    return start, node.end_byte if body is None else body.start_byte


def _next_code(text: bytes, at: int) -> int:
    """The first offset after a line that holds code."""
    while 0 <= at < len(text):
        line = text.find(b"\n", at)
        if line < 0:
            return len(text)
        end = text.find(b"\n", line + 1)
        content = text[line + 1 : end if end >= 0 else len(text)]
        if content.strip() and not content.lstrip().startswith(b"#"):
            return line + 1 + len(content) - len(content.lstrip())
        at = line + 1
    return len(text)

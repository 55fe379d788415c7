"""Names as Python knows them, and the scopes that statements declare them to belong to."""

import unicodedata
from collections.abc import Iterator

from tree_sitter import Node

_SCOPES = frozenset(("function_definition", "class_definition", "lambda"))


def spelled(text: str, owner: str) -> str:
    """A name in NFKC, as Python compares names; a private one with the class it is private to."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if text.startswith("__") and not text.endswith("__") and owner.strip("_"):
        return f"_{owner.lstrip('_')}{text}"
    return text


def declarations(node: Node, text: bytes) -> tuple[list[str], list[str]]:
    """Names that a function itself declares `global` and `nonlocal`."""
    found: tuple[list[str], list[str]] = ([], [])
    if b"global" not in text and b"nonlocal" not in text:
        return found
    for child in _within(node, nested=False):
        if child.type in ("global_statement", "nonlocal_statement"):
            found[child.type == "nonlocal_statement"].extend(_names(child))
    return found


def rebound_inside(node: Node, text: bytes, kind: str) -> frozenset[str]:
    """Names that functions inside declare `global` or `nonlocal`: they may rebind them."""
    word = "global" if kind == "module" else "nonlocal"
    if word.encode() not in text:
        return frozenset()
    statements = (c for c in _within(node, nested=True) if c.type == f"{word}_statement")
    return frozenset(name for child in statements for name in _names(child))


def _names(statement: Node) -> list[str]:
    texts = (c.text for c in statement.named_children if c.type == "identifier")
    return [spelled(t.decode("utf-8", "replace"), "") for t in texts if t is not None]


def _within(node: Node, nested: bool) -> Iterator[Node]:
    stack = [node.child_by_field_name("body") or node]
    while stack:
        for child in stack.pop().named_children:
            yield child
            if nested or child.type not in _SCOPES:
                stack.append(child)

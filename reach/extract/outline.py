"""Files that nothing which is looked for concerns: only whether they can be read matters."""

import re

from tree_sitter import Node

from reach.extract.displays import MAX_ELEMENTS
from reach.extract.kinds import PARSER
from reach.later import regex
from reach.records.code import FileFacts, hollow

_LARGEST = 400_000
"""Bytes from which the limits of reading could be met."""

_DEEPEST = 60
"""Levels of a syntax tree below which no limit of nesting can be met."""

_STAR = regex(rb"^[ \t]+from\b[^\n]*\bimport[ \t(]*\*", re.MULTILINE)
"""An import of everything inside of something, which is a problem in a function."""


def outline(
    text: bytes, path: str, module: str, is_package: bool, development: bool
) -> FileFacts | None:
    """Facts without any code; None where something of the file might not be understood, which
    reading it would tell."""
    if len(text) > _LARGEST or text.count(b",") >= MAX_ELEMENTS or _STAR.search(text):
        return None
    root = PARSER.parse(text).root_node
    if root.has_error or _depth(root) > _DEEPEST:
        return None
    return hollow(path, module, is_package, development)


def _depth(root: Node) -> int:
    """Levels of a syntax tree; as many as matter, if there are more."""
    cursor = root.walk()
    down, beside, up = cursor.goto_first_child, cursor.goto_next_sibling, cursor.goto_parent
    deepest = level = 0
    while True:
        if down():
            level += 1
            if level > deepest:
                deepest = level
                if deepest > _DEEPEST:
                    return deepest
            continue
        while not beside():
            if not up():
                return deepest
            level -= 1

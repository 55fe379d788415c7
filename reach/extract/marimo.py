"""Notebooks that are Python files: their cells are functions, which share what they return.

Read as it stands, no cell knows a variable of another. So each becomes what it is when the notebook
runs, lines that follow one another, by giving every line other bytes of the same length: places in
the file stay what they are.
"""

import re

from reach.later import regex

_APP = regex(rb"^([A-Za-z_]\w*) *= *marimo\.App\(", re.MULTILINE)
_CELL = rb"^@%s\.cell\b[^\n]*\n(?:[ )][^\n]*\n)*(?:async )?def \w+\("
_BODY = regex(rb"(?:[ \t][^\n]*|[ \t]*)(?:\n|\Z)")
_RETURN = regex(rb"^(?:    |\t)return\b", re.MULTILINE)


def cells_in_turn(text: bytes) -> bytes:
    """The code of such a notebook with its cells one after the other; any other file as it is."""
    app = _APP.search(text) if b"marimo.App(" in text else None
    if app is None:
        return text
    parts: list[bytes] = []
    done = 0
    for found in re.finditer(_CELL % re.escape(app[1]), text, re.MULTILINE):
        end = text.find(b":\n", found.end())
        close = text.rfind(b")", found.end(), end)
        if found.start() < done or end < 0 or close < 0:
            continue
        head = text[found.start() : found.end()]
        line = head.rfind(b"\n") + 1
        begins = _blank(head[:line]) + b"with ".ljust(len(head) - line - 1) + b"("
        given = _blank(text[found.end() : close])
        given = b"0" + given[1:] if given[:1] == b" " else given.replace(b" ", b"0", 1)
        parts += [text[done : found.start()], begins, given, b")" + _blank(text[close + 1 : end])]
        done = _end(text, end + 2)
        parts.append(b":\n" + _without_return(text[end + 2 : done]))
    return b"".join((*parts, text[done:]))


def _end(text: bytes, at: int) -> int:
    """Where the lines end that are indented."""
    while at < len(text) and (line := _BODY.match(text, at)) is not None:
        at = line.end()
    return at


def _without_return(body: bytes) -> bytes:
    """The lines of a cell without the last, which names what others see of it."""
    last = max((found.start() for found in _RETURN.finditer(body)), default=-1)
    if last < 0:
        return body
    indent = len(body[last:]) - len(body[last:].lstrip(b" \t"))
    tail = _blank(body[last + indent :])
    return body[: last + indent] + b"pass" + tail[4:]


def _blank(text: bytes) -> bytes:
    """Blanks in place of every byte that ends no line."""
    return regex(rb"[^\n]").sub(b" ", text)

"""How much of one file is read. A syntax tree takes a hundred times the room of its text where that
is all names and signs, so what is too much has to be known before it is parsed."""

import re

from reach.later import regex

SMALL = 500_000
"""Bytes that can be parsed in any case."""

MAX_TOKENS = 600_000
"""Names, numbers, texts and signs that are read of a file; about 100,000 lines of code."""

_TOKEN = regex(
    rb"""(?<!\w)([A-Za-z]{0,2})(?:\"{3}(?:[^"\\]++|\\.|"(?!""))*+(?:\"{3}|(\\?\Z))"""
    rb"""|'{3}(?:[^'\\]++|\\.|'(?!''))*+(?:'{3}|(\\?\Z))"""
    rb"""|"(?:[^"\\\n]++|\\.)*+(?:"|())|'(?:[^'\\\n]++|\\.)*+(?:'|()))"""
    rb"""|\#[^\n]*+|(?:\w|[\x80-\xff])++|[^\s\w]""",
    re.DOTALL,
)
"""A text with its prefix, a comment, a name or number, a sign. A text that nobody closes ends with
the line or the file: looking for its end only once keeps this linear."""

_PLAIN = bytes(c for c in range(256) if c > 127 or chr(c).isalnum() or chr(c).isspace())


def readable(text: bytes) -> tuple[bytes, list[tuple[int, str]]]:
    """What is read of a source: all, or as many whole lines as fit and the line where it ends."""
    end = _end(text)
    if end == len(text):
        return text, []
    reason = f"only the first {MAX_TOKENS:,} names, texts and signs of a file are read"
    return text[:end], [(text.count(b"\n", 0, end) + 1, reason)]


def _end(text: bytes) -> int:
    tokens = 0
    for match in _TOKEN.finditer(text) if len(text) > SMALL else ():
        tokens += 1 if match[1] is None else _inside(match)
        if tokens > MAX_TOKENS:
            return text.rfind(b"\n", 0, match.start()) + 1
    return len(text)


def _inside(match: re.Match[bytes]) -> int:
    """A text counts as one, with what it escapes and what it evaluates; one that is not closed as
    whatever may be in it."""
    if match.lastindex != 1:
        return len(match[0])
    if match[1].strip(b"rRbBuU"):
        return 1 + len(match[0].translate(None, _PLAIN))
    return 1 + match[0].count(b"\\")

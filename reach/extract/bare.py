"""A text of code without its literals and comments: what it takes to tell whether a later text is
the same code. It keeps no secret that somebody wrote into a literal or a comment."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reach.extract.sources import Source, line_starts
from reach.extract.surface import NAMED, PIECE
from reach.later import regex
from reach.records.digest import digest

_PIECE = regex(PIECE.encode(), re.DOTALL)
_NAMED = regex(NAMED.encode())
_IDENTIFIER = regex(rb"[^\W\d]\w*")
_FILLED = regex(rb"[^\n\\]|\\(?!\n)")
"""What of a literal is no end of a line, nor hides one."""

_QUOTES = (b'"""', b"'''")
_MARK = b"reach:"
"""What makes a comment speak to the analysis."""

_COUNTED = (b"sys.path", b"addsitedir", b"wsgi_app", b"__main__")
"""What is looked for in the text of a file, wherever it stands."""

_LENGTH = 10
"""Bytes of a digest."""


class Piece(NamedTuple):
    """One literal, its prefix left out, or one comment of a text."""

    end: int
    all: bytes
    """Digest of it."""
    tells: bytes | None
    """Digest of what it tells where it stands alone, empty for nothing; None where it counts as it
    is."""


class Bare(NamedTuple):
    """A text of code in which literals and comments say nothing, all in place."""

    text: bytes
    pieces: dict[int, Piece]
    """By the offset at which each begins."""
    counts: tuple[int, ...]
    """How often there is what is looked for in texts."""
    first: tuple[tuple[int, int], ...]
    """Line and column where the first line ends, and the first word."""


def bare(text: bytes) -> Bare:
    """A text, in UTF-8 as it is analysed, without what its literals and comments say."""
    made: list[bytes] = []
    pieces: dict[int, Piece] = {}
    for found in _PIECE.finditer(text):
        written = found[0]
        if found[1] is not None:
            quote = written[:3] if written.startswith(_QUOTES) else written[:1]
            inner = written[len(quote) :].removesuffix(quote)
            made += quote, _FILLED.sub(b"x", inner), written[len(quote) + len(inner) :]
            tells = _named(inner) if len(quote) == 3 else None
        elif written.startswith(b"#"):
            made += b"#", b"x" * (len(written) - 1)
            tells = None if _MARK in written else b""
        else:
            made.append(written)
            continue
        pieces[found.start()] = Piece(found.end(), digest(written)[:_LENGTH], tells)
    counts = tuple(text.count(word) for word in _COUNTED)
    return Bare(b"".join(made), pieces, counts, tuple(_first(text)))


def is_plain(found: Bare) -> bool:
    """Whether nothing in the text may be read by others than Python."""
    return not any(found.counts[:-1])


def _named(inner: bytes) -> bytes:
    """What documentation names."""
    found = set(_NAMED.findall(inner))
    if _IDENTIFIER.fullmatch(inner):
        found.add(inner)
    return digest(*sorted(found))[:_LENGTH] if found else b""


def _first(text: bytes) -> Iterator[tuple[int, int]]:
    source = Source("", text, line_starts(text))
    for end in (source.line_bounds(0)[1], source.token_end(0)):
        place = source.location(0, end)
        yield place.end_line, place.end_column

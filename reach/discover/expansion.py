"""Replace references in a text by their values, within a bound."""

import re
from collections.abc import Callable

from reach.discover.limits import MAX_VALUE


def expand(pattern: re.Pattern[str], value: Callable[[re.Match[str]], str], text: str) -> str:
    """`pattern.sub`, but a text that would grow beyond the limit stays as it is written."""
    parts: list[str] = []
    size, end = len(text), 0
    for match in pattern.finditer(text):
        known = value(match)
        size += len(known) - len(match[0])
        if size > max(MAX_VALUE, len(text)):
            return text
        parts.extend((text[end : match.start()], known))
        end = match.end()
    return "".join((*parts, text[end:]))

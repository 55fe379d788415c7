"""The line hash by which GitHub follows an alert from one commit to the next.

The hash covers the hundred characters from the start of a line, blanks left out and all line
ends taken as line feeds: a polynomial over UTF-16 code units, base 37, modulo 2**64. The text
is followed by the unit 65535 and then by zeros. The n-th line with the same hash gets `:n`.
"""

import re
import struct
from collections import Counter
from itertools import accumulate

BASE = 37
WINDOW = 100
END_OF_TEXT = 0xFFFF
_LINE_FEED = ord("\n")
_MASK = 2**64 - 1
_LEAVING = pow(BASE, WINDOW, 2**64)
_BLANKS = {ord(" "): None, ord("\t"): None}


def line_hashes(text: str) -> list[str]:
    """`hash:occurrence` of every line, the first line first.

    The text has to be that of the file: line ends and byte order mark untouched.
    """
    units = _units(text)
    starts = [0, *(index + 1 for index, unit in enumerate(units) if unit == _LINE_FEED)]
    padded = [*units, END_OF_TEXT, *[0] * WINDOW]
    prefixes = list(accumulate(padded, _append, initial=0))
    seen: Counter[str] = Counter()
    hashes = []
    for start in starts:
        value = (prefixes[start + WINDOW] - _LEAVING * prefixes[start]) & _MASK
        digits = f"{value:x}"
        seen[digits] += 1
        hashes.append(f"{digits}:{seen[digits]}")
    return hashes


def _append(value: int, unit: int) -> int:
    return (BASE * value + unit) & _MASK


def _units(text: str) -> tuple[int, ...]:
    """The UTF-16 code units that count: no blanks, one line feed for each line end."""
    normal = re.sub(r"\r\n?", "\n", text).translate(_BLANKS)
    data = normal.encode("utf-16-le", "surrogatepass")
    return struct.unpack(f"<{len(data) // 2}H", data)

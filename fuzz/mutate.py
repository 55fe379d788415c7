"""Changes of real inputs: of bytes, of words, and of lines."""

import random
import re
from collections.abc import Callable, Sequence

MAX_BYTES = 60_000

_WORD = re.compile(rb"[A-Za-z_]\w*|\d+|\s+|[^\w\s]+", re.ASCII)
_NUMBER = re.compile(rb"\d+")
_NUMBERS = (
    b"0",
    b"-1",
    b"00",
    b"1e999",
    b"2147483648",
    b"18446744073709551616",
    b"9" * 400,
    b"9" * 5_000,
    b"0x" + b"f" * 40,
    b"NaN",
)
_ODD = (
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\r",
    b"\n",
    b"\x0c",
    b"\x1b[31m",
    b"\\",
    b"'",
    b'"',
    b'"""',
    b"${A:-",
    b"{{",
    b"*a",
    b"&a ",
    b"<<: ",
    b"# coding: utf-7\n",
    b"\xe2\x80\xae",
    b"\t",
    b"../",
    b"%s",
    b"!!python/name:os.system ",
)
_OPEN = (b"(", b"[", b"{", b"- ", b"[[", b"lambda: ", b"not ", b"-", b"a.", b"f(", b"if 1:\n ")

Change = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def mutated(chance: random.Random, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds, changed up to eight times."""
    data = chance.choice(seeds)
    for _ in range(1 + int(chance.expovariate(0.7)) % 8):
        data = chance.choice(_CHANGES)(chance, data, seeds)[:MAX_BYTES]
    return data


def _span(chance: random.Random, size: int, longest: int = 200) -> tuple[int, int]:
    start = chance.randint(0, size)
    return start, min(size, start + chance.randint(0, longest))


def _flip(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _odd(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(_ODD) * chance.choice((1, 1, 1, 2, 40)) + data[at:]


def _cut(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    start, end = _span(chance, len(data))
    return data[:start] + data[end:]


def _end(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    return data[: chance.randint(0, len(data))]


def _repeat(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    start, end = _span(chance, len(data), 80)
    return data[:end] + data[start:end] * chance.choice((1, 2, 8, 100)) + data[end:]


def _other(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """A piece of another seed."""
    other = chance.choice(seeds)
    start, end = _span(chance, len(other), 400)
    at, until = _span(chance, len(data), 50)
    return data[:at] + other[start:end] + data[until:]


def _nested(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(_OPEN) * chance.choice((3, 30, 300, 3_000)) + data[at:]


def _number(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    match = chance.choice(found)
    return data[: match.start()] + chance.choice(_NUMBERS) + data[match.end() :]


def _words(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """Words change places, are lost, or take the place of others."""
    words = _WORD.findall(data)
    if len(words) < 2:
        return data
    for _ in range(chance.randint(1, 5)):
        one, two = chance.randrange(len(words)), chance.randrange(len(words))
        kind = chance.randrange(3)
        if kind == 0:
            words[one], words[two] = words[two], words[one]
        elif kind == 1:
            words[one] = words[two]
        else:
            words[one] = b""
    return b"".join(words)


def _renamed(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """One name takes the place of another everywhere: cycles and shadows come of it."""
    names = [word for word in _WORD.findall(data) if word[:1].isalpha()]
    if not names:
        return data
    one, two = chance.choice(names), chance.choice(names)
    return re.sub(rb"\b" + one + rb"\b", two, data)


def _lines(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """Lines change places, are lost, repeated or moved in."""
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return data
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    kind = chance.randrange(4)
    if kind == 0:
        lines[one], lines[two] = lines[two], lines[one]
    elif kind == 1:
        lines[one] = lines[two] * chance.choice((1, 3, 50))
    elif kind == 2:
        lines[one] = chance.choice((b"  ", b"    ", b"\t")) + lines[one]
    else:
        lines[one] = lines[one].lstrip()
    return b"".join(lines)


_CHANGES: tuple[Change, ...] = (
    _flip,
    _odd,
    _cut,
    _end,
    _repeat,
    _other,
    _nested,
    _number,
    _words,
    _words,
    _renamed,
    _renamed,
    _lines,
    _lines,
)

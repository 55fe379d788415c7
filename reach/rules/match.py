"""Finds what a dotted name means among names and patterns.

In a pattern `*` stands for any characters within one part, `**` for any number of parts, none
included. An exact name wins over every pattern; among patterns the ones that spell out the most
characters win, so `transformers.Auto*.from_pretrained` beats `transformers.**.from_pretrained`.
"""

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

Payload = TypeVar("Payload")

_LONGEST_NAME = 1000
_LARGEST_MEMO = 200_000
_ANY = "*"
"""Bucket of the patterns whose first and last part are both open."""


class NameIndex(Generic[Payload]):
    """Payloads by exact name or pattern. Calls and items in a name are dropped before it is looked
    up, so `pickle.Unpickler().load` is found as `pickle.Unpickler.load`."""

    def __init__(self, entries: Iterable[tuple[str, Payload]]) -> None:
        self._exact: dict[str, tuple[Payload, ...]] = {}
        self._by_last: dict[str, list[_Glob[Payload]]] = {}
        self._by_first: dict[str, list[_Glob[Payload]]] = {}
        for name, payload in entries:
            self._add(name, payload)
        self._memo: dict[str, tuple[Payload, ...]] = dict(self._exact)

    def lookup(self, dotted: str) -> tuple[Payload, ...]:
        """What the name means, in the order of the entries; empty when it means nothing."""
        found = self._memo.get(dotted)
        if found is None:
            found = self._search(dotted)
            if len(self._memo) < _LARGEST_MEMO and len(dotted) <= _LONGEST_NAME:
                self._memo[dotted] = found
        return found

    def _add(self, name: str, payload: Payload) -> None:
        if "*" not in name:
            self._exact[name] = (*self._exact.get(name, ()), payload)
            return
        first, *_, last = name.split(".")
        if "*" not in last:
            self._by_last.setdefault(last, []).append(_Glob(name, payload))
        else:
            key = _ANY if "*" in first else first
            self._by_first.setdefault(key, []).append(_Glob(name, payload))

    def _search(self, dotted: str) -> tuple[Payload, ...]:
        if len(dotted) > _LONGEST_NAME:
            return ()
        plain = dotted.replace("()", "").replace("[]", "")
        if plain in self._exact:
            return self._exact[plain]
        globs = [
            *self._by_last.get(plain[plain.rfind(".") + 1 :], ()),
            *self._by_first.get(plain.partition(".")[0], ()),
            *self._by_first.get(_ANY, ()),
        ]
        matching = [glob for glob in globs if glob.matches(plain)]
        best = max((glob.weight for glob in matching), default=0)
        return tuple(glob.payload for glob in matching if glob.weight == best)


class _Glob(Generic[Payload]):
    """One pattern; its weight is the number of characters that it spells out."""

    def __init__(self, pattern: str, payload: Payload) -> None:
        self.payload = payload
        self.weight = len(pattern) - pattern.count("*")
        self._pattern = pattern
        self._start = pattern.partition("*")[0].rstrip(".")
        self._regex: re.Pattern[str] | None = None

    def matches(self, name: str) -> bool:
        if not name.startswith(self._start):
            return False
        if self._regex is None:
            self._regex = re.compile(_expression(self._pattern))
        return self._regex.fullmatch("." + name) is not None


def _expression(pattern: str) -> str:
    """A regular expression for the pattern; every part brings the dot before it."""
    parts = []
    for part in pattern.split("."):
        if part == "**":
            parts.append(r"(?:\.[^.]+)*")
        elif part == "*":
            parts.append(r"\.[^.]+")
        else:
            parts.append(r"\." + re.escape(part).replace(r"\*", "[^.]*"))
    return "".join(parts)

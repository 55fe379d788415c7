"""TOML with line numbers, which the standard library's reader does not give."""

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from reach.discover.found import Found, failed
from reach.later import later, regex

if TYPE_CHECKING:
    import tomllib
else:
    tomllib = later("tomllib")

_HEADER = regex(r"[ \t]*\[\[?[ \t]*([^\]\n]+?)[ \t]*\]\]?[ \t]*(?:#.*)?")
_WORD = regex(r"""([\w.-]++)(["']?[ \t]*[=.])?""")
_STRING = regex(r'"([^"\\\n]*+(?:\\.[^"\\\n]*+)*+)"|\'([^\'\n]*)\'')
_POSITION = regex(r"\(at line (\d+), column \d+\)")


def load(text: str, path: str) -> dict[str, object] | Found:
    """The document, or the reason why it cannot be read."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _POSITION.search(str(error))
        reason = _POSITION.sub("", str(error)).strip()
        return failed(path, f"not valid TOML: {reason[:200]}", int(match[1]) if match else None)
    except RecursionError:
        return failed(path, "TOML nested too deeply")
    except ValueError:  # a number of more digits than Python converts
        return failed(path, "not valid TOML")


def table(document: object, *keys: str) -> dict[str, object]:
    """The table at a path of keys; empty when something else is there."""
    for key in keys:
        document = document.get(key) if isinstance(document, dict) else None
    return document if isinstance(document, dict) else {}


class Lines:
    """Finds the lines of a document that was read. What is written unusually gets the line of the
    nearest thing above it that was found."""

    def __init__(self, text: str) -> None:
        self._headers: dict[str, list[int]] = {}
        self._rest: list[tuple[int, str]] = []
        for number, line in enumerate(text.split("\n"), start=1):
            header = _HEADER.fullmatch(line) if "[" in line else None
            if header is None:
                self._rest.append((number, line))
            else:
                name = ".".join(part.strip(" \t\"'") for part in header[1].split("."))
                self._headers.setdefault(name, []).append(number)

    @cached_property
    def _keys(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, line in self._rest:
            for word, assigned in _WORD.findall(line):
                key = word if assigned else word.rpartition(".")[0]
                if key:
                    found.setdefault(key, []).append(number)
        return found

    @cached_property
    def _strings(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, line in self._rest:
            for double, single in _STRING.findall(line):
                value = double.replace('\\"', '"') or single
                found.setdefault(value, []).append(number)
        return found

    def header(self, *keys: str) -> int:
        """Line of `[a.b]`, or of the nearest table above it."""
        for end in range(len(keys), 0, -1):
            numbers = self._headers.get(".".join(keys[:end]))
            if numbers:
                return numbers[0]
        return 1

    def headers(self, name: str) -> list[int]:
        """Lines of every `[[name]]`."""
        return self._headers.get(name, [])

    def key(self, key: str, after: int) -> int:
        """First line at or after `after` that assigns to `key`."""
        return _first(self._keys.get(key, []), after)

    def string(self, value: str, after: int) -> int:
        """First line at or after `after` that holds the string."""
        return _first(self._strings.get(value, []), after)


def _first(numbers: list[int], after: int) -> int:
    index = bisect_left(numbers, after)
    return numbers[index] if index < len(numbers) else after

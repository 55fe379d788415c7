"""Strict reading of one table of TOML or JSON: every key is asked for by type, what is left is an
error."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn, TypeVar

from reach.errors import ReachError, RulesetError

Kind = TypeVar("Kind")

_KINDS = {str: "text", bool: "true or false", list: "a list", dict: "a table"}


class Table:
    """A table and where it stands. Read every key it may have, then call `close`."""

    def __init__(
        self,
        where: str,
        data: dict[str, object],
        defaults: dict[str, object],
        error: type[ReachError] = RulesetError,
    ) -> None:
        self.where = where
        self.error = error
        self._data = data
        self._defaults = defaults
        self._asked: set[str] = set(defaults)

    @classmethod
    def read(cls, path: Path, error: type[ReachError] = RulesetError) -> "Table":
        """The top table of a TOML file."""
        try:
            return cls(str(path), tomllib.loads(path.read_text("utf-8")), {}, error)
        except (OSError, ValueError, RecursionError) as problem:
            raise error(f"{path}: cannot be read: {problem}") from problem

    def fail(self, key: str, problem: str) -> NoReturn:
        """Raise an error about one key of this table."""
        raise self.error(f"{self.below(key)}: {problem}")

    def close(self) -> None:
        """Raise if the table has a key that was never asked for."""
        for key in self._data:
            if key not in self._asked:
                self.fail(key, f"unknown key{suggestion(key, self._asked)}")

    def below(self, key: str) -> str:
        """The place of a key."""
        return f"{self.where}{'.' if ': ' in self.where else ': '}{key}"

    def has(self, key: str) -> bool:
        """Is the key there, or has it a default?"""
        self._asked.add(key)
        return key in self._data or key in self._defaults

    def raw(self, key: str) -> object:
        """The value as TOML gave it; None when the key is absent."""
        self._asked.add(key)
        return self._data.get(key, self._defaults.get(key))

    def text(self, key: str, default: str | None = None, pattern: str | None = None) -> str:
        """A string; required when it has no default. It must match `pattern` as a whole."""
        value = self._typed(key, str)
        if value is None:
            if default is None:
                self.fail(key, "missing")
            return default
        if pattern is not None and value and not re.fullmatch(pattern, value):
            self.fail(key, f"{value!r} is malformed")
        return value

    def optional(self, key: str, pattern: str | None = None) -> str | None:
        """A string, or None when it is absent or empty."""
        return self.text(key, "", pattern) or None

    def choice(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        """A string that must be one of the choices."""
        value = self.text(key, default)
        self._choose(key, value, choices)
        return value

    def texts(self, key: str, pattern: str | None = None) -> tuple[str, ...]:
        """A list of strings, empty when absent; each must match `pattern` as a whole."""
        values = self._typed(key, list) or []
        texts = tuple(value for value in values if isinstance(value, str))
        if len(texts) < len(values):
            self.fail(key, "must be a list of texts")
        for value in texts:
            if pattern is not None and not re.fullmatch(pattern, value):
                self.fail(key, f"{value!r} is malformed")
        if len(set(texts)) < len(texts):
            self.fail(key, "names something twice")
        return texts

    def choices(self, key: str, choices: Iterable[str]) -> tuple[str, ...]:
        """A list of strings, each one of the choices."""
        values = self.texts(key)
        known = tuple(choices)
        for value in values:
            self._choose(key, value, known)
        return values

    def flag(self, key: str) -> bool | None:
        """True, false, or None when absent."""
        return self._typed(key, bool)

    def score(self, key: str) -> float | None:
        """A number from 0 to 10, or None when absent."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 10:
            self.fail(key, "must be a number from 0 to 10")
        return float(value)

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables of a list of tables."""
        for number, value in enumerate(self._typed(key, list) or (), 1):
            if not isinstance(value, dict):
                self.fail(key, "must be a list of tables")
            yield Table(self.below(f"{key}[{number}]"), value, {}, self.error)

    def named(self, key: str) -> Iterator[tuple[str, "Table"]]:
        """The tables of a table, with their names."""
        for name, value in (self._typed(key, dict) or {}).items():
            if not isinstance(value, dict):
                self.fail(f"{key}.{name}", "must be a table")
            yield name, Table(self.below(f"{key}.{name}"), value, {}, self.error)

    def with_defaults(self, defaults: dict[str, object]) -> "Table":
        """The same table; absent keys are taken from `defaults`."""
        return Table(self.where, self._data, defaults, self.error)

    def _typed(self, key: str, kind: type[Kind]) -> Kind | None:
        value = self.raw(key)
        if value is not None and not isinstance(value, kind):
            self.fail(key, f"must be {_KINDS[kind]}")
        return value

    def _choose(self, key: str, value: str, choices: Iterable[str]) -> None:
        known = tuple(choices)
        if value not in known:
            self.fail(key, f"{value!r} is not known{suggestion(value, known)}")


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?`, or nothing when no known word is close."""
    close = difflib.get_close_matches(word, sorted(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""

"""A value of a document, that knows where it stands."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from reach.errors import UsageError
from reach.records.record import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a JSON document; a wrong type is an error that names file and key."""

    file: Path
    name: str
    value: Any

    def has(self, key: str) -> bool:
        """Whether this is an object that holds the key with a value."""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def __getitem__(self, key: str) -> "Node":
        if not isinstance(self.value, dict):
            self.fail("expected an object")
        name = f"{self.name}.{key}" if self.name else key
        return Node(self.file, name, self.value.get(key))

    def __iter__(self) -> "Iterator[Node]":
        if self.value is None:
            return
        if not isinstance(self.value, list):
            self.fail("expected a list")
        for number, item in enumerate(self.value):
            yield Node(self.file, f"{self.name}[{number}]", item)

    def text(self, default: str | None = None) -> str:
        """A string."""
        if self.value is None and default is not None:
            return default
        return self._of(str, "a string")

    def maybe(self) -> str | None:
        """A string or nothing."""
        return None if self.value is None else self.text()

    def number(self, default: int | None = None) -> int:
        """A whole number."""
        if self.value is None and default is not None:
            return default
        if isinstance(self.value, bool):
            self.fail("expected a whole number")
        return self._of(int, "a whole number")

    def score(self) -> float:
        """A number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self.fail("expected a number")
        return float(self.value)

    def flag(self) -> bool:
        """True or false."""
        return self._of(bool, "true or false")

    def one_of(self, allowed: tuple[str, ...]) -> str:
        """One of these strings."""
        if self.value not in allowed:
            self.fail(f"expected one of {', '.join(allowed)}")
        return str(self.value)

    def every(self, make: "Callable[[Node], T]") -> tuple[T, ...]:
        """A list of what is made of each item."""
        return tuple(make(item) for item in self)

    def _of(self, kind: type[T], called: str) -> T:
        if not isinstance(self.value, kind):
            self.fail(f"expected {called}")
        return self.value

    def fail(self, reason: str) -> NoReturn:
        """The document is no report."""
        where = f"{self.name}: " if self.name else ""
        raise UsageError(f"{self.file}: not a report: {where}{reason}")

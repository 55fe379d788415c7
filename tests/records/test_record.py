"""Records do what dataclasses do."""

import dataclasses
import importlib
import pickle
from collections.abc import Iterator
from typing import Any

import pytest

FAST: Any = importlib.import_module("reach.records.record").dataclass


def _pairs() -> Iterator[tuple[Any, Any]]:
    """The same classes, made by both."""
    for make in (FAST, dataclasses.dataclass):

        @make(frozen=True, slots=True, order=True)
        class Place:
            path: str
            line: int = 0
            notes: tuple[str, ...] = ()
            read: list[str] = dataclasses.field(default_factory=list, compare=False, repr=False)

            def __str__(self) -> str:
                return f"{self.path}:{self.line}"

        @make(slots=True)
        class Found:
            place: Place
            text: str = dataclasses.field(init=False)

            def __post_init__(self) -> None:
                self.text = str(self.place)

        yield Place, Found


@pytest.fixture
def both() -> list[tuple[Any, Any]]:
    return list(_pairs())


def test_same_as_dataclasses(both: list[tuple[Any, Any]]) -> None:
    seen = []
    for place, found in both:
        one, same, other = place("a", 1), place("a", line=1, read=["x"]), place("a", 2, ("n",))
        assert one == same
        assert one != other
        assert one < other <= other
        assert hash(one) == hash(same)
        assert one != found(one)
        assert found(one) == found(same)
        assert other.read is not one.read
        with pytest.raises(TypeError):
            place()
        with pytest.raises(TypeError):
            place("a", nothing=1)
        with pytest.raises(TypeError):
            hash(found(one))
        with pytest.raises(TypeError):
            assert one < 1
        with pytest.raises(AttributeError):
            found(one).nothing = 1
        changed = dataclasses.replace(one, line=7)
        seen.append((repr(changed), repr(found(other)), dataclasses.astuple(changed)))
    assert seen[0] == seen[1]


def test_records_survive_pickling() -> None:
    from reach.records.location import Location

    place = Location("a.py", 3, 4, 3, 9)
    assert pickle.loads(pickle.dumps(place)) == place

"""The whole command, whatever happens to its cache: right answers, and one warning at most."""

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.store.forks import CANNOT, Forks

if sys.platform != "linux":
    pytest.skip("it forks, and limits itself as Linux does", allow_module_level=True)

KILLS = int(os.environ.get("REACH_KILLS", "50"))
"""Scans that are killed."""

SERVICE = """\
import json

from flask import Flask
from transformers import AutoModel

app = Flask(__name__)


@app.route("/answer")
def answer():
    with open("settings.json") as stream:
        return AutoModel.from_pretrained(json.load(stream)["model"])
"""


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    made = Forks()
    yield made
    made.close()


_RIGHT: dict[str, bytes] = {}
"""By what the service loads."""


@dataclass
class Place:
    """A small tree, a cache, and scans of the one with the other."""

    folder: Path
    tree: Path
    forks: Forks

    def __post_init__(self) -> None:
        (self.tree / "app.py").write_text(SERVICE)
        for number in range(6):
            (self.tree / f"other_{number}.py").write_text(f"import torch\n\nX = {number}\n")
        self.model("org/first")

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def file(self) -> Path:
        return next(self.cache.glob("*.sqlite"))

    def model(self, name: str) -> None:
        """What the service loads from now on."""
        (self.tree / "settings.json").write_text(f'{{"model": "{name}"}}')

    def start(self, name: str, *options: str, trouble: str = "", **variables: str) -> int:
        words = ["scan", str(self.tree), "--format", "json", "--fail-on", "never", "--jobs", "1"]
        words += ["-o", str(self.folder / f"{name}.json"), *options]
        variables = {"REACH_CACHE_DIR": str(self.cache), **variables}
        return self.forks.start(words, self.folder / f"{name}.txt", trouble, **variables)

    def said(self, name: str) -> str:
        return (self.folder / f"{name}.txt").read_text()

    def found(self, name: str) -> bytes:
        return (self.folder / f"{name}.json").read_bytes()

    def right(self) -> bytes:
        """What a scan without a cache finds."""
        state = (self.tree / "settings.json").read_text()
        if state not in _RIGHT:
            assert self.forks.wait(self.start("right", "--no-cache")) == 0
            _RIGHT[state] = self.found("right")
        return _RIGHT[state]

    def scan(self, *, trouble: str = "", **variables: str) -> str:
        """What a scan says whose result is right; one line at most, about the cache."""
        status = self.forks.wait(self.start("here", trouble=trouble, **variables))
        said = self.said("here")
        if status == CANNOT:
            pytest.skip(said.strip())
        assert (status, "Traceback" in said) == (0, False), said
        assert self.found("here") == self.right()
        assert len(said.splitlines()) <= 1
        assert not said or "cache" in said
        return said


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tree")


@pytest.fixture
def place(tmp_path: Path, tree: Path, forks: Forks) -> Place:
    made = Place(tmp_path, tree, forks)
    assert b"org/first" in made.right()
    return made


def test_killed_at_random_moments(place: Place) -> None:
    dice = random.Random(7)
    started = time.monotonic()
    assert place.scan() == ""
    longest = time.monotonic() - started
    struck = 0
    for number in range(KILLS):
        place.model(f"org/model-{number}")
        pid = place.start("killed")
        time.sleep(dice.uniform(0, longest))
        os.kill(pid, signal.SIGKILL)
        struck += place.forks.wait(pid) == -signal.SIGKILL
        if number % 10 == 9:
            assert place.scan() == ""
            assert f"org/model-{number}".encode() in place.found("here")
    assert struck > 0


def test_several_at_once(place: Place) -> None:
    right = place.right()
    names = [f"at-once-{number}" for number in range(4)]
    for pid in [place.start(name) for name in names]:
        assert place.forks.wait(pid) == 0
    assert [place.said(name) for name in names] == [""] * 4
    assert {place.found(name) for name in names} == {right}


def test_several_at_once_on_a_damaged_cache(place: Place) -> None:
    place.scan()
    right = place.right()
    place.file.write_bytes(b"this is no database" * 1000)
    names = [f"at-once-{number}" for number in range(4)]
    for pid in [place.start(name) for name in names]:
        assert place.forks.wait(pid) == 0
    for name in names:
        assert len(place.said(name).splitlines()) <= 1
        assert place.found(name) == right
    place.scan()
    assert place.scan() == ""


def truncated(share: float) -> Callable[[Path, random.Random], None]:
    return lambda file, _: os.truncate(file, int(file.stat().st_size * share))


def flipped(times: int) -> Callable[[Path, random.Random], None]:
    def flip(file: Path, dice: random.Random) -> None:
        content = bytearray(file.read_bytes())
        for _ in range(times):
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        file.write_bytes(content)

    return flip


def something_else(file: Path, _: random.Random) -> None:
    file.write_bytes(b"this is no database" * 1000)


def a_folder(file: Path, _: random.Random) -> None:
    file.unlink()
    file.mkdir()


def gone(file: Path, _: random.Random) -> None:
    file.unlink()


DAMAGE = {
    **{f"truncated to {share}": truncated(share) for share in (0.0, 0.1, 0.5, 0.99)},
    **{f"{times} flipped bits": flipped(times) for times in (1, 10, 1000, 20_000)},
    "something else": something_else,
    "gone": gone,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_cache_is_healed(place: Place, damage: str) -> None:
    """Nothing changed; then something did; and from then on nothing is said any more."""
    dice = random.Random(damage)
    place.scan()
    for name in ("org/first", "org/second"):
        DAMAGE[damage](place.file, dice)
        place.model(name)
        place.scan()
        assert name.encode() in place.found("here")
    place.scan()
    assert place.scan() == ""


def test_a_folder_in_its_place_is_gone_around(place: Place) -> None:
    place.scan()
    a_folder(place.file, random.Random())
    assert "cannot be used" in place.scan()


@pytest.mark.parametrize("trouble", ["full", "filling", "read-only", "short files"])
@pytest.mark.parametrize("filled", [False, True])
def test_no_room_and_no_leave_to_write(place: Place, trouble: str, filled: bool) -> None:
    place.cache.mkdir()
    if filled:
        place.scan()
        place.model("org/second")
    assert "cannot be used" in place.scan(trouble=trouble)
    place.scan()
    assert place.scan() == ""


@pytest.mark.parametrize("filled", [False, True])
def test_a_home_that_cannot_be_written(place: Place, filled: bool) -> None:
    home = place.folder / "home"
    home.mkdir()
    where = {"HOME": str(home), "XDG_CACHE_HOME": "", "REACH_CACHE_DIR": ""}
    if filled:
        place.scan(**where)
        place.model("org/second")
    below = [*home.rglob("*"), home]
    assert len(below) > 1 or not filled
    for path in below:
        path.chmod(0o500 if path.is_dir() else 0o400)
    assert "cannot be used" in place.scan(trouble="modes", **where)
    for path in reversed(below):
        path.chmod(0o700)
    place.scan(**where)
    assert place.scan(**where) == ""

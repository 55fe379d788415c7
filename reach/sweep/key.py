"""What a result depends on beside the commit: the same on every machine with the same reach."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from reach import __version__, feed
from reach.records.advisory import Feed
from reach.records.digest import digest
from reach.rules import home

_CODE = (".py", ".toml")


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked of every scan of a sweep."""

    exclude: tuple[str, ...] = ()
    rules: tuple[Path, ...] = ()
    feeds: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """Digests of all that decides what a scan of a commit finds."""

    program: str
    """Version of reach, and its files."""
    rules: str
    """Rulesets, and what is left out."""
    feed: str
    """Advisories."""


def key_of(settings: Settings) -> Key:
    """The key of scans with these settings, as this reach would make them."""
    return _key(settings)


@cache
def _key(settings: Settings) -> Key:
    top = home()
    rules = [each for each in sorted(top.iterdir()) if each.name not in ("feed", "__pycache__")]
    asked = repr(settings.exclude)
    return Key(
        f"{__version__}+{_files([Path(__file__).parents[1]])}",
        digest(asked, _files(rules), _files(settings.rules)).hex(),
        feed_digest(feed.load(settings.feeds)),
    )


def feed_digest(found: Feed) -> str:
    """Digest of what a feed says, wherever it lies."""
    return digest(*(repr(replace(each, source="")) for each in found.advisories)).hex()


def _files(paths: Sequence[Path]) -> str:
    """Digest of files by their names below these paths, and their content."""
    parts: list[bytes | str] = []
    for path in paths:
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in below:
            if file.suffix in _CODE and file.is_file():
                name = file.relative_to(path).as_posix() if path.is_dir() else file.name
                parts += [name, file.read_bytes()]
    return digest(*parts).hex()[:16]

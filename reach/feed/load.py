"""Reads the feed: the one that comes with reach, the installed one, and what a project adds.

The feed that comes with reach is a folder: `feed.json` says how old it is, and each other file is
one advisory. A feed that is handed around is one file, a bundle, with the advisories in a list.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reach.errors import FeedError
from reach.feed.advisory import advisory, date
from reach.feed.documents import read, table
from reach.records.advisory import Advisory, Feed
from reach.rules.home import home
from reach.rules.table import Table

BUNDLE_VERSION = 1
HEAD = "feed.json"
"""File of a folder of advisories that says how old they are."""


def load(extra: Sequence[Path] = ()) -> Feed:
    """The feed that comes with reach, and more bundles, advisories or folders of them. Of two
    states of one advisory the one that was changed last counts; twice in one place it is an error.
    """
    feeds = [_folder(home() / "feed"), *(at(path) for path in extra)]
    found: dict[str, Advisory] = {}
    for each in (one for feed in feeds for one in feed.advisories):
        if each.id not in found or each.modified >= found[each.id].modified:
            found[each.id] = each
    return Feed(
        tuple(each for _, each in sorted(found.items())), max(feed.updated for feed in feeds)
    )


def at(path: Path) -> Feed:
    """The feed in a folder, a bundle, or a single advisory."""
    if path.is_dir():
        return _folder(path)
    if not path.exists():
        raise FeedError(f"{path}: no such file or folder")
    value = read(path)
    if "advisories" in value:
        return bundle(table(value, str(path)))
    return Feed((advisory(table(value, str(path))),))


def bundle(top: Table) -> Feed:
    """The advisories of a bundle."""
    version = top.raw("version")
    if version != BUNDLE_VERSION:
        top.fail("version", f"is {version!r}, and this reach reads {BUNDLE_VERSION}: update reach")
    updated = date(top, "updated")
    advisories = _distinct(advisory(each) for each in top.tables("advisories"))
    top.close()
    return Feed(advisories, updated)


def _folder(folder: Path) -> Feed:
    files = sorted(folder.rglob("*.json"))
    heads = [file for file in files if file.name == HEAD]
    updated = ""
    for file in heads:
        head = table(read(file), str(file))
        updated = max(updated, date(head, "updated"))
        head.close()
    texts = (table(read(file), str(file)) for file in files if file not in heads)
    return Feed(_distinct(advisory(each) for each in texts), updated)


def _distinct(advisories: Iterable[Advisory]) -> tuple[Advisory, ...]:
    return tuple(_once(advisories))


def _once(advisories: Iterable[Advisory]) -> Iterator[Advisory]:
    seen: dict[str, Advisory] = {}
    for each in advisories:
        if each.id in seen:
            places = f"{seen[each.id].source} and {each.source}"
            raise FeedError(f"{each.id}: the advisory is there twice, in {places}: remove one")
        seen[each.id] = each
        yield each

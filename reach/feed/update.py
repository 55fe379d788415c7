"""Get a new state of the feed: signed, well-formed and newer than what is there, or not at all."""

import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from reach.errors import FeedError
from reach.feed import minisign
from reach.feed.documents import MAX_BYTES, parse, table
from reach.feed.load import at, bundle
from reach.records.advisory import Feed

_SECONDS = 30


def fetched(source: str, public: minisign.Key, present: Path) -> tuple[bytes, Feed]:
    """The verified content of a bundle at a path or URL. It must not be older than the `present`
    one, so that nobody can bring back a state that lacks an advisory."""
    content = _content(source)
    signature = _content(source + minisign.SUFFIX).decode("utf-8", "replace")
    minisign.verify(content, signature, public, source + minisign.SUFFIX)
    feed = bundle(table(parse(content, source), source))
    if present.is_file():
        before = at(present)
        if feed.updated < before.updated:
            raise FeedError(
                f"{source}: is of {feed.updated}, and the installed feed is of {before.updated}: "
                f"remove {present} if it is to be replaced by an older one"
            )
    return content, feed


def _content(source: str) -> bytes:
    if "://" not in source:
        try:
            return _limited(Path(source).read_bytes(), source)
        except OSError as error:
            raise FeedError(f"{source}: cannot be read: {error.strerror}{_hint(source)}") from error
    if urlsplit(source).scheme not in ("http", "https"):
        raise FeedError(f"{source}: only http and https addresses can be used")
    request = urllib.request.Request(source, headers={"User-Agent": "reach"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
            return _limited(answer.read(MAX_BYTES + 1), source)
    except urllib.error.HTTPError as error:
        raise FeedError(
            f"{source}: the server says {error.code} {error.reason}{_hint(source)}"
        ) from error
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise FeedError(
            f"{source}: cannot be reached: {reason}; the feed stays as it was"
        ) from error


def _limited(content: bytes, source: str) -> bytes:
    if len(content) > MAX_BYTES:
        raise FeedError(f"{source}: larger than {MAX_BYTES} bytes")
    return content


def _hint(source: str) -> str:
    if source.endswith(minisign.SUFFIX):
        return "; a feed needs its signature beside it: minisign -S -m FEED"
    return ""

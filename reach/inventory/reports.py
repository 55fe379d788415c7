"""What the feed says about an artifact, in the words of the inventory."""

from collections.abc import Iterable
from pathlib import Path

from reach import feed
from reach.feed import Matcher
from reach.records.advisory import Advisory as Entry
from reach.records.finding import Artifact
from reach.records.inventory import Advisory
from reach.records.lock import Lock

SEVERITY = 10.0
"""Whatever is loaded by whom: that of `compromised-model`."""


class Reports:
    """Asks the feed; what a name was locked at counts as well."""

    def __init__(self, feeds: Iterable[Path], lock: Lock) -> None:
        self.matcher = Matcher(feed.load(tuple(feeds)))
        self.lock = lock

    def __call__(self, artifact: Artifact, digests: Iterable[str]) -> tuple[Advisory, ...]:
        """The entries about an artifact whose files may have these digests."""
        kind = artifact.type if artifact.type in ("dataset", "code") else "model"
        entry = self.lock.entry(artifact.id, kind, artifact.revision)
        commit = entry.commit if entry is not None else None
        hits = self.matcher.hits(artifact, digests, commit, entry)
        return tuple(_advisory(hit.advisory) for hit in hits)


def _advisory(entry: Entry) -> Advisory:
    return Advisory(
        id=entry.id,
        summary=entry.summary,
        severity=SEVERITY,
        published=entry.reported or None,
        source=" and ".join(entry.reporters),
        references=entry.references,
    )

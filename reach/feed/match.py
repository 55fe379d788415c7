"""Which advisories speak of an artifact: by repository, publisher, revision or digest of a file.

The hub tells names apart only by their letters, not by case, so neither does a match. An advisory
about a revision concerns loads that are pinned to it, and those that `models.lock` has at it: what
a name points at today is not known. Where an advisory tells from when to when a name was in wrong
hands, what `models.lock` has from before or after is not meant.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from reach.records.advisory import Advisory, Affected, Feed
from reach.records.finding import Artifact
from reach.records.lock import Locked

_REPOSITORIES = {"dataset": "dataset", "code": "code"}
"""Kind of repository that an artifact comes from, where it is no model's."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An artifact that an advisory speaks of."""

    artifact: Artifact
    advisory: Advisory
    affected: Affected


class Matcher:
    """Looks artifacts up in a feed."""

    def __init__(self, feed: Feed) -> None:
        self._repositories: dict[str, list[tuple[Advisory, Affected]]] = {}
        self._publishers: dict[str, list[tuple[Advisory, Affected]]] = {}
        self._digests: dict[str, list[tuple[Advisory, Affected]]] = {}
        for advisory in feed.advisories:
            for affected in () if advisory.withdrawn else advisory.affected:
                self._add(advisory, affected)

    def _add(self, advisory: Advisory, affected: Affected) -> None:
        for digest in affected.sha256:
            self._digests.setdefault(digest, []).append((advisory, affected))
        if affected.scope == "publisher":
            self._publishers.setdefault(affected.name.lower(), []).append((advisory, affected))
        elif affected.scope in ("repository", "revision"):
            self._repositories.setdefault(affected.name.lower(), []).append((advisory, affected))

    @property
    def wants_digests(self) -> bool:
        """Whether the feed names any file by its digest."""
        return bool(self._digests)

    def hits(
        self,
        artifact: Artifact,
        digests: Iterable[str] = (),
        commit: str | None = None,
        locked: Locked | None = None,
    ) -> tuple[Hit, ...]:
        """The advisories about an artifact, each once; `digests` are those of its files, `commit`
        is what its name stood for when it was locked, `locked` what is known of that state."""
        found: dict[str, Hit] = {}
        entries = [entry for digest in digests for entry in self._digests.get(digest, ())]
        if artifact.hub == "huggingface" and "/" in artifact.id:
            name = artifact.id.lower()
            commits = (artifact.revision if artifact.pinned else commit,)
            about = self._repositories.get(name, ())
            entries += [e for e in about if _concerns(e[1], artifact.type, commits)]
            entries += self._publishers.get(name.partition("/")[0], ())
        for advisory, affected in entries:
            if not _in_time(affected, locked):
                continue
            found.setdefault(advisory.id, Hit(artifact, advisory, affected))
        return tuple(hit for _, hit in sorted(found.items()))


def _concerns(affected: Affected, kind: str, commits: tuple[str | None, ...]) -> bool:
    if affected.type != _REPOSITORIES.get(kind, "model"):
        return False
    return affected.scope == "repository" or any(c in affected.revisions for c in commits)


def _in_time(affected: Affected, locked: Locked | None) -> bool:
    """Whether the locked state may be one that the advisory speaks of. The time of the last change
    is that of the repository: it is no later than the commit only where the newest was locked."""
    if locked is None or not locked.modified:
        return True
    day = locked.modified[:10]
    if affected.valid_from and day < affected.valid_from:
        return False
    newest = locked.asked in (None, "main")
    return not (newest and affected.valid_to and day > affected.valid_to)


def told(advisory: Advisory) -> str:
    """Who reported it, when, and what, as a clause: `reported by JFrog on 2024-02-27 as ...`."""
    who = " and ".join(advisory.reporters)
    when = f" on {advisory.reported}" if advisory.reported else " at an unknown date"
    return f"reported by {who}{when}: {advisory.summary} ({advisory.id})"

"""From what the user writes for a revision to the commit that a change started from."""

import difflib
import re
from collections.abc import Callable, Iterator

from dulwich.graph import find_merge_base
from dulwich.objects import Commit, ObjectID
from dulwich.objectspec import AmbiguousShortId, scan_for_short_id
from dulwich.refs import Ref

from reach.discover.history.repository import Repository
from reach.errors import UsageError
from reach.later import regex
from reach.records.record import dataclass

_WRITTEN = regex(r"(.+?)((?:\^\{(?:commit)?\}|[~^]\d*)*)", re.DOTALL)
_STEP = regex(r"([~^])(\d*)")
_FORMS = (
    "{}",
    "refs/{}",
    "refs/tags/{}",
    "refs/heads/{}",
    "refs/remotes/{}",
    "refs/remotes/{}/HEAD",
)
_MAX_STEPS = 10_000
_DEEPER = (
    "fetch more of the history (`git fetch --unshallow`, or `fetch-depth: 0` in a checkout step)"
)


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, and how the user knows it."""

    written: str
    id: ObjectID
    tree: ObjectID

    @property
    def name(self) -> str:
        """`main (3f2a1b4c5d6e)`."""
        short = self.id.decode("ascii")[:12]
        return short if self.written.startswith(short) else f"{self.written} ({short})"


def exactly(repository: Repository, commit: str) -> Revision:
    """The commit with this full name."""
    try:
        found = repository.commit(ObjectID(commit.encode("ascii")))
    except KeyError as error:
        raise UsageError(f"{commit}: {_missing(repository, commit)}") from error
    return Revision(commit, found.id, found.tree)


def base_of(repository: Repository, written: str) -> Revision:
    """The commit that the work tree and a revision have in common: what the revision's branch got
    since then is no change of the work tree's."""
    return _found(_base_of, repository, written)


def tip_of(repository: Repository, written: str) -> Revision:
    """The commit that a revision is, with all that its branch got."""
    return _found(_tip_of, repository, written)


def _found(
    look: Callable[[Repository, str], Revision], repository: Repository, written: str
) -> Revision:
    try:
        return look(repository, written)
    except KeyError as error:
        raise UsageError(f"{written}: {_missing(repository, written)}") from error
    except UsageError:
        raise
    except Exception as error:  # whatever damage or malice makes of it
        raise UsageError(f"{written}: cannot be read from {repository.control}: {error}") from error


def _tip_of(repository: Repository, written: str) -> Revision:
    found = _resolve(repository, written)
    return Revision(written, found.id, found.tree)


def _base_of(repository: Repository, written: str) -> Revision:
    other = _resolve(repository, written)
    try:
        head = _resolve(repository, "HEAD")
    except KeyError:
        return Revision(written, other.id, other.tree)
    common = find_merge_base(repository.git, [head.id, other.id])
    if common:
        found = repository.commit(min(common))
        return Revision(written, found.id, found.tree)
    if repository.shallow:
        text = "this clone is shallow and does not hold the commit where HEAD and it part"
        raise UsageError(f"{written}: {text}; {_DEEPER}")
    return Revision(written, other.id, other.tree)


def _resolve(repository: Repository, written: str) -> Commit:
    """The commit that is written as git reads it: `main`, `v1^{}`, `HEAD~2`, `3f2a1b4`."""
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise KeyError(written)
    commit = repository.commit(_named(repository, match[1]))
    for kind, number in _STEP.findall(re.sub(r"\^\{\w*\}", "", match[2])):
        count = int(number or 1)
        if kind == "^":
            commit = _parent(repository, commit, count)
        else:
            for _ in range(min(count, _MAX_STEPS)):
                commit = _parent(repository, commit, 1)
    return commit


def _parent(repository: Repository, commit: Commit, number: int) -> Commit:
    if number == 0:
        return commit
    parents = repository.git.get_parents(commit.id, commit)
    if number > len(parents):
        raise KeyError(commit.id)
    return repository.commit(parents[number - 1])


def _named(repository: Repository, name: str) -> ObjectID:
    name = "HEAD" if name == "@" else name
    text = name.encode("utf-8", "surrogateescape")
    if re.fullmatch(r"[0-9a-fA-F]{40}", name):
        return ObjectID(text.lower())
    for form in _FORMS:
        found = _reference(repository, form.format(name))
        if found is not None:
            return found
    if not re.fullmatch(r"[0-9a-fA-F]{4,39}", name):
        raise KeyError(name)
    try:
        return scan_for_short_id(repository.git.object_store, text.lower(), Commit).id
    except AmbiguousShortId as error:
        raise UsageError(f"{name}: more than one commit begins so") from error


def _reference(repository: Repository, name: str) -> ObjectID | None:
    try:
        found = repository.git.refs[Ref(name.encode("utf-8", "surrogateescape"))]
    except KeyError:
        return None
    match = re.match(rb"[0-9a-f]{40}(?![0-9a-f])", found)
    return ObjectID(match[0]) if match is not None else None


def _missing(repository: Repository, written: str) -> str:
    if repository.shallow:
        return f"no such commit in this clone, which is shallow; {_DEEPER}"
    names = list(_names(repository))
    close = [] if _STEP.search(written) else difflib.get_close_matches(written, names, n=1)
    hint = f", did you mean {close[0]!r}?" if close else f" in {repository.top}"
    return f"no such commit{hint}"


def _names(repository: Repository) -> Iterator[str]:
    for name in repository.git.refs.allkeys():
        text = name.decode("utf-8", "replace")
        yield re.sub(r"^refs/(heads|tags|remotes)/", "", text)

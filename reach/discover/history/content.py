"""Single files of a commit."""

import os
import stat
from pathlib import PurePosixPath

from reach.discover.history.repository import Repository
from reach.discover.history.revisions import Revision
from reach.errors import UsageError


def content_of(repository: Repository, revision: Revision, path: PurePosixPath) -> bytes | None:
    """What a file holds at a commit, by its path from the top; None where there is none, and for
    what is no ordinary file."""
    listing = repository.tree(revision.tree)
    for number, name in enumerate(path.parts, start=1):
        if listing is None:
            raise UsageError(f"{revision.name}: this clone lacks the folder of {path}")
        try:
            mode, found = listing[os.fsencode(name)]
        except KeyError:
            return None
        if number < len(path.parts):
            if not stat.S_ISDIR(mode):
                return None
            listing = repository.tree(found)
            continue
        if not stat.S_ISREG(mode):
            return None
        content = repository.blob(found)
        if content is None:
            raise UsageError(f"{revision.name}: this clone lacks {path}")
        return content
    return None

"""Commits of the repository that holds the scanned tree.

Objects are read from the git folder itself: no program is run, no hook, filter or attribute counts,
no configuration is read, and nothing is fetched.
"""

from reach.discover.history.content import content_of
from reach.discover.history.lay_out import LaidOut, lay_out
from reach.discover.history.renamed import renamed
from reach.discover.history.repository import Repository, find
from reach.discover.history.revisions import Revision, base_of, exactly, tip_of

__all__ = [
    "LaidOut",
    "Repository",
    "Revision",
    "base_of",
    "content_of",
    "exactly",
    "find",
    "lay_out",
    "renamed",
    "tip_of",
]

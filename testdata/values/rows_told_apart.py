"""Repository and revision of one row go together, whatever else of the row is passed as well."""

import asyncio
import sys

from transformers import AutoTokenizer

PAIRS = {
    "a": ("org/a", "0123456789abcdef0123456789abcdef01234567"),
    "b": ("org/b", "main"),
}
ROWS = {
    "a": {"repo": "org/a", "commit": "0123456789abcdef0123456789abcdef01234567", "fast": True},
    "b": {"repo": "org/b", "commit": "main", "fast": False},
}


async def in_a_thread(kind):
    """The call hands the loader on, with its arguments behind it."""
    repo, commit = PAIRS[kind]
    return await asyncio.to_thread(AutoTokenizer.from_pretrained, repo, revision=commit)  #? "org/b" revision="main"


def with_more(kind):
    """What is spread holds the revision once more."""
    row = ROWS[kind]
    more = {"tag": row["commit"]} if row["fast"] else {}
    return AutoTokenizer.from_pretrained(row["repo"], revision=row["commit"], **more)  #? "org/b" revision="main"


asyncio.run(in_a_thread(sys.argv[1]))
with_more(sys.argv[1])

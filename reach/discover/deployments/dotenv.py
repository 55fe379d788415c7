"""`.env` files, and the samples beside them."""

from reach.discover.found import Found, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, name_of
from reach.later import regex
from reach.records.project import EnvValue, Skipped

_NAMES = regex(r"\.env(?:\.[\w-]+)*|[\w.-]+\.env(?:\.(?:example|sample|template|dist))?")
_LINE = regex(
    r"[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.]*)[ \t]*=[ \t]*"
    r"(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|([^#\n]*?))[ \t]*(?:[ \t]#.*)?"
)
_MAX_VARIABLES = 2_000


def read_dotenv(tree: Tree, path: str) -> Found:
    """The variables of a file; names without a value are left out."""
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    values: list[EnvValue] = []
    skipped: list[Skipped] = []
    for number, line in enumerate(text.split("\n")[:_MAX_VARIABLES], start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            skipped.append(Skipped(path, "not NAME=value", number))
            continue
        value = match[2] or match[3] or match[4] or ""
        if value:
            values.append(EnvValue(match[1], value, path, number, ".env file"))
    return Found(environment=tuple(values), skipped=tuple(skipped))


READER = Reader(".env file", lambda path: bool(_NAMES.fullmatch(name_of(path))), read_dotenv)
"""Reads `.env` files."""

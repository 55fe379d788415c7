"""Names that a library maps to repositories or addresses by a table of its own.

`[shorthands.NAME]` has the `hub` that the long names belong to; the table `names`, short name to
long; and a `prefix` that is put before other names which match `prefixed` as a whole and are not
in `unchanged`. A sink refers to one with `shorthands = "NAME"`."""

import re
from collections.abc import Iterator

from reach.records.rule import Shorthands
from reach.rules.parse import HUBS
from reach.rules.table import Table


def shorthands_of(table: Table) -> Iterator[tuple[str, Shorthands]]:
    """The shorthands of a file, by name."""
    for name, entry in table.named("shorthands"):
        names = entry.raw("names") or {}
        if not isinstance(names, dict) or not all(isinstance(v, str) for v in names.values()):
            entry.fail("names", "must be a table of texts")
        prefixed = entry.optional("prefixed")
        try:
            re.compile(prefixed or "")
        except re.error as error:
            entry.fail("prefixed", f"no regular expression: {error}")
        found = Shorthands(
            hub=entry.choice("hub", HUBS),
            names=tuple(names.items()),
            prefix=entry.text("prefix", ""),
            prefixed=prefixed,
            unchanged=frozenset(entry.texts("unchanged")),
        )
        if bool(found.prefix) != bool(prefixed):
            entry.fail("prefixed", "and prefix need each other")
        entry.close()
        yield name, found

"""Lists that libraries hold under a public name."""

from functools import cache

from reach.rules.home import COLLECTIONS, home
from reach.rules.table import Table


@cache
def packages() -> frozenset[str]:
    """Packages that are installed: no folder of a project that happens to have their name."""
    return frozenset(_table().texts("packages"))


@cache
def collections() -> dict[str, frozenset[str]]:
    """The texts in each list, by its dotted name."""
    table = _table()
    table.texts("packages")
    found = {}
    for each in table.tables("collections"):
        found[each.text("name")] = frozenset(each.texts("holds"))
        each.close()
    table.close()
    return found


def _table() -> Table:
    return Table.read(home() / COLLECTIONS)

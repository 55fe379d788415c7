"""Lists that libraries hold under a public name."""

from functools import cache

from reach.rules.load import COLLECTIONS, home
from reach.rules.table import Table


@cache
def collections() -> dict[str, frozenset[str]]:
    """The texts in each list, by its dotted name."""
    table = Table.read(home() / COLLECTIONS)
    found = {}
    for each in table.tables("collections"):
        found[each.text("name")] = frozenset(each.texts("holds"))
        each.close()
    table.close()
    return found

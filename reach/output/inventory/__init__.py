"""Show an inventory: the formats, each a function from the inventory to the whole text."""

from collections.abc import Callable
from dataclasses import dataclass

from reach.output.inventory import json, text
from reach.records.inventory import Inventory

__all__ = ["FORMATS", "Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the formats need beside the inventory."""

    width: int = 100
    color: bool = False
    verbose: bool = False


FORMATS: dict[str, Callable[[Inventory, Options], str]] = {
    "text": lambda found, options: text.render(
        found, width=options.width, color=options.color, verbose=options.verbose
    ),
    "json": lambda found, _: json.render(found),
}
"""Every format, by the name the command line knows it by."""

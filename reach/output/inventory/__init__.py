"""Show an inventory: the formats, each a function from the inventory to the whole text."""

from collections.abc import Callable

from reach.output.inventory import csv, json, text
from reach.records.inventory import Inventory
from reach.records.record import dataclass

__all__ = ["FORMATS", "Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the formats need beside the inventory."""

    width: int = 100
    color: bool = False
    verbose: bool = False
    prefix: str = ""
    """Way from the reader's folder to the scanned root, for text."""
    name: str = "project"
    """What the project is called, where its own files do not say."""
    bom_version: str = "1.6"


def _cyclonedx(found: Inventory, options: Options) -> str:
    from reach.output.cyclonedx import render  # slow to import

    return render(found, options.name, options.bom_version)


FORMATS: dict[str, Callable[[Inventory, Options], str]] = {
    "text": lambda found, options: text.render(
        found,
        width=options.width,
        color=options.color,
        verbose=options.verbose,
        prefix=options.prefix,
    ),
    "json": lambda found, _: json.render(found),
    "csv": lambda found, _: csv.render(found),
    "cyclonedx": _cyclonedx,
}
"""Every format, by the name the command line knows it by."""

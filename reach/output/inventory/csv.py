"""The inventory as a table for spreadsheets, in which no cell is a formula."""

import csv
import io
import unicodedata

from reach.output.escape import bounded, scrubbed, visible
from reach.output.phrases import place
from reach.records.inventory import Component, Inventory

COLUMNS = (
    "type",
    "id",
    "publisher",
    "hub",
    "revision",
    "pinned",
    "files",
    "formats",
    "grade",
    "entry point",
    "loaded at",
    "written at",
    "purl",
)
_FORMULA = frozenset("=+-@")
"""What spreadsheets take for the beginning of a formula."""


def render(inventory: Inventory) -> str:
    """One line for each component, below the names of the columns."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for component in inventory.components:
        writer.writerow(cell(value) for value in _row(component))
    return text.getvalue()


def cell(text: str) -> str:
    """Text on one line that no spreadsheet computes."""
    shown = scrubbed(visible(bounded(text, 1_000)))
    first = unicodedata.normalize("NFKC", shown.lstrip()[:1])  # wide letters compute as well
    return f"'{shown}" if first in _FORMULA else shown


def _row(component: Component) -> tuple[str, ...]:
    best = component.best
    places = dict.fromkeys(place(each.location) for each in component.occurrences)
    origins = dict.fromkeys(
        place(o.location) for each in component.occurrences for o in each.origins
    )
    return (
        component.type,
        component.id,
        component.publisher or "",
        component.hub,
        component.revision or "",
        "yes" if component.pinned else "no",
        "; ".join(component.files),
        "; ".join(component.formats),
        component.grade,
        best.entry.name if best is not None else "",
        "; ".join(places),
        "; ".join(origins),
        component.purl or "",
    )

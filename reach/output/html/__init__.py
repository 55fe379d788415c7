"""The report as one HTML file that works from disk: no network, nothing outside it.

The numbers of the overview are written into the page; findings are data that its script draws
when they are looked at, so that thousands of them open at once. A content security policy names
the script and the style by their digests: nothing else can run, wherever the text comes from.
"""

from pathlib import Path

from reach.inventory import collect
from reach.output.html.data import document
from reach.output.html.overview import overview
from reach.output.html.places import Places, ReadSource
from reach.output.page import page
from reach.records.finding import Report
from reach.records.inventory import Inventory
from reach.records.rule import Ruleset

__all__ = ["render"]

_PAGE = Path(__file__).parent / "page"
_SCRIPTS = (
    *("dom", "data", "state", "witness", "finding", "list"),
    *("models", "trainings", "map", "keys", "theme", "main"),
)
_STYLES = ("base", "overview", "list", "witness", "models", "trainings", "print")


def render(
    report: Report, ruleset: Ruleset, read_source: ReadSource, loaded: Inventory | None = None
) -> str:
    """The report as a whole HTML document, the same text for the same report. `loaded` is what
    it loads, where that is known better than from the report alone."""
    loaded = loaded or collect(report)
    return page(
        _PAGE,
        [_PAGE / "style" / f"{name}.css" for name in _STYLES],
        [_PAGE / "script" / f"{name}.js" for name in _SCRIPTS],
        document(report, ruleset, loaded, Places(read_source)),
        overview=overview(report, ruleset, loaded),
    )

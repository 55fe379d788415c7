"""The report as one HTML file that works from disk: no network, nothing outside it.

The numbers of the overview are written into the page; findings are data that its script draws
when they are looked at, so that thousands of them open at once. A content security policy names
the script and the style by their digests: nothing else can run, wherever the text comes from.
"""

import base64
import hashlib
import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reach import __version__
from reach.inventory import collect
from reach.output.escape import visible
from reach.output.html.data import document
from reach.output.html.overview import overview
from reach.output.html.places import Places, ReadSource
from reach.records.finding import Report
from reach.records.inventory import Inventory
from reach.records.rule import Ruleset

__all__ = ["render"]

_PAGE = Path(__file__).parent / "page"
_SCRIPTS = (
    *("dom", "data", "state", "witness", "finding", "list"),
    *("models", "trainings", "map", "keys", "main"),
)
_STYLES = ("base", "overview", "list", "witness", "models", "trainings", "print")


def render(
    report: Report, ruleset: Ruleset, read_source: ReadSource, loaded: Inventory | None = None
) -> str:
    """The report as a whole HTML document, the same text for the same report. `loaded` is what
    it loads, where that is known better than from the report alone."""
    loaded = loaded or collect(report)
    environment = Environment(
        loader=FileSystemLoader(_PAGE),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["visible"] = visible
    script = "\n".join(['"use strict";(() => {', *map(_script, _SCRIPTS), "})();"])
    style = "\n".join((_PAGE / "style" / f"{name}.css").read_text("utf-8") for name in _STYLES)
    return environment.get_template("page.html.j2").render(
        version=__version__,
        overview=overview(report, ruleset, loaded),
        data=_embedded(document(report, ruleset, loaded, Places(read_source))),
        script=script,
        style=style,
        script_digest=_digest(script),
        style_digest=_digest(style),
    )


def _script(name: str) -> str:
    return (_PAGE / "script" / f"{name}.js").read_text("utf-8")


def _digest(text: str) -> str:
    """What a content security policy calls the text between the tags of an element."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _embedded(data: object) -> str:
    """JSON in ASCII that no HTML parser takes for markup."""
    text = json.dumps(data, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")

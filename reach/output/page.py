"""Puts a page together: one HTML file with its style, its script and its data in it.

The content security policy names style and script by their digests: nothing else can run, wherever
the text comes from.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reach import __version__
from reach.output.escape import visible

TEMPLATE = "page.html.j2"


def page(
    folder: Path, styles: Sequence[Path], scripts: Sequence[Path], data: object, **shown: object
) -> str:
    """The page whose template lies in a folder; `data` is for its script, `shown` for itself."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["visible"] = visible
    texts = (path.read_text("utf-8") for path in scripts)
    script = "\n".join(['"use strict";(() => {', *texts, "})();"])
    style = "\n".join(path.read_text("utf-8") for path in styles)
    return environment.get_template(TEMPLATE).render(
        version=__version__,
        data=_embedded(data),
        script=script,
        style=style,
        script_digest=_digest(script),
        style_digest=_digest(style),
        **shown,
    )


def _digest(text: str) -> str:
    """What a content security policy calls the text between the tags of an element."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _embedded(data: object) -> str:
    """JSON in ASCII that no HTML parser takes for markup."""
    text = json.dumps(data, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")

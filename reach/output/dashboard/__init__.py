"""Many repositories on one page that works from disk: the worst, who loads what, and trends."""

from pathlib import Path
from typing import Any

from reach.output.escape import bounded, visible
from reach.output.page import page

__all__ = ["TEXT_LIMIT", "render", "shown"]

_PAGE = Path(__file__).parent / "page"
_SHARED = Path(__file__).parents[1] / "html" / "page"

TEXT_LIMIT = 400
"""Characters of any text."""


def render(title: str, data: dict[str, Any], figures: list[tuple[int, str]]) -> str:
    """The page, the same text for the same data."""
    styles = [_SHARED / "style" / f"{name}.css" for name in ("base", "overview", "list")]
    scripts = [_SHARED / "script" / f"{name}.js" for name in ("dom", "theme")]
    own = [
        _PAGE / name for name in ("data.js", "trend.js", "news.js", "repositories.js", "models.js")
    ]
    return page(
        _PAGE,
        [*styles, _PAGE / "dashboard.css"],
        [*scripts, *own, _PAGE / "main.js"],
        data,
        title=shown(title),
        figures=figures,
    )


def shown(text: str) -> str:
    """A text of somebody else's: on one line, with nothing hidden, not too long."""
    return visible(bounded(text, TEXT_LIMIT))

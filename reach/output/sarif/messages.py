"""SARIF message text: links to related locations, everything else taken literally."""

from reach.later import regex
from reach.output.escape import bounded, visible

_SPECIAL = regex(r"([\\\[\]])")


def literal(text: str, limit: int = 1000) -> str:
    """Text in which no embedded link can be read."""
    return _SPECIAL.sub(r"\\\1", visible(bounded(text, limit)))


def link(text: str, target: int) -> str:
    """A link to the related location with this id."""
    return f"[{literal(text, limit=120)}]({target})"


def plain_text(text: str, limit: int = 1000) -> str:
    """Text for places where no link is looked for."""
    return visible(bounded(text, limit))

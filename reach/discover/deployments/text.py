"""Pieces that several kinds of deployment file share."""

import re
import shlex
from collections.abc import Mapping

from reach.discover.expansion import expand
from reach.discover.limits import MAX_VARIABLES
from reach.discover.yaml_nodes import Node
from reach.later import regex
from reach.records.project import EnvValue

_INTERPOLATION = regex(r"\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-+?])([^{}]*))?\})")


_QUOTED = regex(r"'[^']*'|\"(?:[^\"\\]|\\.)*\"|\\.", re.DOTALL)
_ESCAPED = regex(r"\\([^\"\\])", re.DOTALL)


def split(text: str, *, escapes: bool = False) -> tuple[str, ...]:
    """Words of a command that no shell reads; broken quoting leaves the words as they are. With
    `escapes` a backslash between double quotes stands for the character after it, as in compose."""
    if escapes and '"' in text and "\\" in text:
        text = expand(_QUOTED, _unescaped, text)
    try:
        return tuple(shlex.split(text))
    except ValueError:
        return tuple(text.split())


def _unescaped(match: re.Match[str]) -> str:
    return _ESCAPED.sub(r"\1", match[0]) if match[0].startswith('"') else match[0]


def unquoted(text: str) -> str:
    """A value without quotes around it: compose keeps them, and nobody means them."""
    whole = len(text) > 2 and text[0] in "\"'" and text[0] == text[-1]
    return text[1:-1] if whole and text[0] not in text[1:-1] else text


def interpolate(text: str, values: Mapping[str, str]) -> str:
    """Replace `${NAME:-default}` as compose does; an unknown name stays as it is written."""

    def value(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        if name is None:
            return "$"
        known, operator = values.get(name), match[3] or ""
        if operator.endswith("+"):
            return match[4] if known else ""
        if known or (known is not None and not operator.startswith(":")):
            return known
        return unquoted(match[4]) if operator.endswith("-") else f"${{{name}}}"

    return expand(_INTERPOLATION, value, text)


def environment(
    node: Node,
    path: str,
    kind: str,
    values: Mapping[str, str] | None = None,
    above: int = 0,
) -> tuple[EnvValue, ...]:
    """A mapping of names to values, or a list of `NAME=value`. Names without value are left out.

    `values` are interpolated; `above` is added to the lines of a document inside a document.
    """
    listed = [(item.text or "", item) for item in node.items[:MAX_VARIABLES]]
    pairs = [
        *((name, value.text, value.line) for name, value in node.pairs[:MAX_VARIABLES]),
        *(
            (t.partition("=")[0].strip(), unquoted(t.partition("=")[2]), n.line)
            for t, n in listed
            if "=" in t
        ),
    ]
    return tuple(
        EnvValue(
            name, text if values is None else interpolate(text, values), path, above + line, kind
        )
        for name, text, line in pairs
        if text is not None
    )

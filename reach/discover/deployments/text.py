"""Pieces that several kinds of deployment file share."""

import re
import shlex
from collections.abc import Mapping

from reach.discover.expansion import expand
from reach.discover.limits import MAX_VARIABLES
from reach.discover.yaml_nodes import Node
from reach.records.project import EnvValue

_INTERPOLATION = re.compile(r"\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-+?])([^{}]*))?\})")


def split(text: str) -> tuple[str, ...]:
    """Words of a command that no shell reads; broken quoting leaves the words as they are."""
    try:
        return tuple(shlex.split(text))
    except ValueError:
        return tuple(text.split())


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
        return str(match[4]) if operator.endswith("-") else f"${{{name}}}"

    return expand(_INTERPOLATION, value, text)


def environment(
    node: Node, path: str, kind: str, values: Mapping[str, str] | None = None
) -> tuple[EnvValue, ...]:
    """A mapping of names to values, or a list of `NAME=value`. Names without value are left out."""
    found: list[EnvValue] = []
    for name, value in node.pairs[:MAX_VARIABLES]:
        if value.text is not None:
            found.append(EnvValue(name, value.text, path, value.line, kind))
    for item in node.items[:MAX_VARIABLES]:
        name, equals, text = (item.text or "").partition("=")
        if equals:
            found.append(EnvValue(name.strip(), text, path, item.line, kind))
    if values is None:
        return tuple(found)
    return tuple(
        EnvValue(v.name, interpolate(v.value, values), v.path, v.line, v.kind) for v in found
    )

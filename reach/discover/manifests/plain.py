"""Requirements in the form that most of them have: a name and versions. The parser of all forms
takes longer to load than a small project to scan."""

import re
from typing import NamedTuple

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from reach.later import regex

_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"
_OPERATOR = r"(?:~=|==|!=|<=|>=|<|>)(?!=)"
_PLAIN = regex(
    rf"({_NAME})[ \t]*(?:\[{_NAME}(?:,[ \t]*{_NAME})*\][ \t]*)?"
    rf"({_OPERATOR}[ \t]*[\w.*+!-]+(?:[ \t]*,[ \t]*{_OPERATOR}[ \t]*[\w.*+!-]+)*)?",
    re.ASCII,
)


class Plain(NamedTuple):
    """Name and versions of a requirement."""

    name: str
    specifier: SpecifierSet


def plain(text: str) -> Plain | None:
    """A name, perhaps with extras, and versions; None for other forms, right or wrong."""
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    try:
        return Plain(match[1], SpecifierSet(match[2] or ""))
    except InvalidSpecifier:
        return None

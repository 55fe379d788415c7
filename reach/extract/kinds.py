"""The grammar, and kinds of nodes by number: there are millions of nodes, and asking one for its
number is cheaper than asking for its name."""

from collections.abc import Mapping
from typing import TypeVar

import tree_sitter_python
from tree_sitter import Language, Parser

Value = TypeVar("Value")

LANGUAGE = Language(tree_sitter_python.language())
PARSER = Parser(LANGUAGE)

_NAMES = {n: LANGUAGE.node_kind_for_id(n) or "" for n in range(LANGUAGE.node_kind_count)}
_NAMES[0xFFFF] = "ERROR"


def kinds(*names: str) -> frozenset[int]:
    """The numbers of these kinds."""
    return frozenset(number for number, name in _NAMES.items() if name in names)


def by_kind(values: Mapping[str, Value]) -> dict[int, Value]:
    """The same by number."""
    return {number: values[name] for number, name in _NAMES.items() if name in values}


def field(name: str) -> int:
    """The number of a field."""
    found = LANGUAGE.field_id_for_name(name)
    if found is None:
        raise LookupError(name)
    return found

"""The combinations of a workflow's `strategy.matrix`, and their values in texts, as those of its
inputs and of the parameters of a pipeline."""

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace

from reach.discover.expansion import expand
from reach.discover.yaml_nodes import Node
from reach.later import regex
from reach.records.project import EnvValue

_REFERENCE = regex(
    r"\$\{\{\s*(?:matrix\.|(?:github\.event\.)?(inputs\.)|(parameters\.))([\w.-]+)\s*"
    r"(?:\|\|\s*'([^'{}]*)'\s*)?\}\}"
)
_MAX_COMBINATIONS = 64

Combination = Mapping[str, Node]
"""The value of each axis; of a structured axis, of each of its parts (`model.name`). What is no
axis has its kind before its name (`inputs.name`)."""


def combinations(node: Node) -> list[Combination]:
    """Every combination of a matrix, those of `include` among them; one empty one without it."""
    axes = [
        [_flat(name, item) for item in values.items[:_MAX_COMBINATIONS]]
        for name, values in node.pairs
        if name not in ("include", "exclude") and values.items
    ]
    names = {name for axis in axes for values in axis for name in values}
    found = _products(axes) if axes else []
    for extra in node["include"].items[:_MAX_COMBINATIONS]:
        values = {k: v for name, item in extra.pairs for k, v in _flat(name, item).items()}
        shared = {name: item.text for name, item in values.items() if name in names}
        fitting = [c for c in found if all(c[n].text == t for n, t in shared.items() if n in c)]
        for combination in fitting if shared else []:
            combination.update(values)
        if not (shared and fitting):
            found.append(values)
    return list(found[:_MAX_COMBINATIONS]) or [{}]


def products(node: Node) -> list[Combination]:
    """Every combination of values that are listed, or stand alone, under each key."""
    axes = [
        [{name: item} for item in (values.items or [values])[:_MAX_COMBINATIONS]]
        for name, values in node.pairs
    ]
    return list(_products(axes)) if axes else []


def _products(axes: list[list[dict[str, Node]]]) -> list[dict[str, Node]]:
    every = itertools.islice(itertools.product(*axes), _MAX_COMBINATIONS)
    return [{k: v for part in parts for k, v in part.items()} for parts in every]


def _flat(name: str, item: Node) -> dict[str, Node]:
    if item.pairs:
        return {f"{name}.{key}": value for key, value in item.pairs if value.text is not None}
    return {name: item}


def fill(text: str, combination: Combination) -> str:
    """The text with the values of a combination."""
    return expand(_REFERENCE, lambda match: _value(match, combination), text)


def fill_all(values: tuple[EnvValue, ...], combination: Combination) -> tuple[EnvValue, ...]:
    """Variables with the values of a combination; one that is a matrix value is said to stand
    where that is written."""
    found: list[EnvValue] = []
    for value in values:
        key = key_of(value.value) or ""
        node = combination.get(key)
        if node is not None and node.text is not None:
            path, kind = node.path or value.path, kind_of(key)
            found.append(replace(value, value=node.text, path=path, line=node.line, kind=kind))
        else:
            found.append(replace(value, value=fill(value.value, combination)))
    return tuple(found)


def key_of(text: str) -> str | None:
    """The name of a value in a combination, where a text is nothing but that value."""
    match = _REFERENCE.fullmatch(text)
    return None if match is None else _key(match)


def kind_of(key: str) -> str:
    """What a value of a combination is, in words."""
    return "workflow input" if key.startswith("inputs.") else "workflow matrix"


def _key(match: re.Match[str]) -> str:
    return f"{match[1] or match[2] or ''}{match[3]}"


def _value(match: re.Match[str], combination: Combination) -> str:
    node = combination.get(_key(match))
    text = node.text if node is not None else None
    return match[0] if not text and match[4] is None else text or match[4]

"""Kedro: a node's function is given `params:name` from the parameter files below `conf/`."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.containers import item
from reach.flow.settings.calls import Reading
from reach.flow.settings.files import as_values, tree_at
from reach.flow.settings.hooks import table, texts
from reach.flow.settings.named_calls import calls_of
from reach.flow.values import EMPTY, Bundle, Container, Function, Unknown, Values
from reach.later import regex

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_MAKERS = frozenset(f"kedro.pipeline.{name}" for name in ("node", "Node", "node.node", "node.Node"))
_FILES = regex(r"(?:.*/)?conf/[^/]+/(?:parameters[^/]*|parameters/.*)\.ya?ml")
_MAX_FILES = 50

MAX_NODES = 20
"""Nodes of one function."""


def value_of(ev: "Evaluator", body: Body, index: int) -> Values | None:
    """What the nodes of a function give one of its parameters; None for what is no parameter of a
    file, such as a data set."""
    if body.owner is not None:
        return None
    nodes: dict[Body, list[Reading]] = table(ev, "kedro nodes", lambda: _nodes(ev))
    name = body.code.parameters[index].name
    found: Values = EMPTY
    for call in nodes.get(body, [])[:MAX_NODES]:
        inputs = call.argument(1, "inputs")
        named: list[str] = []
        for each in inputs:
            if isinstance(each, (Bundle, Container)):
                key = ev.pool.const(name if each.kind == "dict" else index)
                named += texts(item(ev, each, frozenset((key,))))
        for text in named or (texts(inputs) if index == 0 else []):
            found |= _parameter(ev, text)
    return found or None


def _nodes(ev: "Evaluator") -> dict[Body, list[Reading]]:
    found: dict[Body, list[Reading]] = {}
    for name in ("node", "Node"):
        for body, vid in calls_of(ev, name, _MAKERS):
            call = Reading(ev, body, vid, None)
            for value in call.argument(0, "func"):
                if isinstance(value, Function):
                    found.setdefault(value.body, []).append(call)
    return found


def _parameter(ev: "Evaluator", text: str) -> Values:
    kind, _, name = text.partition(":")
    if text != "parameters" and (kind != "params" or not name):
        return EMPTY
    found: Values = EMPTY
    paths = [path for path in ev.config_files if _FILES.fullmatch(path)]
    for path in paths[:_MAX_FILES]:
        tree = tree_at(ev, path, "yaml")
        if tree is None:
            continue
        values = as_values(ev, tree, "dict", path)
        for key in name.split(".") if name else ():
            inner = frozenset((ev.pool.const(key),))
            values = EMPTY.union(*(item(ev, value, inner) for value in values))
        found |= frozenset(v for v in values if not isinstance(v, Unknown))
    return found

"""Parameters of workflows in Kubernetes: `{{workflow.parameters.model}}` of Argo, where a document
writes a value down, and `$(params.model)` of Tekton, where it writes a default."""

from dataclasses import replace

from reach.discover.expansion import expand
from reach.discover.found import Process
from reach.discover.limits import MAX_NODES
from reach.discover.yaml_nodes import Node
from reach.later import regex

_OF_ARGO = regex(r"\{\{-?\s*(workflow|inputs)\.parameters\.([\w.-]+)\s*-?\}\}")
_OF_TEKTON = regex(r"\$\{(?:inputs\.)?(params)\.([\w.-]+)\}")
_LISTS = ("parameters", "params")
_MAX_HOPS = 4

Parameters = dict[str, dict[str, None]]
"""Names with all values that the document gives them."""


def parameters_of(document: Node) -> Parameters:
    """What the parameters of a workflow or a task may be, wherever they are given a value."""
    found: Parameters = {}
    pending, seen = [document], 0
    while pending and seen < MAX_NODES:
        node = pending.pop()
        seen += 1
        for key, value in node.pairs:
            for item in value.items if key in _LISTS else ():
                text = (
                    item["value"].text if item["value"].text is not None else item["default"].text
                )
                name = item["name"].text
                if name and text is not None:
                    found.setdefault(name, {})[text] = None
        pending += [*node.items, *(value for _, value in node.pairs)]
    return found


def with_parameters(process: Process, known: Parameters) -> Process:
    """A process whose words and variables have the parameters that are certain: those that are
    given one value, apart from being handed on."""
    if not known:
        return process

    def filled(text: str) -> str:
        for _ in range(_MAX_HOPS):
            before = text
            for reference in (_OF_ARGO, _OF_TEKTON):
                text = expand(reference, lambda m: _value(m[2], m[0], known), text)
            if text == before:
                break
        return text

    return replace(
        process,
        command=tuple(map(filled, process.command)),
        environment=tuple(replace(v, value=filled(v.value)) for v in process.environment),
    )


def _value(name: str, written: str, known: Parameters) -> str:
    values = [text for text in known.get(name, ()) if f"parameters.{name}}}}}" not in text]
    return values[0] if len(values) == 1 else written

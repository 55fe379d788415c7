"""What the inputs of a workflow or of a composite action are: what those that use it give, the
defaults, and the options of a choice. A `with` that asks for the caller's own inputs is followed to
their defaults, no further."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

from reach.discover.deployments.matrix import Combination, combinations, key_of
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, join
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import Skipped

WORKFLOW = regex(r"(?:.*/)?\.github/workflows/[^/]+\.ya?ml")
ACTION = regex(r"(?:.*/)?action\.ya?ml")
_MAX_CALLERS = 50
_MAX_GIVEN = 64
_MAX_CHOICES = 16
_MAX_INPUTS = 100


def given_inputs(tree: Tree, path: str, document: Node) -> list[Combination]:
    """Each way to fill the inputs, under `inputs.name`; one empty way without any."""
    called, asked = document["inputs"], Node(None)
    if not called:
        called = document.at("on", "workflow_call", "inputs")
        asked = document.at("on", "workflow_dispatch", "inputs")
    if not called.pairs and not asked.pairs:
        return [{}]
    found: list[Combination] = []
    if called.pairs:
        defaults = _defaults(called)
        found += [{**defaults, **given} for given in _given(tree, path)]
    if asked.pairs:
        found += _choices(asked)
    return found[:_MAX_GIVEN] or [_defaults(called)]


def _defaults(inputs: Node) -> dict[str, Node]:
    named = {name: node["default"] for name, node in inputs.pairs[:_MAX_INPUTS]}
    return {f"inputs.{name}": node for name, node in named.items() if node.text}


def _choices(inputs: Node) -> list[Combination]:
    """The defaults, and every option of what is chosen from a list."""
    lists = [
        [{f"inputs.{name}": option} for option in node["options"].items[:_MAX_CHOICES]]
        for name, node in inputs.pairs[:_MAX_INPUTS]
        if node["options"].items
    ]
    every = itertools.islice(itertools.product(*lists), _MAX_CHOICES)
    defaults = _defaults(inputs)
    return [{**defaults, **{k: v for part in parts for k, v in part.items()}} for parts in every]


def _given(tree: Tree, path: str) -> Iterator[dict[str, Node]]:
    """What workflows and actions of the tree put under `with` where they use this one."""
    target = path if WORKFLOW.fullmatch(path) else folder_of(path)
    files = (f for f in tree.files if f != path and (WORKFLOW.fullmatch(f) or ACTION.fullmatch(f)))
    uses = [f for f in files if tree.mentions(f, MAX_DEPLOYMENT_BYTES, target.encode())]
    for caller in uses[:_MAX_CALLERS] if target else ():
        text = tree.text(caller, MAX_DEPLOYMENT_BYTES)
        documents = text if isinstance(text, Skipped) else load(text, caller)
        if isinstance(documents, Skipped):
            continue
        for document in documents[:1]:
            asked = document.at("on", "workflow_dispatch", "inputs")
            own = _defaults(document["inputs"] or asked)
            for job in [job for _, job in document["jobs"].pairs] or [document["runs"]]:
                for use in (job, *job["steps"].items):
                    if join("", use["uses"].text or "/") == target:
                        for row in combinations(job.at("strategy", "matrix")):
                            yield dict(_with(use["with"], {**own, **row}, caller))


def _with(node: Node, known: Combination, path: str) -> Iterator[tuple[str, Node]]:
    for name, value in node.pairs[:_MAX_INPUTS]:
        key = key_of(value.text or "")
        meant = known.get(key, value) if key else value
        if meant.text:
            yield f"inputs.{name}", replace(meant, path=path)

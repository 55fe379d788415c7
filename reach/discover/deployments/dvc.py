"""Pipelines of DVC: what `${model.name}` in the commands of `dvc.yaml` stands for.

Read are `params.yaml` beside it and `vars`, files and mappings. A stage with `foreach` or `matrix`
is many, each with its own `item` and `key`. Read in DVC 3."""

import re
from collections.abc import Iterator
from itertools import islice, product

from reach.discover.expansion import expand
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, join
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import Skipped

_REFERENCE = regex(r"\$\{\s*([A-Za-z_][\w.-]*)\s*\}")
_PARAMETERS = "params.yaml"
_MAX_FILES = 20


_MAX_STAGES = 60

Bound = dict[str, "Node | str"]
"""What `item` and `key` stand for, or names below them."""


def commands(tree: Tree, path: str, document: Node) -> Iterator[tuple[Node, str]]:
    """The commands of all stages with their references filled in, as far as they are known; of
    several that give a value the last one counts."""
    named: list[str] = [_PARAMETERS]
    inline: list[Node] = []
    for item in document["vars"].items[:_MAX_FILES]:
        if item.text is not None:
            named.append(item.text.partition(":")[0])
        else:
            inline.append(item)
    files = dict.fromkeys(join(folder_of(path), name) for name in named)
    trees = [top for file in files for top in _documents(tree, file)] + inline
    for _, stage in document["stages"].pairs:
        body = stage["do"] or stage
        for bound in islice(_rounds(stage, trees), _MAX_STAGES):
            for node in [body["cmd"], *body["cmd"].items]:
                if node.text:
                    yield node, _filled(node.text, trees, bound)


def _rounds(stage: Node, trees: list[Node]) -> Iterator[Bound]:
    """What the names of a stage are bound to, each time that it runs."""
    if stage["matrix"]:
        axes = [(name, _resolved(axis, trees).items) for name, axis in stage["matrix"].pairs]
        for row in product(*(items for _, items in axes)):
            yield {f"item.{name}": each for (name, _), each in zip(axes, row, strict=True)}
    elif stage["foreach"]:
        listed = _resolved(stage["foreach"], trees)
        for key, each in listed.pairs:
            yield {"item": each, "key": key}
        for number, each in enumerate(listed.items):
            yield {"item": each, "key": str(number)}
    else:
        yield {}


def _resolved(node: Node, trees: list[Node]) -> Node:
    """What a reference stands for; any other node itself."""
    whole = _REFERENCE.fullmatch(node.text) if node.text is not None else None
    if whole is None:
        return node
    found = [_at(top, whole[1].split(".")) for top in trees]
    return next((each for each in reversed(found) if each), node)


def _at(node: Node, names: list[str]) -> Node:
    for name in names:
        node = node[name]
    return node


def _filled(text: str, trees: list[Node], bound: Bound) -> str:
    def meant(match: re.Match[str]) -> str:
        names = match[1].split(".")
        for end in range(len(names), 0, -1):
            known = bound.get(".".join(names[:end]))
            if known is not None:
                below = _at(known, names[end:]).text if isinstance(known, Node) else known
                return match[0] if below is None else below
        found = match[0]
        for top in trees:
            known_text = _at(top, names).text
            found = found if known_text is None else known_text
        return found

    return expand(_REFERENCE, meant, text)


def _documents(tree: Tree, file: str | None) -> list[Node]:
    if file is None or file not in tree.sizes or not file.endswith((".yaml", ".yml", ".json")):
        return []
    text = tree.text(file, MAX_DEPLOYMENT_BYTES)
    documents = text if isinstance(text, Skipped) else load(text, file)
    return [] if isinstance(documents, Skipped) else documents[:1]

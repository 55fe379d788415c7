"""Pipelines of DVC: what `${model.name}` in the commands of `dvc.yaml` stands for.

Read are `params.yaml` beside it and `vars`, files and mappings; not `foreach` and `matrix`. Read in
DVC 3."""

import re
from collections.abc import Callable

from reach.discover.expansion import expand
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, join
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import Skipped

_REFERENCE = regex(r"\$\{\s*([A-Za-z_][\w.-]*)\s*\}")
_PARAMETERS = "params.yaml"
_MAX_FILES = 20


def filler(tree: Tree, path: str, document: Node) -> Callable[[str], str]:
    """Fills in the references of a command, as far as they are known; of several that give a value
    the last one counts."""
    named: list[str] = [_PARAMETERS]
    inline: list[Node] = []
    for item in document["vars"].items[:_MAX_FILES]:
        if item.text is not None:
            named.append(item.text.partition(":")[0])
        else:
            inline.append(item)
    files = dict.fromkeys(join(folder_of(path), name) for name in named)
    trees = [top for file in files for top in _documents(tree, file)] + inline

    def meant(match: re.Match[str]) -> str:
        found = match[0]
        for top in trees:
            node = top
            for part in match[1].split("."):
                node = node[part]
            found = node.text if node.text is not None else found
        return found

    return lambda text: expand(_REFERENCE, meant, text)


def _documents(tree: Tree, file: str | None) -> list[Node]:
    if file is None or file not in tree.sizes or not file.endswith((".yaml", ".yml", ".json")):
        return []
    text = tree.text(file, MAX_DEPLOYMENT_BYTES)
    documents = text if isinstance(text, Skipped) else load(text, file)
    return [] if isinstance(documents, Skipped) else documents[:1]

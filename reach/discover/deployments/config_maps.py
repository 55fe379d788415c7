"""Config maps of Kubernetes: variables of containers, beside the manifests that use them."""

from collections.abc import Iterable

from reach.discover.limits import MAX_DEPLOYMENT_BYTES, MAX_VARIABLES
from reach.discover.tree import Tree, folder_of
from reach.discover.yaml_nodes import Node, load
from reach.records.project import EnvValue, Skipped

Maps = dict[str, dict[str, EnvValue]]
"""Name of a map -> key -> its value."""

KIND = "Kubernetes ConfigMap"

_MAX_FILES = 40
"""Files of a folder that are looked at."""


def maps_of(documents: Iterable[Node], path: str) -> Maps:
    """The maps among the documents of a file."""
    found: Maps = {}
    for document in documents:
        if document["kind"].text == "ConfigMap":
            found[document.at("metadata", "name").text or ""] = {
                key: EnvValue(key, value.text, path, value.line, KIND)
                for key, value in document["data"].pairs[:MAX_VARIABLES]
                if value.text is not None
            }
    return found


def maps_beside(tree: Tree, path: str) -> Maps:
    """The maps in other files of the folder of a manifest. A name that two files give is none."""
    found: Maps = {}
    twice: set[str] = set()
    folder = folder_of(path)
    beside = (f for f in tree.files if folder_of(f) == folder and f.endswith((".yaml", ".yml")))
    for _, file in zip(range(_MAX_FILES), beside, strict=False):
        if file == path or not tree.mentions(file, MAX_DEPLOYMENT_BYTES, b"ConfigMap"):
            continue
        text = tree.text(file, MAX_DEPLOYMENT_BYTES)
        documents = load(text, file) if isinstance(text, str) else text
        if not isinstance(documents, Skipped):
            more = maps_of(documents, file)
            twice |= more.keys() & found.keys()
            found.update(more)
    return {name: values for name, values in found.items() if name not in twice}

"""Config maps of Kubernetes: variables and files of containers, beside what uses them."""

import posixpath
from collections.abc import Iterable, Iterator

from reach.discover.limits import MAX_DEPLOYMENT_BYTES, MAX_VARIABLES
from reach.discover.tree import Tree, folder_of
from reach.discover.yaml_nodes import Node, load
from reach.records.project import EnvValue, InnerText, Skipped

Maps = dict[str, dict[str, EnvValue]]
"""Name of a map -> key -> its value."""

KIND = "Kubernetes ConfigMap"

_MAX_VOLUMES = 100

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


def mounted(container: Node, pod: Node, maps: Maps) -> tuple[tuple[str, InnerText], ...]:
    """The files of config maps that a container has, by their absolute paths."""
    volumes = {v["name"].text: v for v in pod["volumes"].items[:_MAX_VOLUMES] if v["name"].text}
    found: list[tuple[str, InnerText]] = []
    for mount in container["volumeMounts"].items[:_MAX_VOLUMES]:
        at, part = mount["mountPath"].text or "", mount["subPath"].text
        volume = volumes.get(mount["name"].text or "")
        for name, text in _files(volume, maps) if volume is not None else ():
            if at.startswith("/") and part in (None, name):
                found.append((at if part else posixpath.join(at, name), text))
    return tuple(found)


def _files(volume: Node, maps: Maps) -> Iterator[tuple[str, InnerText]]:
    """The files of a volume, by their paths in it."""
    projected = volume.at("projected", "sources").items
    sources = [volume["configMap"], *(each["configMap"] for each in projected)]
    for source in sources[:_MAX_VOLUMES]:
        name = source["name"].text or ""
        values = maps.get(name, {})
        chosen = [(item["key"].text or "", item["path"].text) for item in source["items"].items]
        for key, path in chosen or [(key, key) for key in values]:
            if key in values and path:
                value = values[key]
                called = f"{value.path}#{name}/{path}"
                yield path, InnerText(called, value.path, value.line, value.value)


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

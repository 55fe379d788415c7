"""Platforms that are told in JSON what to run: RunPod's hub, task definitions of Amazon ECS."""

from collections.abc import Iterator

from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES, MAX_VARIABLES
from reach.discover.tree import Tree, folder_of, name_of
from reach.discover.yaml_nodes import Node, load
from reach.records.project import EnvValue, Skipped

_MAX_CONTAINERS = 100


def _read(tree: Tree, path: str) -> Found:
    hub = name_of(path) == "hub.json"
    if not hub and not tree.mentions(path, MAX_DEPLOYMENT_BYTES, b"containerDefinitions"):
        return Found()  # most JSON files are something else
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    documents = load(text.replace("\t", " "), path) if isinstance(text, str) else text
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    if hub:
        return Found(environment=tuple(v for d in documents for v in _presets(d["config"], path)))
    processes = tuple(p for d in documents for p in _tasks(d, path))
    values = dict.fromkeys(value for process in processes for value in process.environment)
    return Found(processes=processes, environment=tuple(values))


def _presets(config: Node, path: str) -> Iterator[EnvValue]:
    """Variables with the values that a visitor of the hub finds filled in."""
    for item in config["env"].items[:MAX_VARIABLES]:
        node = item["value"] or item.at("input", "default")
        if item["key"].text and node.text:
            yield EnvValue(item["key"].text, node.text, path, node.line, "RunPod hub default")
    for preset in config["presets"].items[:MAX_VARIABLES]:
        for name, node in preset["defaults"].pairs:
            if node.text:
                yield EnvValue(name, node.text, path, node.line, "RunPod hub preset")


def _tasks(document: Node, path: str) -> Iterator[Process]:
    """The containers of a task definition, alone or in a template."""
    pending, found = [document], 0
    while pending and found < _MAX_CONTAINERS:
        node = pending.pop()
        pending += [*node.items, *(value for _, value in node.pairs)]
        for container in node["containerDefinitions"].items:
            found += 1
            yield _container(container, path)


def _container(container: Node, path: str) -> Process:
    values = tuple(
        EnvValue(
            item["name"].text or "",
            item["value"].text or "",
            path,
            item["value"].line,
            "ECS environment",
        )
        for item in container["environment"].items[:MAX_VARIABLES]
    )
    nodes = [*container["entryPoint"].items, *container["command"].items]
    folder = folder_of(path)
    return Process(
        kind="ecs-container",
        path=path,
        line=nodes[0].line if nodes else container["image"].line,
        command=tuple(node.text or "" for node in nodes),
        in_shell=False,
        place=Place(container["workingDirectory"].text or "/", (), folder),
        environment=values,
        image=container["image"].text or "",
        lines=tuple(node.line for node in nodes),
        arguments_only=not container["entryPoint"].items,
    )


READER = Reader("platform file", lambda path: path.endswith(".json"), _read)
"""Reads platform files in JSON."""

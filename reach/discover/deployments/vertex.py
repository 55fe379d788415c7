"""Custom jobs of Vertex AI: the containers and packages of their pools of workers."""

from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES, MAX_VARIABLES
from reach.discover.tree import Tree, folder_of
from reach.discover.yaml_nodes import Node, load
from reach.records.project import EnvValue, Skipped

_MAX_POOLS = 20


def _read(tree: Tree, path: str) -> Found:
    if not tree.mentions(path, MAX_DEPLOYMENT_BYTES, b"workerPoolSpecs"):
        return Found()
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    documents = load(text.replace("\t", " "), path) if isinstance(text, str) else text
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    processes = tuple(p for document in documents[:1] for p in _processes(document, path))
    values = dict.fromkeys(value for process in processes for value in process.environment)
    return Found(processes=processes, environment=tuple(values))


def _processes(document: Node, path: str) -> list[Process]:
    found: list[Process] = []
    for holder in (document, document["jobSpec"], document["customJobSpec"]):
        for pool in holder["workerPoolSpecs"].items[:_MAX_POOLS]:
            container, package = pool["containerSpec"], pool["pythonPackageSpec"]
            if container:
                nodes = [*container["command"].items, *container["args"].items]
                words = [(node.text or "", node.line) for node in nodes]
                only_arguments = not container["command"].items
                found.append(_process(container, path, words, only_arguments))
            elif package["pythonModule"].text:
                module = package["pythonModule"]
                words = [(word, module.line) for word in ("python", "-m", module.text or "")]
                words += [(node.text or "", node.line) for node in package["args"].items]
                found.append(_process(package, path, words, False))
    return found


def _process(node: Node, path: str, words: list[tuple[str, int]], arguments_only: bool) -> Process:
    image = node["imageUri"]
    folder = folder_of(path)
    return Process(
        kind="vertex-job",
        path=path,
        line=words[0][1] if words else image.line,
        command=tuple(word for word, _ in words),
        in_shell=False,
        place=Place("/", (), folder) if image.text else Place(folder, context=folder),
        environment=tuple(
            EnvValue(name, text, path, item["value"].line, "Vertex AI variable")
            for item in node["env"].items[:MAX_VARIABLES]
            if (name := item["name"].text) and (text := item["value"].text) is not None
        ),
        image=image.text or "",
        lines=tuple(line for _, line in words),
        arguments_only=arguments_only,
    )


READER = Reader("Vertex AI job", lambda p: p.endswith((".yaml", ".yml", ".json")), _read)
"""Reads custom jobs of Vertex AI."""

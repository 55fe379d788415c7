"""Custom resources of Kubernetes that name a model, or what is run, in fields of their own.

Each kind is a line of a table: the command that its operator makes of which fields. The fields of
production-stack and of KubeAI (`Model`) were read in their operators' sources, the others in
published manifests.
"""

import re
from collections.abc import Iterator

from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES, MAX_NODES
from reach.discover.tree import Tree, folder_of
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import Skipped
from reach.records.record import dataclass

_HUB = "hf://"
_MAX_PROCESSES = 200


@dataclass(frozen=True, slots=True)
class Resource:
    """What one kind of resource runs."""

    kind: str
    command: tuple[str, ...]
    """The first words; of shell text, none."""
    fields: tuple[str, ...]
    """Where the other words stand, in order; a list gives several."""
    scheme: str = ""
    """The first field is an address, which counts where it is one of these: `hf://org/name`."""
    engines: tuple[str, ...] = ()
    """Only where the field `engine` is one of these."""


RESOURCES: tuple[Resource, ...] = (
    Resource("VLLMRuntime", ("vllm", "serve"), ("model.modelURL", "vllmConfig.extraArgs")),
    Resource("LoraAdapter", ("hf", "download"), ("adapterSource.repository",)),
    Resource("LLMInferenceService", ("vllm", "serve"), ("model.uri",), _HUB),
    Resource("LLMInferenceServiceConfig", ("vllm", "serve"), ("model.uri",), _HUB),
    Resource("TrainJob", ("hf", "download"), ("initializer.model.storageUri",), _HUB),
    Resource("TrainJob", (), ("trainer.command", "trainer.args")),
    Resource("RayJob", (), ("entrypoint",)),
    Resource("Model", ("vllm", "serve"), ("url", "args"), _HUB, ("VLLM",)),
    Resource("Model", ("hf", "download"), ("url",), _HUB, ("FasterWhisper", "Infinity")),
    Resource("Model", ("ollama", "pull"), ("url",), "ollama://", ("OLlama",)),
)
"""What is read of the `spec` of each kind."""

_HINT = regex(
    rf"^kind:\s*[\"']?({'|'.join(r.kind for r in RESOURCES)}|\w*Workflow\w*)\b", re.MULTILINE
)


def _read(tree: Tree, path: str) -> Found:
    if not tree.mentions(path, MAX_DEPLOYMENT_BYTES, b"apiVersion"):
        return Found()
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped) or not _HINT.search(text):
        return Found()
    documents = load(text, path)
    if isinstance(documents, Skipped):
        return Found()  # the reader of manifests says so
    found: list[Process] = []
    for document in documents:
        kind = document["kind"].text or ""
        for resource in RESOURCES:
            if resource.kind == kind:
                found += _of_resource(resource, document["spec"], path)
        if "Workflow" in kind:
            found += _of_scripts(document, path)
    return Found(processes=tuple(found[:_MAX_PROCESSES]))


def _of_resource(resource: Resource, spec: Node, path: str) -> Iterator[Process]:
    if resource.engines and spec["engine"].text not in resource.engines:
        return
    words: list[tuple[str, int]] = []
    for field in resource.fields:
        node = spec.at(*field.split("."))
        found = [(n.text, n.line) for n in (node, *node.items) if n.text]
        if resource.scheme and field == resource.fields[0]:
            scheme = resource.scheme
            found = [(w.removeprefix(scheme), n) for w, n in found if w.startswith(scheme)]
            if not found:
                return
        words += found
    if not words:
        return
    in_shell = not resource.command and len(words) == 1
    first = words[0][1]
    yield Process(
        kind="kubernetes-resource",
        path=path,
        line=first,
        command=(*resource.command, *(word for word, _ in words)),
        in_shell=in_shell,
        place=Place(folder_of(path) if in_shell else "/", context=folder_of(path)),
        lines=(first,) * len(resource.command) + tuple(line for _, line in words),
    )


def _of_scripts(document: Node, path: str) -> Iterator[Process]:
    """The templates of an Argo workflow that hold their program as text."""
    pending, seen = [document], 0
    while pending and seen < MAX_NODES:
        node = pending.pop()
        seen += 1
        script = node["script"]
        source = script["source"]
        program = " ".join(item.text or "" for item in script["command"].items)
        if source.text and program:
            text = f"{program} - <<'end-of-code'\n{source.text}\nend-of-code\n"
            yield Process(
                kind="kubernetes-resource",
                path=path,
                line=source.line - 1,
                command=(text,),
                in_shell=True,
                place=Place(folder_of(path), context=folder_of(path)),
                listing=True,
                one_line=source.folded and "\n" in source.text,
            )
        pending += [*node.items, *(value for _, value in node.pairs)]


READER = Reader("custom resource", lambda path: path.endswith((".yaml", ".yml")), _read)
"""Reads custom resources."""

"""Kubernetes manifests in plain YAML: the containers of every pod template."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reach.discover.deployments.config_maps import Maps, maps_beside, maps_of, mounted
from reach.discover.deployments.parameters import parameters_of, with_parameters
from reach.discover.expansion import expand
from reach.discover.found import Found, Mount, Place, Process, Reader
from reach.discover.helm.parse import Malformed, parse
from reach.discover.helm.render import Output, Renderer
from reach.discover.helm.values import Gap
from reach.discover.limits import MAX_DEPLOYMENT_BYTES, MAX_NODES, MAX_VARIABLES
from reach.discover.tree import Tree, folder_of
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import EnvValue, InnerText, Skipped

_HINT = regex(r"^\s*[\"']?apiVersion[\"']?\s*:", re.MULTILINE)
_CONTENT = regex(
    r"^[\s\"'-]*(?:(?:container|containers|initContainers|predictor|script)[\"']?\s*:"
    r"|[\w.-]+\.(?:py|sh)[\"']?\s*:)",
    re.MULTILINE,
)
_TEMPLATE = regex(r"\{\{|\{%")
_REFERENCE = regex(r"\$(\$)?\(([A-Za-z_][\w.-]*)\)")
_LISTS = ("containers", "initContainers")
_MAX_CONTAINERS = 500


def _read(tree: Tree, path: str) -> Found:
    if not tree.mentions(path, MAX_DEPLOYMENT_BYTES, b"apiVersion"):
        return Found()
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped) or _in_chart(tree, path):
        return Found()  # a chart is read as a whole
    template = _TEMPLATE.search(text)
    elsewhere = maps_beside(tree, path) if "configMap" in text else {}
    found = manifest(text, path, elsewhere)
    if template is None or not found.skipped:
        return found
    line = text.count("\n", 0, template.start()) + 1
    reported = Found(skipped=(Skipped(path, "template of a manifest, not plain YAML", line),))
    return _filled(text, path) or reported


def _filled(text: str, path: str) -> Found | None:
    """A template that no chart belongs to, its values left open; None where that is not enough."""
    try:
        output = Renderer(Gap("Values"), {}).render(parse(text))
    except (Malformed, OverflowError):
        return None
    found = manifest(output.text, path)
    return None if found.skipped else mapped(found, output, path)


def mapped(found: Found, output: Output, path: str) -> Found:
    """What a filled template says, with the lines of the template."""

    def variable(value: EnvValue) -> EnvValue:
        return replace(value, line=output.line(value.line)) if value.path == path else value

    def process(each: Process) -> Process:
        at = each.lines or (each.line,) * len(each.command)
        return replace(
            each,
            line=output.line(each.line),
            lines=tuple(map(output.line, at)),
            environment=tuple(map(variable, each.environment)),
        )

    return replace(
        found,
        processes=tuple(map(process, found.processes)),
        environment=tuple(map(variable, found.environment)),
        skipped=tuple(replace(s, line=output.line(s.line or 1)) for s in found.skipped),
        texts=tuple(
            replace(text, line=output.line(text.line)) if text.inside == path else text
            for text in found.texts
        ),
    )


def _in_chart(tree: Tree, path: str) -> bool:
    before, found, _ = f"/{path}".rpartition("/templates/")
    return bool(found) and f"{before}/Chart.yaml".lstrip("/") in tree.sizes


def manifest(text: str, path: str, elsewhere: Maps | None = None) -> Found:
    """What the manifests of a text start, with the config maps of other files."""
    if not _HINT.search(text) or not _CONTENT.search(text):
        return Found()  # most YAML files are no manifests, and a large one is data
    documents = load(text, path)
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    processes: list[Process] = []
    variables: list[EnvValue] = []
    texts: dict[InnerText, None] = {}
    maps = (elsewhere or {}) | maps_of(documents, path)
    for document in documents:
        if not document["apiVersion"]:
            continue
        processes.extend(scripts(document, documents, maps, path))
        model = document.at("spec", "predictor", "model")
        if document["kind"].text == "InferenceService" and model:
            variables.extend(environment_of(model, maps, path))
            processes.append(_predictor(model, maps, path))
        parameters = parameters_of(document) if _is_workflow(document) else {}
        for container, pod in containers_of(document):
            environment = environment_of(container, maps, path)
            variables.extend(environment)
            process = with_parameters(process_of(container, environment, path), parameters)
            files = mounted(container, pod, maps)
            texts.update(dict.fromkeys(text for _, text in files))
            mounts = tuple(Mount(seen, text.path) for seen, text in files)
            processes.append(replace(process, place=replace(process.place, mounts=mounts)))
            if len(processes) >= _MAX_CONTAINERS:
                break
    return Found(processes=tuple(processes), environment=tuple(variables), texts=tuple(texts))


def containers_of(document: Node) -> Iterator[tuple[Node, Node]]:
    """Every element of a `containers` list, wherever it lies, with what is around the list."""
    pending, seen = [document], 0
    while pending and seen < MAX_NODES:
        node = pending.pop()
        seen += 1
        inner = [*node.items]
        for key, value in node.pairs:
            if key in _LISTS:
                every = (i for i in value.items if i["image"] or i["command"] or i["env"])
                yield from ((item, node) for item in every)
            elif key == "container" and value["image"]:
                yield value, node
            elif key == "steps" and document["apiVersion"].text and _is_workflow(document):
                yield from ((item, node) for item in value.items if item["image"])
                inner.append(value)
            else:
                inner.append(value)
        pending.extend(reversed(inner))


def environment_of(container: Node, maps: Maps, path: str) -> tuple[EnvValue, ...]:
    """Variables with their values, those of known config maps included."""
    found: dict[str, EnvValue] = {}
    for source in container["envFrom"].items[:50]:
        found.update(maps.get(source.at("configMapRef", "name").text or "", {}))
    for item in container["env"].items[:MAX_VARIABLES]:
        name, text, line = item["name"].text or "", item["value"].text, item["value"].line
        reference = item.at("valueFrom", "configMapKeyRef")
        values = maps.get(reference["name"].text or "", {}) if text is None else {}
        mapped = values.get(reference["key"].text or "")
        if name and mapped is not None:
            found[name] = replace(mapped, name=name)
        elif name and text is None and item["valueFrom"]:
            for key, inner in item["valueFrom"].pairs[:1]:
                known = f"$({key})"
                found[name] = EnvValue(name, known, path, inner.key_line, "Kubernetes env")
        elif name and text is not None:
            expanded = _expand(text, found)
            found[name] = EnvValue(name, expanded, path, line, "Kubernetes env")
    return tuple(found.values())


def process_of(container: Node, environment: tuple[EnvValue, ...], path: str) -> Process:
    """What a container runs, with these variables."""
    known = {value.name: value for value in environment}
    if "\n" in (container["script"].text or ""):
        return _script_of(container, environment, path)
    nodes = [*container["command"].items, *container["args"].items]
    words = tuple(_expand(node.text or "", known) for node in nodes)
    line = nodes[0].line if nodes else container["image"].line
    image = container["image"].text or ""
    folder = folder_of(path)
    place = Place(container["workingDir"].text or "/", (), folder)
    return Process(
        kind="kubernetes-container",
        path=path,
        line=line,
        command=words,
        in_shell=False,
        place=place,
        environment=environment,
        image=image,
        lines=tuple(node.line for node in nodes),
        arguments_only=not container["command"].items,
    )


def _is_workflow(document: Node) -> bool:
    return (document["apiVersion"].text or "").startswith(("argoproj.io/", "tekton.dev/"))


def _script_of(container: Node, environment: tuple[EnvValue, ...], path: str) -> Process:
    """A step of a workflow whose text is run by what its first line says."""
    node = container["script"]
    text, line = node.text or "", node.line
    if "python" in text.partition("\n")[0]:
        text, line = f"python - <<'end-of-code'\n{text}\nend-of-code\n", line - 1
    return Process(
        kind="kubernetes-container",
        path=path,
        line=line,
        command=(_expand(text, {}, ("params.", "inputs.params.")),),
        in_shell=True,
        place=Place(container["workingDir"].text or folder_of(path), (), folder_of(path)),
        environment=environment,
        image=container["image"].text or "",
        one_line=node.folded and "\n" in text,
    )


def scripts(document: Node, documents: list[Node], maps: Maps, path: str) -> Iterator[Process]:
    """Python and shell scripts in the data of a config map: mounted somewhere and run. They have
    the environment of the containers of this file that mount the map."""
    if document["kind"].text != "ConfigMap":
        return
    name = document.at("metadata", "name").text or ""
    users = [c for d in documents for c, _ in containers_of(d) if name in _mounted(d)]
    values = tuple(dict.fromkeys(v for c in users for v in environment_of(c, maps, path)))
    for key, node in document["data"].pairs[:_MAX_CONTAINERS]:
        if node.text is None or not key.endswith((".py", ".sh")):
            continue
        text, line = node.text, node.line
        if key.endswith(".py"):
            text, line = f"python - <<'end-of-code'\n{text}\nend-of-code\n", line - 1
        yield Process(
            kind="kubernetes-container",
            path=path,
            line=line,
            command=(text,),
            in_shell=True,
            place=Place(folder_of(path), context=folder_of(path)),
            environment=values,
            listing=True,
            one_line=node.folded and "\n" in node.text,
        )


def _mounted(document: Node) -> set[str]:
    """Names of the config maps that a document mounts."""
    found: set[str] = set()
    pending, seen = [document], 0
    while pending and seen < MAX_NODES:
        node = pending.pop()
        seen += 1
        found.add(node.at("configMap", "name").text or "")
        pending += [*node.items, *(value for _, value in node.pairs)]
    return found


def _predictor(model: Node, maps: Maps, path: str) -> Process:
    """The model of a KServe predictor, as its server sees it: where it lies is a variable."""
    form = model.at("modelFormat", "name").text or ""
    image = model["image"].text or f"kserve/{form}server"
    uri = model["storageUri"]
    where = (
        [EnvValue("STORAGE_URI", uri.text, path, uri.line, "KServe storageUri")]
        if (uri.text)
        else []
    )
    values = (*environment_of(model, maps, path), *where)
    process = process_of(model, values, path)
    return replace(process, image=image, line=uri.line if where else process.line)


def _expand(text: str, known: dict[str, EnvValue], only: tuple[str, ...] = ("",)) -> str:
    """`$(NAME)` stands for a variable of the same container."""

    def value(match: re.Match[str]) -> str:
        if not match[2].startswith(only):
            return match[0]
        if match[1]:
            return match[0][1:]
        found = known.get(match[2])
        return found.value if found else f"${{{match[2]}}}"

    return expand(_REFERENCE, value, text)


def _matches(path: str) -> bool:
    return path.endswith((".yaml", ".yml")) and not path.startswith(".github/")


READER = Reader("Kubernetes manifest", _matches, _read)
"""Reads Kubernetes manifests."""

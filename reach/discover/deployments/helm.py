"""Charts of Helm: every template, filled with every file of values that fits the chart."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reach.discover.deployments.config_maps import Maps, maps_of
from reach.discover.deployments.kubernetes import manifest, mapped
from reach.discover.deployments.text import environment
from reach.discover.development import is_development
from reach.discover.found import Found, Place, Process, Reader, merge
from reach.discover.helm.parse import Block, Item, Malformed, parse
from reach.discover.helm.render import Output, Renderer
from reach.discover.helm.values import Gap, merged, plain
from reach.discover.limits import MAX_DEPLOYMENT_BYTES, MAX_NODES
from reach.discover.tree import Tree, folder_of, join, name_of
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import EnvValue, Skipped

KIND = "Helm value"
_TOP = regex(r"^([A-Za-z_][\w.-]*)[ \t]*:", re.MULTILINE)
_MAX_TEMPLATES = 100
_MAX_VALUES = 60
_SHORTEST = 4
"""Letters of a value by which it is found again in a command."""


def _read(tree: Tree, path: str) -> Found:
    folder = folder_of(path)
    templates, definitions, skipped = _templates(tree, folder)
    base = _values(tree, join(folder, "values.yaml"))
    if isinstance(base, Skipped):
        return Found(skipped=(base, *skipped))
    found = [Found(skipped=tuple(skipped))]
    chart = _values(tree, path)
    known = plain(chart) if isinstance(chart, Node) else None
    about = known if isinstance(known, dict) else {}
    for file, node in _overlays(tree, folder, base):
        values = merged(plain(base), plain(node))
        scalars = dict.fromkeys(
            (*_scalars(base, join(folder, "values.yaml") or ""), *_scalars(node, file))
        )
        root = {
            "Values": values,
            "Chart": {"Name": about.get("name"), "Version": about.get("version")},
            "Release": Gap("Release"),
            "Capabilities": Gap("Capabilities"),
            "Template": Gap("Template"),
            "Files": Gap("Files"),
        }
        renderer = Renderer(root, definitions)
        outputs = {t: _output(renderer, t, items) for t, items in templates.items()}
        maps = _maps(outputs)
        for template, output in outputs.items():
            if isinstance(output, Skipped):
                found.append(Found(skipped=(output,)))
            else:
                found.append(_rendered(output, template, maps, file, tuple(scalars)))
    whole = merge(found)
    first = {(s.path, s.line): s for s in reversed(whole.skipped)}  # not for all values anew
    return replace(whole, skipped=tuple(first.values()))


def _templates(
    tree: Tree, folder: str
) -> tuple[dict[str, list[Item]], dict[str, list[Item]], list[Skipped]]:
    """The templates of a chart, what they define, and those that cannot be read."""
    inside = f"{folder}/templates/" if folder else "templates/"
    templates: dict[str, list[Item]] = {}
    definitions: dict[str, list[Item]] = {}
    skipped: list[Skipped] = []
    paths = [p for p in tree.files if p.startswith(inside)]
    for path in paths[:_MAX_TEMPLATES]:
        if not path.endswith((".yaml", ".yml", ".tpl", ".txt")):
            continue
        text = tree.text(path, MAX_DEPLOYMENT_BYTES)
        if isinstance(text, Skipped):
            skipped.append(text)
            continue
        try:
            items = parse(text)
        except Malformed as error:
            skipped.append(Skipped(path, f"not a valid template: {error.args[0]}", error.args[1]))
            continue
        definitions.update(_defined(items))
        if path.endswith((".yaml", ".yml")):
            templates[path] = items
    return templates, definitions, skipped


def _defined(items: list[Item]) -> Iterator[tuple[str, list[Item]]]:
    for item in items:
        if isinstance(item, Block) and item.keyword in ("define", "block") and item.tokens:
            yield item.tokens[0].strip('"`'), item.body


def _values(tree: Tree, path: str | None) -> Node | Skipped:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES) if path and path in tree.sizes else ""
    documents = load(text, path or "") if isinstance(text, str) else text
    if isinstance(documents, Skipped):
        return documents
    return documents[0] if documents else Node(None)


def _overlays(tree: Tree, folder: str, base: Node) -> Iterator[tuple[str, Node]]:
    """The chart's own values, then other files of the tree whose top keys are all the chart's."""
    own = join(folder, "values.yaml") or ""
    yield own, base
    keys = {key for key, _ in base.pairs}
    templates = f"{folder}/templates/" if folder else "templates/"
    count = 0
    for path in tree.files:
        if not path.endswith((".yaml", ".yml")) or path == own or path.startswith(templates):
            continue
        text = tree.text(path, MAX_DEPLOYMENT_BYTES)
        tops = set(_TOP.findall(text)) if isinstance(text, str) else set()
        if not tops or not tops <= keys or name_of(path).startswith("kustomization."):
            continue
        node = _values(tree, path)
        if isinstance(node, Node) and _fits(node, base) and count < _MAX_VALUES:
            count += 1
            yield path, node


def _fits(node: Node, base: Node) -> bool:
    """Whether values are of the kind that the chart has: many a file has a list of `resources`."""
    return all(value.is_list == base[key].is_list for key, value in node.pairs if base[key].raw)


def _scalars(node: Node, path: str) -> Iterator[EnvValue]:
    """Every text among values, by its name: what a template makes of it is found again."""
    pending, seen = [("Values", node)], 0
    while pending and seen < MAX_NODES:
        name, node = pending.pop()
        seen += 1
        if node.text is not None and len(node.text) >= _SHORTEST:
            yield EnvValue(name, node.text, path, node.line, KIND)
        pending += [(name, item) for item in node.items]
        pending += [(f"{name}.{key}", value) for key, value in node.pairs]


def _output(renderer: Renderer, template: str, items: list[Item]) -> Output | Skipped:
    try:
        return renderer.render(items)
    except (OverflowError, RecursionError):
        return Skipped(template, "template that grows beyond the limits")


def _maps(outputs: dict[str, Output | Skipped]) -> Maps:
    """The config maps of a chart, by the lines of its templates."""
    found: Maps = {}
    for template, output in outputs.items():
        if isinstance(output, Skipped) or "ConfigMap" not in output.text:
            continue
        documents = load(output.text, template)
        if isinstance(documents, Skipped):
            continue
        for name, values in maps_of(documents, template).items():
            found[name] = {k: replace(v, line=output.line(v.line)) for k, v in values.items()}
    return found


def _rendered(
    output: Output,
    template: str,
    maps: Maps,
    values: str,
    scalars: tuple[EnvValue, ...],
) -> Found:
    found = mapped(manifest(output.text, template, maps), output, template)

    def variable(value: EnvValue) -> EnvValue:
        known = next((s for s in scalars if s.value == value.value), None)
        return value if known is None else replace(known, name=value.name)

    def process(each: Process) -> Process:
        return replace(
            each,
            path=template if is_development(template) else values,
            line=1,
            written=template,
            environment=tuple(map(variable, each.environment)),
            variables=scalars,
        )

    return Found(
        processes=tuple(map(process, found.processes)),
        environment=tuple(map(variable, found.environment)),
        texts=found.texts,
        skipped=tuple(
            replace(s, reason=f"with the values of {values}: {s.reason}") for s in found.skipped
        ),
    )


def _read_values(tree: Tree, path: str) -> Found:
    """Values for a chart that lies elsewhere: what looks like a container is taken for one."""
    if any(name_of(file) == "Chart.yaml" for file in tree.files):
        return Found()  # they are tried on the charts of the tree
    node = _values(tree, path)
    if isinstance(node, Skipped):
        return Found(skipped=(node,))
    processes: list[Process] = []
    pending, seen = [node], 0
    while pending and seen < MAX_NODES:
        node = pending.pop()
        seen += 1
        pending += [*node.items, *(value for _, value in node.pairs)]
        image = node["image"].text or node.at("image", "repository").text
        if image and any(node[key] for key in (*_ARGUMENTS, "command", *_VARIABLES)):
            processes.append(_container(node, image, path))
    values = dict.fromkeys(value for process in processes for value in process.environment)
    return Found(processes=tuple(processes), environment=tuple(values))


_ARGUMENTS = ("args", "extraArgs")
_VARIABLES = ("env", "extraEnv", "extraEnvVars", "environment")


def _container(node: Node, image: str, path: str) -> Process:
    words = [*node["command"].items, *(i for key in _ARGUMENTS for i in node[key].items)]
    values = [
        EnvValue(item["name"].text or "", text, path, item["value"].line, KIND)
        for key in _VARIABLES
        for item in node[key].items
        if (text := item["value"].text) is not None
    ]
    values += [v for key in _VARIABLES for v in environment(node[key], path, KIND)]
    return Process(
        kind="kubernetes-container",
        path=path,
        line=words[0].line if words else node["image"].key_line,
        command=tuple(word.text or "" for word in words),
        in_shell=False,
        place=Place("/", context=folder_of(path)),
        environment=tuple({value.name: value for value in values}.values()),
        image=image,
        lines=tuple(word.line for word in words),
        arguments_only=not node["command"].items,
    )


VALUES_READER = Reader(
    "Helm values",
    lambda path: "values" in name_of(path) and path.endswith((".yaml", ".yml")),
    _read_values,
)
"""Reads values of charts that are not in the tree."""

READER = Reader("Helm chart", lambda path: name_of(path) == "Chart.yaml", _read)
"""Reads charts."""

"""Functions of the Serverless Framework, of SAM and of CloudFormation, in YAML."""

from collections.abc import Iterator
from dataclasses import replace

from reach.discover.deployments.references import of_framework, of_template, stages
from reach.discover.deployments.text import environment
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, join, name_of
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import EnvValue, Skipped

_RESOURCES = (b"AWS::Serverless::Function", b"AWS::Lambda::Function")
_HANDLER = regex(r"[\w./-]+\.[A-Za-z_]\w*")
_KIND = "serverless-function"
_VARIABLE = "serverless environment"
_MAX_FUNCTIONS = 300


def _read(tree: Tree, path: str) -> Found:
    framework = name_of(path) in ("serverless.yml", "serverless.yaml")
    if not framework and not tree.mentions(path, MAX_DEPLOYMENT_BYTES, *_RESOURCES):
        return Found()  # most YAML files describe something else
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    documents = load(text, path)
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    processes: list[Process] = []
    for document in documents[:1]:
        functions = _framework(document, path, text) if framework else _resources(document, path)
        processes.extend(functions[:_MAX_FUNCTIONS])
    values = dict.fromkeys(value for process in processes for value in process.environment)
    return Found(processes=tuple(processes), environment=tuple(values))


def _framework(document: Node, path: str, text: str) -> list[Process]:
    found: dict[Process, None] = {}
    for stage in stages(document, text):
        found.update(dict.fromkeys(_at_stage(document, path, stage)))
    return list(found)


def _at_stage(document: Node, path: str, stage: str) -> Iterator[Process]:
    def variables(node: Node) -> list[EnvValue]:
        written = environment(node, path, _VARIABLE)
        return [replace(v, value=of_framework(document, v.value, stage)) for v in written]

    runtime = document.at("provider", "runtime").text or ""
    shared = variables(document.at("provider", "environment"))
    for _, function in document["functions"].pairs:
        own = variables(function["environment"])
        if (function["runtime"].text or runtime or "python").startswith("python"):
            yield from _function(function["handler"], (*shared, *own), path, "")


def _resources(document: Node, path: str) -> list[Process]:
    shared = document.at("Globals", "Function")
    found: list[Process] = []
    for _, resource in document["Resources"].pairs:
        if (resource["Type"].text or "").encode() not in _RESOURCES:
            continue
        properties = resource["Properties"]
        values = [
            value
            for node in (shared, properties)
            for value in _variables(document, node.at("Environment", "Variables"), path)
        ]
        runtime = properties["Runtime"].text or shared["Runtime"].text or "python"
        code = properties["CodeUri"].text or shared["CodeUri"].text or ""
        if runtime.startswith("python"):
            found.extend(_function(properties["Handler"], tuple(values), path, code))
    return found


def _variables(document: Node, node: Node, path: str) -> list[EnvValue]:
    known = [(name, of_template(document, value), value.line) for name, value in node.pairs]
    return [EnvValue(n, text, path, line, _VARIABLE) for n, text, line in known if text is not None]


def _function(handler: Node, values: tuple[EnvValue, ...], path: str, code: str) -> list[Process]:
    """A function with a Python handler."""
    folder = folder_of(path)
    inner = join(folder, code)
    if handler.text is None or not _HANDLER.fullmatch(handler.text):
        return []
    return [
        Process(
            kind=_KIND,
            path=path,
            line=handler.line,
            command=(handler.text,),
            in_shell=False,
            place=Place(folder if inner is None else inner, context=folder),
            environment=tuple({value.name: value for value in values}.values()),
        )
    ]


READER = Reader("serverless functions", lambda path: path.endswith((".yml", ".yaml")), _read)
"""Reads `serverless.yml`, SAM and CloudFormation templates."""

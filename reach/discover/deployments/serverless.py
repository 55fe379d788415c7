"""Functions of the Serverless Framework, of SAM and of CloudFormation, in YAML."""

import re

from reach.discover.deployments.text import environment
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, join, name_of
from reach.discover.yaml_nodes import Node, load
from reach.records.project import EnvValue, Skipped

_RESOURCES = (b"AWS::Serverless::Function", b"AWS::Lambda::Function")
_HANDLER = re.compile(r"[\w./-]+\.[A-Za-z_]\w*")
_KIND = "serverless-function"
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
        functions = _framework(document, path) if framework else _resources(document, path)
        processes.extend(functions[:_MAX_FUNCTIONS])
    values = dict.fromkeys(value for process in processes for value in process.environment)
    return Found(processes=tuple(processes), environment=tuple(values))


def _framework(document: Node, path: str) -> list[Process]:
    runtime = document.at("provider", "runtime").text or ""
    shared = environment(document.at("provider", "environment"), path, "serverless environment")
    found: list[Process] = []
    for _, function in document["functions"].pairs:
        own = environment(function["environment"], path, "serverless environment")
        if (function["runtime"].text or runtime or "python").startswith("python"):
            found.extend(_function(function["handler"], (*shared, *own), path, ""))
    return found


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
            for value in environment(
                node.at("Environment", "Variables"), path, "serverless environment"
            )
        ]
        runtime = properties["Runtime"].text or shared["Runtime"].text or "python"
        code = properties["CodeUri"].text or shared["CodeUri"].text or ""
        if runtime.startswith("python"):
            found.extend(_function(properties["Handler"], tuple(values), path, code))
    return found


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

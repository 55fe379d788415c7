"""BentoML: the service that a `bentofile.yaml`, or `[tool.bentoml.build]`, builds and serves."""

from reach.discover.deployments.text import environment
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES, MAX_VARIABLES
from reach.discover.manifests.requirement import parse
from reach.discover.toml_lines import Lines, table
from reach.discover.toml_lines import load as load_toml
from reach.discover.tree import Tree, folder_of, name_of
from reach.discover.yaml_nodes import Node, load
from reach.records.project import EnvValue, Requirement, Skipped

_KIND = "bentofile"
_ENVIRONMENT = "BentoML environment"


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    if name_of(path) == "pyproject.toml":
        return _pyproject(text, path) if "bentoml" in text else Found()
    documents = load(text, path)
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    return _bentofile(documents[0], path) if documents else Found()


def _bentofile(document: Node, path: str) -> Found:
    service = document["service"]
    values = (
        *environment(document["docker"]["env"], path, _ENVIRONMENT),
        *(
            EnvValue(item["name"].text or "", text, path, item["value"].line, _ENVIRONMENT)
            for item in document["envs"].items[:MAX_VARIABLES]
            if (text := item["value"].text) is not None
        ),
    )
    arguments = [
        (f"--{name}", value.text, value.line)
        for name, value in document["args"].pairs[:MAX_VARIABLES]
        if value.text is not None
    ]
    packages = [
        parse(item.text, path, item.line, "requirements")
        for item in document["python"]["packages"].items
        if item.text is not None and not item.text.startswith("-")
    ]
    return Found(
        processes=_process(path, service.text, service.line, arguments, values),
        environment=values,
        requirements=tuple(item for item in packages if isinstance(item, Requirement)),
        skipped=tuple(item for item in packages if isinstance(item, Skipped)),
    )


def _pyproject(text: str, path: str) -> Found:
    document = load_toml(text, path)
    if isinstance(document, Found):
        return Found()  # the manifest's own reader reports it
    build, lines = table(document, "tool", "bentoml", "build"), Lines(text)
    header = lines.header("tool", "bentoml", "build")
    listed = build.get("envs")
    values = tuple(
        EnvValue(name, value, path, lines.string(value, header), _ENVIRONMENT)
        for item in (listed if isinstance(listed, list) else [])
        if isinstance(item, dict)
        and isinstance(name := item.get("name"), str)
        and isinstance(value := item.get("value"), str)
    )
    below = lines.header("tool", "bentoml", "build", "args")
    arguments = [
        (f"--{name}", str(value), lines.key(name, below))
        for name, value in table(build, "args").items()
        if isinstance(value, (str, int, float))
    ]
    service = build.get("service")
    named = service if isinstance(service, str) else None
    line = lines.key("service", header)
    return Found(processes=_process(path, named, line, arguments, values), environment=values)


def _process(
    path: str,
    service: str | None,
    line: int,
    arguments: list[tuple[str, str, int]],
    values: tuple[EnvValue, ...],
) -> tuple[Process, ...]:
    """The service with its arguments, as a command line."""
    if not service:
        return ()
    folder = folder_of(path)
    words = ["bentoml", "serve", service]
    lines = [line] * len(words)
    for name, value, at in arguments:
        words += [name, value]
        lines += [at, at]
    place = Place(folder, context=folder)
    return (Process(_KIND, path, line, tuple(words), False, place, values, lines=tuple(lines)),)


_NAMES = ("bentofile.yaml", "bentofile.yml", "pyproject.toml")

READER = Reader("BentoML build file", lambda path: name_of(path) in _NAMES, _read)
"""Reads what BentoML builds."""

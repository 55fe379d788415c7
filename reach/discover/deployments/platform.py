"""Hosting platforms that start a command: Render, Fly.io, App Engine."""

from reach.discover.deployments.text import environment
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.toml_lines import Lines, table
from reach.discover.toml_lines import load as load_toml
from reach.discover.tree import Tree, folder_of, join, name_of
from reach.discover.yaml_nodes import Node, load
from reach.records.project import EnvValue, Skipped

_MAX_SERVICES = 100


def _render(document: Node, path: str) -> Found:
    processes: list[Process] = []
    variables: list[EnvValue] = []
    for service in document["services"].items[:_MAX_SERVICES]:
        values = tuple(
            EnvValue(item["key"].text or "", text, path, item["value"].line, "Render variable")
            for item in service["envVars"].items
            if (text := item["value"].text) is not None
        )
        variables.extend(values)
        folder = join(folder_of(path), service["rootDir"].text or "") or ""
        for key in ("buildCommand", "preDeployCommand", "startCommand", "dockerCommand"):
            command = service[key]
            if command.text:
                processes.append(_process("render-service", path, command, folder, values))
    return Found(processes=tuple(processes), environment=tuple(variables))


def _app_engine(document: Node, path: str) -> Found:
    entrypoint = document["entrypoint"]
    values = environment(document["env_variables"], path, "App Engine variable")
    if entrypoint.text is None or not document["runtime"]:
        return Found()  # an app.yaml of something else
    process = _process("app-engine", path, entrypoint, folder_of(path), values)
    return Found(processes=(process,), environment=values)


def _process(
    kind: str, path: str, command: Node, folder: str, values: tuple[EnvValue, ...]
) -> Process:
    return Process(
        kind=kind,
        path=path,
        line=command.line,
        command=(command.text or "",),
        in_shell=True,
        place=Place(folder, context=folder),
        environment=values,
        one_line=command.folded,
    )


_YAML = {"app.yaml": _app_engine, "app.yml": _app_engine, "render.yaml": _render}


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    if name_of(path) == "fly.toml":
        return _fly(text, path)
    documents = load(text, path)
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    return _YAML[name_of(path)](documents[0], path) if documents else Found()


def _fly(text: str, path: str) -> Found:
    document = load_toml(text, path)
    if isinstance(document, Found):
        return document
    lines, folder = Lines(text), folder_of(path)
    header = lines.header("env")
    values = tuple(
        EnvValue(name, str(value), path, lines.key(name, header), "Fly.io variable")
        for name, value in table(document, "env").items()
    )
    header = lines.header("processes")
    processes = tuple(
        Process(
            kind="fly-process",
            path=path,
            line=lines.key(name, header),
            command=(command,),
            in_shell=True,
            place=Place(folder, context=folder),
            environment=values,
            one_line=True,
        )
        for name, command in table(document, "processes").items()
        if isinstance(command, str) and command
    )
    return Found(processes=processes, environment=values)


READER = Reader("platform file", lambda path: name_of(path) in {*_YAML, "fly.toml"}, _read)
"""Reads the files of hosting platforms."""

"""Files that list commands under names, for people or for a service that builds: task runners,
pipelines, build services. Each kind is a line of a table: which files, and which keys hold text for
a shell."""

import re
from collections.abc import Iterator

from reach.discover.deployments import dvc
from reach.discover.deployments.matrix import fill
from reach.discover.deployments.text import environment
from reach.discover.expansion import expand
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES, MAX_NODES, MAX_VARIABLES
from reach.discover.tree import Tree, folder_of, name_of
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import EnvValue, Skipped
from reach.records.record import dataclass

_MAX_COMMANDS = 500
_REMARK = regex(r"^[ ]*//[^\n]*", re.MULTILINE)
"""A comment, which some files in JSON have all the same."""
_MACRO = regex(r"\$\(([A-Za-z_]\w*)\)")
"""A variable of a pipeline, in Azure's own words."""
_REFERENCE = regex(r"\{\{-?\s*\.(\w+)\s*(?:\|\s*default\s+\"([^\"{}]*)\"\s*)?-?\}\}")

_IN_BRACES = regex(r"\{(\w+)\}")
_NO_COMMANDS = frozenset(("pygrep", "fail", "docker_image"))
"""Languages of pre-commit in which an entry is a pattern, a message or an image."""

Values = tuple[EnvValue, ...]
Filled = dict[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file."""

    name: str
    """Of its launches."""
    files: re.Pattern[str]
    commands: frozenset[str]
    """Keys of shell text, or of lists of it."""
    below: str = ""
    """Only below this key."""
    every: bool = False
    """All texts below that key are commands, whatever their keys."""
    variables: frozenset[str] = frozenset()
    """Keys of variables."""
    filled: str = ""
    """Key of what stands in commands as `{{.NAME}}`, or in those of MLflow as `{NAME}`."""
    hint: bytes = b""
    """What a file has to mention, where its name says too little."""
    variables_in: str = ""
    """Key of the variables of the whole file, where these lie deeper."""
    at_top: bool = False
    """The commands run in the top folder."""


def _kind(
    name: str,
    files: str,
    commands: str = "",
    below: str = "",
    variables: str = "env",
    every: bool = False,
    hint: bytes = b"",
    filled: str = "",
    variables_in: str = "",
    at_top: bool = False,
) -> Kind:
    split = frozenset(commands.split()), frozenset(variables.split())
    return Kind(
        name,
        re.compile(rf"(?:.*/)?{files}"),
        split[0],
        below,
        every,
        split[1],
        filled,
        hint,
        variables_in,
        at_top,
    )


KINDS: tuple[Kind, ...] = (
    _kind("package-script", r"package\.json", below="scripts", every=True),
    _kind("taskfile", r"[Tt]askfile\.ya?ml", "cmds cmd", "tasks", filled="vars"),
    _kind("dvc-stage", r"dvc\.yaml", "cmd", "stages"),
    _kind("mlproject", r"MLproject", "command", "entry_points", filled="parameters"),
    _kind("azure-pipeline", r"azure-pipelines[\w.-]*\.ya?ml", "script bash", variables="variables"),
    _kind(
        "circleci",
        r"\.circleci/config\.ya?ml",
        "run command",
        "jobs",
        "environment",
        at_top=True,
    ),
    _kind(
        "buildspec",
        r"buildspec[\w.-]*\.ya?ml",
        "commands",
        "phases",
        "variables",
        variables_in="env",
    ),
    _kind("pre-commit-hook", r"\.pre-commit-config\.ya?ml", "entry", "repos"),
    _kind(
        "devcontainer",
        r"(?:\.devcontainer/(?:[^/]+/)?|\.)devcontainer\.json",
        "initializeCommand onCreateCommand updateContentCommand postCreateCommand "
        "postStartCommand postAttachCommand",
        variables="containerEnv remoteEnv",
        at_top=True,
    ),
    _kind("sky-task", r"[^/]+\.ya?ml", "run setup", variables="envs", hint=b"\nresources:"),
    _kind("railway-service", r"railway\.json", "startCommand buildCommand", "deploy"),
)
"""What is read. `sky-task` and `railway-service` start services; the others build or try out."""


def _read(tree: Tree, path: str) -> Found:
    kind = next(k for k in KINDS if k.files.fullmatch(path))
    if kind.hint and not tree.mentions(path, MAX_DEPLOYMENT_BYTES, kind.hint):
        return Found()
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    if path.endswith(".json"):
        text = _REMARK.sub("", text.replace("\t", " "))
    documents = load(text, path)
    if isinstance(documents, Skipped):
        return Found() if kind.hint else Found(skipped=(documents,))
    processes: list[Process] = []
    variables: dict[EnvValue, None] = {}
    for document in documents[:1]:
        if kind.hint and (document["apiVersion"] or not document["run"].text):
            continue
        holder = document[kind.variables_in] if kind.variables_in else document
        values = _variables(holder, kind, path)
        parameters = _parameters(document)
        variables.update(dict.fromkeys(values))
        filled = _filled(document, kind)
        top = document[kind.below] if kind.below else document
        if kind.name == "dvc-stage":
            stages = dvc.commands(tree, path, document)
            processes += [_process(kind, path, node, text, values, {}) for node, text in stages]
            continue
        for node, own, inner in _commands(top, kind, path):
            variables.update(dict.fromkeys(own))
            text = fill(node.text or "", parameters)
            processes.append(_process(kind, path, node, text, (*values, *own), filled | inner))
    return Found(processes=tuple(processes[:_MAX_COMMANDS]), environment=tuple(variables))


def _variables(node: Node, kind: Kind, path: str) -> tuple[EnvValue, ...]:
    found = (environment(node[key], path, "pipeline variable") for key in sorted(kind.variables))
    return tuple(value for values in found for value in values)


def _parameters(document: Node) -> dict[str, Node]:
    """What the parameters of a pipeline are at their defaults."""
    named = ((p["name"].text, p["default"]) for p in document["parameters"].items[:MAX_VARIABLES])
    return {f"parameters.{name}": default for name, default in named if name and default.text}


def _filled(node: Node, kind: Kind) -> Filled:
    """What stands for names in the commands below a node."""
    pairs = node[kind.filled].pairs[:MAX_VARIABLES] if kind.filled else ()
    if kind.name == "mlproject":  # a parameter may be its type alone
        pairs = [(name, value["default"]) for name, value in pairs]
    return {name: value.text for name, value in pairs if value.text is not None}


def _commands(top: Node, kind: Kind, path: str) -> Iterator[tuple[Node, Values, Filled]]:
    """Shell texts below a node, each with the variables of the mappings around it."""
    pending: list[tuple[Node, Values, Filled]] = [(top, (), {})]
    seen = 0
    while pending and seen < MAX_NODES:
        node, values, filled = pending.pop(0)
        seen += 1
        if node is not top:
            values = (*values, *_variables(node, kind, path))
            filled = filled | _filled(node, kind)
        for key, value in node.pairs:
            texts = [value, *value.items] if kind.every or key in kind.commands else []
            if node["language"].text in _NO_COMMANDS:
                texts = []
            for each in texts:
                if each.text:
                    yield each, values, filled
            pending.append((value, values, filled))
        pending += [(item, values, filled) for item in node.items]


def _process(
    kind: Kind, path: str, node: Node, text: str, values: Values, filled: Filled
) -> Process:
    if kind.name == "mlproject":
        text = expand(_IN_BRACES, lambda m: filled.get(m[1], f"${{{m[1]}}}"), text)
    elif kind.filled:
        text = expand(_REFERENCE, lambda match: _meant(match, filled), text)
    if kind.name == "azure-pipeline":
        known = {value.name for value in values}
        text = expand(_MACRO, lambda m: f"${{{m[1]}}}" if m[1] in known else m[0], text)
    folder = _above(folder_of(path)) if kind.at_top else folder_of(path)
    return Process(
        kind=kind.name,
        path=path,
        line=node.line,
        command=(text,),
        in_shell=True,
        place=Place(folder, context=folder),
        environment=tuple({value.name: value for value in values}.values()),
        listing=True,
        one_line=node.folded,
    )


def _above(folder: str) -> str:
    """The folder that a hidden one, which holds settings, stands in."""
    before, found, _ = f"/{folder}".partition("/.")
    return before.strip("/") if found else folder


def _meant(match: re.Match[str], filled: Filled) -> str:
    """What a reference stands for; what nobody gives is left to whoever starts the task."""
    known = filled.get(match[1], match[2])
    if known is not None and "{{" not in known:
        return known
    return "" if match[1] == "CLI_ARGS" else f"${{{match[1]}}}"


def _matches(path: str) -> bool:
    if not path.endswith((".json", ".yaml", ".yml")) and name_of(path) != "MLproject":
        return False
    return not path.startswith(".github/") and any(k.files.fullmatch(path) for k in KINDS)


READER = Reader("list of commands", _matches, _read)
"""Reads files that list commands."""

"""Terraform: the containers that its resources run, in whatever cloud, with their variables."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reach.discover.deployments.hcl import MAX_HCL_BYTES, Block, Malformed, Value, parse
from reach.discover.expansion import expand
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES, MAX_VARIABLES
from reach.discover.tree import Tree, folder_of
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import EnvValue, Skipped

_KIND = "terraform-container"
_VARIABLE = "Terraform environment"
_CONTAINERS = frozenset(("container", "containers", "init_container", "primary_container"))
_REFERENCE = regex(r"\$\{\s*((?:var|local)\.[\w-]+)\s*\}")
_MAX_CONTAINERS = 300
_MAX_FILES = 30

Names = dict[str, str]
"""Texts of variables and locals, by `var.NAME` and `local.NAME`."""


class Known(NamedTuple):
    """What variables and locals of a module are."""

    texts: Names
    maps: dict[str, tuple[str, Value]]
    """Mappings, and lists of them, with the files that they stand in."""


def _read(tree: Tree, path: str) -> Found:
    if not tree.mentions(path, MAX_DEPLOYMENT_BYTES, b"image", b"container_definitions"):
        return Found()  # most files say nothing about containers
    text = tree.text(path, MAX_HCL_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    try:
        file = parse(text)
    except Malformed as error:
        return Found(skipped=(Skipped(path, f"not HCL: {error}", error.line),))
    known = _names(tree, folder_of(path))
    processes = [p for block in file.blocks for p in _containers(block, path, known)]
    values = dict.fromkeys(v for process in processes for v in process.environment)
    return Found(processes=tuple(processes[:_MAX_CONTAINERS]), environment=tuple(values))


def _names(tree: Tree, folder: str) -> Known:
    """The variables and locals of a module; `terraform.tfvars` replaces defaults."""
    found: Names = {}
    given: Names = {}
    maps: dict[str, tuple[str, Value]] = {}
    files = [f for f in tree.files if folder_of(f) == folder and f.endswith((".tf", ".tfvars"))]
    for each in files[:_MAX_FILES]:
        if not tree.mentions(each, MAX_DEPLOYMENT_BYTES, b"="):
            continue
        text = tree.text(each, MAX_HCL_BYTES)
        try:
            file = parse(text) if isinstance(text, str) else None
        except Malformed:
            continue  # reported when it is read for its own sake
        if file is not None and each.endswith(".tf"):
            named = dict(_named(file))
            found |= {name: v.text for name, v in named.items() if v.text is not None}
            maps |= {name: (each, v) for name, v in named.items() if v.pairs or v.items}
        elif file is not None and each.endswith((".auto.tfvars", "terraform.tfvars")):
            values = {f"var.{name}": value.text for name, value in file.attributes.items()}
            given |= {name: text for name, text in values.items() if text is not None}
    return Known(found | given, maps)


def _named(file: Block) -> Iterator[tuple[str, Value]]:
    for block in file.blocks:
        if block.words[:1] == ("variable",) and len(block.words) > 1:
            default = block.attributes.get("default")
            if default is not None and default.text != "null":
                yield f"var.{block.words[1]}", default
        elif block.words == ("locals",):
            yield from ((f"local.{name}", value) for name, value in block.attributes.items())


def _containers(resource: Block, path: str, known: Known) -> Iterator[Process]:
    """What a resource runs."""
    if resource.words[:1] != ("resource",):
        return
    kind = resource.words[1] if len(resource.words) > 1 else ""
    for block in resource.walk():
        if block.words[0] in _CONTAINERS or (block is resource and kind == "docker_container"):
            image = block.attributes.get("image")
            if image is not None:
                yield _process(block.attributes, _of_block(block, path, known), path, known)
        listed = block.attributes.get("container_definitions")
        for item in _definitions(listed) if listed is not None else ():
            attributes = dict(item.pairs)
            if "image" in attributes:
                values = _listed(attributes.get("environment"), path, known)
                yield _process(attributes, values, path, known)


def _definitions(listed: Value) -> tuple[Value, ...]:
    """The containers of a task definition: written out, or as JSON in a text."""
    if listed.text is None:
        return listed.items
    documents = load(listed.text, "")
    if isinstance(documents, Skipped) or not documents:
        return ()
    return tuple(_json(item, listed.line) for item in documents[0].items)


def _json(node: Node, line: int) -> Value:
    at = line + node.line - 1
    return Value(
        at,
        node.text,
        tuple(_json(item, line) for item in node.items),
        tuple((key, _json(value, line)) for key, value in node.pairs),
    )


def _of_block(block: Block, path: str, known: Known) -> tuple[EnvValue, ...]:
    """`env { name value }`, `environment = { NAME = … }`, or `env = ["NAME=…"]`."""
    found: dict[str, EnvValue] = {}
    for inner in block.blocks[:MAX_VARIABLES]:
        name, value = inner.attributes.get("name"), inner.attributes.get("value")
        if inner.words == ("env",) and name and name.text and value:
            _add(found, name.text, value, path, known)
        elif inner.words == ("dynamic", "env"):
            for at, name_, value in _repeated(inner, path, known):
                _add(found, name_, value, at, known)
    for key in ("env", "environment"):
        given = block.attributes.get(key)
        path, given = _meant(given, path, known) if given is not None else (path, None)
        for name_, value in given.pairs[:MAX_VARIABLES] if given is not None else ():
            _add(found, name_, value, path, known)
        for item in given.items[:MAX_VARIABLES] if given is not None else ():
            name_, equals, text = (item.text or "").partition("=")
            if equals:
                _add(found, name_, Value(item.line, text), path, known)
    return tuple(found.values())


def _meant(value: Value, path: str, known: Known) -> tuple[str, Value]:
    """A mapping or a list that a name stands for, and its file."""
    name = _REFERENCE.fullmatch(value.text or "")
    return known.maps.get(name[1], (path, value)) if name is not None else (path, value)


def _repeated(block: Block, path: str, known: Known) -> Iterator[tuple[str, str, Value]]:
    """The variables of `dynamic "env"`: one block for each entry of a mapping or of a list."""
    each = block.attributes.get("for_each")
    if each is None or not any(inner.words == ("content",) for inner in block.blocks):
        return
    path, each = _meant(each, path, known)
    for name, value in each.pairs[:MAX_VARIABLES]:
        yield path, name, value
    for item in each.items[:MAX_VARIABLES]:
        key, given = item["name"], item["value"]
        if key is not None and key.text and given is not None:
            yield path, key.text, given


def _listed(given: Value | None, path: str, known: Known) -> tuple[EnvValue, ...]:
    found: dict[str, EnvValue] = {}
    for item in given.items[:MAX_VARIABLES] if given is not None else ():
        name, value = item["name"], item["value"]
        if name is not None and name.text and value is not None:
            _add(found, name.text, value, path, known)
    return tuple(found.values())


def _add(found: dict[str, EnvValue], name: str, value: Value, path: str, known: Known) -> None:
    """A variable; one that an expression computes has no value that is known."""
    text = f"${{{name}}}" if value.text is None else _filled(value.text, known)
    found[name] = EnvValue(name, text, path, value.line, _VARIABLE)


def _filled(text: str, known: Known) -> str:
    """A text with the variables that are known; any other becomes `${NAME}`, which is not known."""

    def value(match: re.Match[str]) -> str:
        name = match[1].partition(".")[2].replace("-", "_")
        return known.texts.get(match[1], f"${{{name}}}")

    return expand(_REFERENCE, value, text)


def _process(
    attributes: dict[str, Value], values: tuple[EnvValue, ...], path: str, known: Known
) -> Process:
    def words(*keys: str) -> tuple[Value, ...]:
        return tuple(v for key in keys if key in attributes for v in attributes[key].items)

    started = words("entryPoint", "entrypoint", "command")
    ecs = "entryPoint" in attributes or "environment" in attributes
    nodes = (*started, *words("args"))
    image, folder = attributes["image"], folder_of(path)
    return Process(
        kind=_KIND,
        path=path,
        line=nodes[0].line if nodes else image.line,
        command=tuple(_filled(node.text or "", known) for node in nodes),
        in_shell=False,
        place=Place("/", (), folder),
        environment=values,
        image=_filled(image.text or "", known),
        lines=tuple(node.line for node in nodes),
        arguments_only=not words("entryPoint", "entrypoint") and (ecs or not words("command")),
    )


READER = Reader("Terraform", lambda path: path.endswith(".tf"), _read)
"""Reads the containers of Terraform's resources."""

"""Kustomizations: what a container of a manifest becomes by patches, images and generated maps.

Read are `resources`, `bases` and `components` of the tree, `images`, `patches` of both forms and
their older spellings, and `configMapGenerator`. A container that nothing of it changes is what its
own manifest says. Not read: replacements, variables, remote bases, patterns in targets.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import field, replace

from reach.discover.deployments.kubernetes import environment_of, process_of
from reach.discover.deployments.text import environment
from reach.discover.found import Found, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES, MAX_NODES, MAX_VARIABLES
from reach.discover.tree import Tree, folder_of, join, name_of
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import EnvValue, Skipped
from reach.records.record import dataclass

_NAMES = ("kustomization.yaml", "kustomization.yml", "Kustomization")
_LISTS = ("containers", "initContainers")
_POINTER = regex(
    r"/spec/.*?(containers|initContainers)/(\d{1,4})/(image|command|args|env)"
    r"(?:/(\d{1,4}|-)(?:/value)?)?"
)
_MAX_DEPTH = 8
_MAX_CONTAINERS = 500
_MAX_FILES = 500
"""Files that are read for one kustomization, each time they are used."""
_MAX_OPERATIONS = 200
_KIND = "Kubernetes env"
_MAP = "Kubernetes ConfigMap"

Words = list[tuple[str, int]]
"""Texts of a command with their lines."""


@dataclass(slots=True)
class Container:
    """A container on its way through kustomizations."""

    owner: tuple[str, str]
    """Kind and name of its document."""
    slot: tuple[str, int]
    node: Node
    path: str
    image: str = ""
    words: dict[str, tuple[Words, str]] = field(default_factory=dict)
    """Replaced `command` and `args`, with the file that does so."""
    values: dict[str, EnvValue] = field(default_factory=dict)
    changed: bool = False

    def current(self, key: str) -> Words:
        """The words of `command` or `args` as they are by now."""
        if key in self.words:
            return list(self.words[key][0])
        return [(item.text or "", item.line) for item in self.node[key].items]

    def process(self) -> Process:
        """What it runs."""
        before = environment_of(self.node, {}, self.path)
        values = {value.name: value for value in (*before, *self.values.values())}
        found = process_of(self.node, tuple(values.values()), self.path)
        words = [*self.current("command"), *self.current("args")]
        written = next((path for _, path in self.words.values()), self.path)
        known = {value.name: value.value for value in values.values()}
        return replace(
            found,
            image=self.image or found.image,
            command=tuple(_expanded(text, known) for text, _ in words),
            lines=tuple(line for _, line in words),
            line=words[-1][1] if self.words and words else found.line,
            path=written,
            arguments_only=not self.current("command"),
        )


def _expanded(text: str, known: dict[str, str]) -> str:
    return re.sub(r"\$\(([A-Za-z_]\w*)\)", lambda m: known.get(m[1], f"${{{m[1]}}}"), text)


class _Files:
    """Reads files of the tree, but not without end."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.left = _MAX_FILES

    def text(self, path: str | None) -> str:
        """The text of a file; nothing where there is none or it cannot be read."""
        self.left -= 1
        if path is None or path not in self.tree.sizes or self.left < 0:
            return ""
        text = self.tree.text(path, MAX_DEPLOYMENT_BYTES)
        return text if isinstance(text, str) else ""

    def documents(self, path: str | None) -> list[Node]:
        """The documents of a file, with the same limits."""
        text = self.text(path)
        documents = load(text, path or "") if text else []
        return [] if isinstance(documents, Skipped) else documents


def _read(tree: Tree, path: str) -> Found:
    containers = [c for c in _build(_Files(tree), path, 0, set()) if c.changed][:_MAX_CONTAINERS]
    variables = dict.fromkeys(value for c in containers for value in c.values.values())
    return Found(
        processes=tuple(c.process() for c in containers),
        environment=tuple(variables),
        skipped=_unreadable(tree, path),
    )


def _unreadable(tree: Tree, path: str) -> tuple[Skipped, ...]:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    documents = text if isinstance(text, Skipped) else load(text, path)
    return (documents,) if isinstance(documents, Skipped) else ()


def _build(files: _Files, path: str, depth: int, seen: set[str]) -> list[Container]:
    """The containers of a kustomization after all that it changes."""
    documents = files.documents(path) if path not in seen and depth < _MAX_DEPTH else []
    if not documents:
        return []
    top, folder = documents[0], folder_of(path)
    found: list[Container] = []
    for key in ("resources", "bases", "components"):
        for item in top[key].items:
            if len(found) < _MAX_CONTAINERS:
                found += _resource(files, join(folder, item.text or ""), depth, seen | {path})
    for container in found:
        container.changed = False
    _patch_all(files, top, path, found)
    for image in top["images"].items:
        _rename(image, found)
    _generate(files, top, path, found)
    return found


def _resource(files: _Files, path: str | None, depth: int, seen: set[str]) -> list[Container]:
    if path is None:
        return []
    for name in _NAMES:
        if join(path, name) in files.tree.sizes:
            return _build(files, join(path, name) or "", depth + 1, seen)
    found = [c for document in files.documents(path) for c in _containers(document, path)]
    return found[:_MAX_CONTAINERS]


def _containers(document: Node, path: str) -> Iterator[Container]:
    owner = document["kind"].text or "", document.at("metadata", "name").text or ""
    pending, seen = [document], 0
    while pending and seen < MAX_NODES:
        node = pending.pop()
        seen += 1
        for key, value in node.pairs:
            if key in _LISTS:
                for number, item in enumerate(value.items):
                    yield Container(owner, (key, number), item, path)
            else:
                pending.append(value)
        pending += node.items


# -- changes --------------------------------------------------------------------------------------


def _patch_all(files: _Files, top: Node, path: str, found: list[Container]) -> None:
    for key in ("patches", "patchesStrategicMerge", "patchesJson6902"):
        for item in top[key].items[:_MAX_OPERATIONS]:
            where, documents = _patch(files, item, path)
            wanted = item.at("target", "kind").text, item.at("target", "name").text
            for document, above in documents:
                if document.is_list:
                    chosen = [c for c in found if _is_target(c, *wanted)]
                    _change_each(document, where, above, chosen)
                else:
                    own = document["kind"].text, document.at("metadata", "name").text
                    named = wanted if any(wanted) else own
                    _merge(document, where, above, [c for c in found if _is_target(c, *named)])


def _patch(files: _Files, item: Node, path: str) -> tuple[str, list[tuple[Node, int]]]:
    """The documents of one patch, in a file of its own or inline, with the lines above it."""
    inline = item["patch"] if item["patch"].text is not None else item
    text, above, where = inline.text or "", inline.line - 1, path
    file = join(folder_of(path), item["path"].text or item.text or "")
    if file is not None and file in files.tree.sizes:
        text, above, where = files.text(file), 0, file
    documents = load(text, where) if text else []
    return where, [] if isinstance(documents, Skipped) else [(d, above) for d in documents]


def _is_target(container: Container, kind: str | None, name: str | None) -> bool:
    return kind in (None, container.owner[0]) and name in (None, container.owner[1])


def _merge(document: Node, path: str, above: int, found: list[Container]) -> None:
    """A strategic merge: containers are known by their names, variables too."""
    for patch in _containers(document, path):
        for container in found:
            if container.node["name"].text != patch.node["name"].text:
                continue
            container.changed = True
            container.image = patch.node["image"].text or container.image
            for key in ("command", "args"):
                if patch.node[key].is_list:
                    container.words[key] = _shifted(patch.node[key], above), path
            _set(container, environment_of(patch.node, {}, path), above)


def _change_each(operations: Node, path: str, above: int, found: list[Container]) -> None:
    """The operations of a JSON patch that say something about containers."""
    for operation in operations.items[:_MAX_OPERATIONS]:
        match = _POINTER.fullmatch(operation["path"].text or "")
        if match is None or operation["op"].text not in ("add", "replace"):
            continue
        slot, key, at, value = (match[1], int(match[2])), match[3], match[4], operation["value"]
        for container in (c for c in found if c.slot == slot):
            container.changed = True
            if key == "image":
                container.image = value.text or container.image
            elif key == "env":
                _change_variable(container, at, value, path, above)
            elif at is None:
                container.words[key] = _shifted(value, above), path
            else:
                words = container.current(key)
                number = len(words) if at == "-" else min(int(at), len(words))
                kept = number + (operation["op"].text == "replace")
                new = [(value.text or "", above + value.line)]
                container.words[key] = [*words[:number], *new, *words[kept:]], path


def _change_variable(
    container: Container, at: str | None, value: Node, path: str, above: int
) -> None:
    named = container.node["env"].items
    if value.text is not None and at is not None and at != "-" and int(at) < len(named):
        own = named[int(at)]["name"].text or ""
        container.values[own] = EnvValue(own, value.text, path, above + value.line, _KIND)
    for item in [value, *value.items]:
        name, given = item["name"].text, item["value"]
        if name and given.text is not None:
            container.values[name] = EnvValue(name, given.text, path, above + given.line, _KIND)


def _shifted(words: Node, above: int) -> Words:
    return [(item.text or "", above + item.line) for item in words.items]


def _set(container: Container, values: Iterable[EnvValue], above: int) -> None:
    for value in values:
        container.values[value.name] = replace(value, line=value.line + above)


def _rename(image: Node, found: list[Container]) -> None:
    for container in found:
        now = container.image or container.node["image"].text or ""
        base, slash, last = now.rpartition("/")
        name = base + slash + re.split("[@:]", last, maxsplit=1)[0]
        if name and name == image["name"].text and image["newName"].text:
            tag = image["newTag"].text
            container.image = f"{image['newName'].text}{f':{tag}' if tag else now[len(name) :]}"
            container.changed = True


def _generate(files: _Files, top: Node, path: str, found: list[Container]) -> None:
    """Variables from generated maps, where a container asks for them."""
    for made in top["configMapGenerator"].items[:_MAX_OPERATIONS]:
        values = list(environment(made["literals"], path, _MAP))
        listed = [*made["envs"].items, made["env"]]
        for file in (join(folder_of(path), item.text or "") for item in listed if item.text):
            values += _of_file(files, file)
        for container in found:
            _take(container, made["name"].text or "", values)


def _of_file(files: _Files, file: str | None) -> Iterator[EnvValue]:
    for number, line in enumerate(files.text(file).splitlines()[:MAX_VARIABLES], 1):
        name, equals, value = line.strip().partition("=")
        if equals and file is not None and not name.startswith("#"):
            yield EnvValue(name, value, file, number, _MAP)


def _take(container: Container, name: str, values: list[EnvValue]) -> None:
    """What a container takes of a map."""
    by_name = {value.name: value for value in values}
    whole = [s.at("configMapRef", "name").text for s in container.node["envFrom"].items]
    taken = dict(by_name) if name in whole else {}
    for item in container.node["env"].items:
        key = item.at("valueFrom", "configMapKeyRef")
        value = by_name.get(key["key"].text or "") if key["name"].text == name else None
        own = item["name"].text
        if value is not None and own:
            taken[own] = replace(value, name=own)
    for own, value in sorted(taken.items()):
        container.values.setdefault(own, value)
        container.changed = True


def without_unfilled(processes: tuple[Process, ...]) -> tuple[Process, ...]:
    """Without the containers of manifests that cannot start by themselves: what they ask for is a
    map that only a kustomization makes."""
    made = [p for p in processes if any(v.kind == _MAP and _is_made(v) for v in p.environment)]
    filled = {(p.path, p.line, p.command): p for p in made}
    return tuple(
        process
        for process in processes
        if process in made or not _is_filled(process, filled.get(_place(process)))
    )


def _is_made(value: EnvValue) -> bool:
    """Whether a value of a map stands in no manifest, but in a kustomization or what it reads."""
    return name_of(value.path) in _NAMES or not value.path.endswith((".yaml", ".yml"))


def _place(process: Process) -> tuple[str, int, tuple[str, ...]]:
    return process.path, process.line, process.command


def _is_filled(process: Process, other: Process | None) -> bool:
    if other is None or process.kind != other.kind:
        return False
    own = {v.name for v in process.environment}
    return all(v.kind == _MAP for v in other.environment if v.name not in own)


READER = Reader("kustomization", lambda path: name_of(path) in _NAMES, _read)
"""Reads kustomizations."""

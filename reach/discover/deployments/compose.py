"""Compose files: services, with the Dockerfiles that they build."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace

from reach.discover.deployments.dotenv import read_dotenv
from reach.discover.deployments.exports import exported
from reach.discover.deployments.text import environment, interpolate, split
from reach.discover.docker.build import Build, combine, image_process, read_build, step_process
from reach.discover.docker.image import Stage, Start
from reach.discover.found import Found, Mount, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, join, name_of
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import EnvValue, Skipped

_NAMES = regex(r"(?:.*[._-])?(?:docker-)?compose(?:[._-].*)?\.ya?ml")
_REFERENCE = regex(r"\$\{?([A-Za-z_]\w*)(?::?-[^{}]*)?\}?")
_OVERRIDE = regex(r"(.*)[._]override\.ya?ml")
_MAX_EXTENDED = 8
_KIND = "compose-service"
_MAX_SERVICES = 200


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    documents = load(text, path)
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    folder = folder_of(path)
    dotenv = join(folder, ".env")
    beside = read_dotenv(tree, dotenv).environment if dotenv in tree.sizes else ()
    values = {value.name: value for value in (*exported(tree, folder), *beside)}
    processes: list[Process] = []
    variables: list[EnvValue] = []
    skipped: list[Skipped] = []
    for document in documents[:1]:
        for name, service in document["services"].pairs[:_MAX_SERVICES]:
            base = _overridden(tree, path, name, values)
            reader = _Service(tree, path, service, values, base)
            process = reader.process()
            processes.extend([process] if process is not None else [])
            processes.extend(reader.steps)
            variables.extend((*reader.environment, *reader.built))
            skipped.extend(reader.skipped)
    return Found(processes=tuple(processes), environment=tuple(variables), skipped=tuple(skipped))


def _overridden(
    tree: Tree, path: str, service: str, values: Mapping[str, EnvValue]
) -> "_Service | None":
    """The service that one of the same name in an override file is laid upon."""
    match = _OVERRIDE.fullmatch(name_of(path))
    if match is None:
        return None
    for ending in ("yml", "yaml"):
        other = join(folder_of(path), f"{match[1]}.{ending}")
        if other is not None and other in tree.sizes:
            return _read_service(tree, other, service, values, 1)
    return None


def _read_service(
    tree: Tree, path: str, service: str, values: Mapping[str, EnvValue], depth: int
) -> "_Service | None":
    """A service of a compose file, by name."""
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    documents = load(text, path) if isinstance(text, str) else []
    if isinstance(documents, Skipped) or not documents:
        return None
    node = documents[0]["services"][service]
    return _Service(tree, path, node, values, depth=depth) if node else None


class _Service:
    """One service of a compose file, on top of the one that it extends or overrides."""

    def __init__(
        self,
        tree: Tree,
        path: str,
        node: Node,
        values: Mapping[str, EnvValue],
        base: "_Service | None" = None,
        depth: int = 0,
    ) -> None:
        self._tree = tree
        self._path = path
        self._folder = folder_of(path)
        self._node = node
        self._sources = values
        self._values = {name: value.value for name, value in values.items()}
        self.skipped: list[Skipped] = []
        self.steps: list[Process] = []
        self.built: tuple[EnvValue, ...] = ()
        self._base = base or self._extended(depth)
        self.environment = self._environment()

    def _extended(self, depth: int) -> "_Service | None":
        """The service that `extends` names, in this file or in another one."""
        node = self._node["extends"]
        name = self._text(node) or self._text(node["service"])
        file = self._text(node["file"])
        path = join(self._folder, file) if file else self._path
        if not name or depth >= _MAX_EXTENDED:
            return None
        found = None
        if path is not None and path in self._tree.sizes:
            found = _read_service(self._tree, path, name, self._sources, depth + 1)
        if found is None:
            reason = f"service extends {name[:100]} of {file[:100] or 'this file'}, not in the tree"
            self.skipped.append(Skipped(self._path, reason, node.key_line))
        return found

    def _holder(self, *keys: str) -> "_Service":
        """Which of this service and those below it says something under a path of keys."""
        if self._node.at(*keys) or self._base is None:
            return self
        return self._base._holder(*keys)

    def _setting(self, *keys: str) -> str:
        holder = self._holder(*keys)
        return holder._text(holder._node.at(*keys))

    def process(self) -> Process | None:
        """What the service runs; None when nothing in the tree says so."""
        entrypoint, command = self._start("entrypoint"), self._start("command")
        stage, build = self._build()
        image = self._setting("image")
        said = self._said()
        if stage is None or build is None:
            if entrypoint is None and command is None and not image:
                return None
            start = combine(entrypoint, command) or Start((), False, said._node["image"].line)
            folder = self._setting("working_dir") or "/"
            return Process(
                kind=_KIND,
                path=said._path,
                line=start.line,
                command=start.words,
                in_shell=False,
                place=Place(folder, self._mounts(folder), self._folder),
                environment=self.environment,
                image=image,
                lines=start.lines,
                arguments_only=entrypoint is None,
                variables=self._used(),
            )
        built = replace(stage, folder=self._setting("working_dir") or stage.folder)
        process = image_process(build, built, _KIND, entrypoint=entrypoint, command=command)
        if process is None:
            return None
        first = entrypoint or command
        known = {value.name: value for value in (*process.environment, *self.environment)}
        mounts = (*self._mounts(built.folder), *process.place.mounts)
        return replace(
            process,
            path=said._path,
            line=first.line if first is not None else said._node["build"].key_line,
            written="" if first else build.path,
            lines=() if first else process.lines or (process.line,) * max(len(process.command), 1),
            one_line=True,
            place=replace(process.place, mounts=mounts),
            environment=tuple(known.values()),
        )

    def _said(self) -> "_Service":
        """Who says what is started; the lines of the process are of that file."""
        keys = ("entrypoint", "command", "build", "image")
        holders = [self._holder(key) for key in keys]
        found = zip(keys, holders, strict=True)
        return next((holder for key, holder in found if holder._node[key]), self)

    def _used(self) -> tuple[EnvValue, ...]:
        """Variables of the compose file that the words of the service's command ask for."""
        nodes = [self._holder(key)._node[key] for key in ("command", "entrypoint")]
        text = " ".join(n.text or "" for node in nodes for n in (node, *node.items))
        names = dict.fromkeys(re.findall(r"\$\{?([A-Za-z_]\w*)", text))
        return tuple(self._sources[name] for name in names if name in self._sources)

    def _text(self, node: Node) -> str:
        return interpolate(node.text or "", self._values)

    def _start(self, key: str) -> Start | None:
        """`command` or `entrypoint`: a list, or a text that compose splits itself."""
        node = self._holder(key)._node[key]
        if node.items:
            words = tuple(self._text(item) for item in node.items)
            return Start(words, False, node.line, tuple(item.line for item in node.items))
        words = split(self._text(node), escapes=True)
        if not words and node and (node.text == "" or node.is_list):  # what the image has is off
            return Start((), False, node.line) if key == "entrypoint" else None
        return Start(words, False, node.line, (node.line,) * len(words)) if words else None

    def _build(self) -> tuple[Stage, Build] | tuple[None, None]:
        """The stage that the service builds, when its Dockerfile is in the tree."""
        node = self._holder("build")._node["build"]
        if not node:
            return None, None
        holder = self._holder("build", "context")
        context = self._text(node) or self._text(holder._node["build"]["context"]) or "."
        folder = join(holder._folder, context) if "://" not in context else None
        name = self._setting("build", "dockerfile") or "Dockerfile"
        path = None if folder is None else join(folder, name)
        if path is None or path not in self._tree.sizes:
            reason = f"service builds {context[:100]}/{name[:100]}, which is not in the tree"
            self.skipped.append(Skipped(self._path, reason, node.key_line))
            return None, None
        given = {value.name: value for value in self._arguments()}
        build = read_build(self._tree, path, folder, given)
        if isinstance(build, Skipped):
            return None, None  # the Dockerfile's own reader reports it
        stage = build.stage(self._setting("build", "target") or None)
        if given:  # the build runs with other values than the Dockerfile alone says
            self.steps = [step_process(build, step) for s in build.stages for step in s.steps]
            inner = (v for step in self.steps for v in step.environment)
            own = stage.environment if stage is not None else ()
            self.built = tuple(dict.fromkeys((*own, *inner)))
        return (stage, build) if stage is not None else (None, None)

    def _arguments(self) -> tuple[EnvValue, ...]:
        """Build arguments, those of the service below first."""
        below = self._base._arguments() if self._base is not None else ()
        own = self._node["build"]["args"]
        return (*below, *environment(own, self._path, "compose build argument", self._values))

    def _environment(self) -> tuple[EnvValue, ...]:
        """`env_file`, then `environment` on top of it; both on top of the service below."""
        node = self._node["env_file"]
        files = [item.text or item["path"].text or "" for item in node.items] or [node.text or ""]
        found: list[EnvValue] = list(self._base.environment) if self._base is not None else []
        for name in files[:20]:
            path = join(self._folder, interpolate(name, self._values)) if name else None
            if path is not None and path in self._tree.sizes:
                found.extend(read_dotenv(self._tree, path).environment)
        kind = "compose environment"
        given = environment(self._node["environment"], self._path, kind, self._values)
        written = {v.name: v for v in environment(self._node["environment"], self._path, kind)}
        found.extend(self._source(value, written[value.name].value) for value in given)
        return tuple({value.name: value for value in found}.values())

    def _source(self, value: EnvValue, text: str) -> EnvValue:
        """A variable that only repeats another one is written where that is."""
        match = _REFERENCE.fullmatch(text)
        known = self._sources.get(match[1]) if match is not None else None
        return value if known is None else replace(known, name=value.name)

    def _mounts(self, folder: str) -> tuple[Mount, ...]:
        """Folders of the repository that are mounted into the container."""
        found = list(self._base._mounts(folder)) if self._base is not None else []
        for item in self._node["volumes"].items:
            text = self._text(item)
            source, _, rest = text.partition(":")
            target = rest.partition(":")[0]
            if not text:
                source, target = self._text(item["source"]), self._text(item["target"])
            real = join(self._folder, source) if source.startswith((".", "/")) else None
            if real is not None and target:
                found.append(Mount(posixpath.normpath(posixpath.join(folder, target)), real))
        return tuple(found)


READER = Reader("compose file", lambda path: bool(_NAMES.fullmatch(name_of(path))), _read)
"""Reads compose files."""

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
from reach.records.project import EnvValue, Skipped

_NAMES = re.compile(r"(?:.*[._-])?(?:docker-)?compose(?:[._-].*)?\.ya?ml")
_REFERENCE = re.compile(r"\$\{?([A-Za-z_]\w*)(?::?-[^{}]*)?\}?")
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
        for _, service in document["services"].pairs[:_MAX_SERVICES]:
            reader = _Service(tree, path, service, values)
            process = reader.process()
            processes.extend([process] if process is not None else [])
            processes.extend(reader.steps)
            variables.extend((*reader.environment, *reader.built))
            skipped.extend(reader.skipped)
    return Found(processes=tuple(processes), environment=tuple(variables), skipped=tuple(skipped))


class _Service:
    """One service of a compose file."""

    def __init__(self, tree: Tree, path: str, node: Node, values: Mapping[str, EnvValue]) -> None:
        self._tree = tree
        self._path = path
        self._folder = folder_of(path)
        self._node = node
        self._sources = values
        self._values = {name: value.value for name, value in values.items()}
        self.skipped: list[Skipped] = []
        self.steps: list[Process] = []
        self.built: tuple[EnvValue, ...] = ()
        self.environment = self._environment()

    def process(self) -> Process | None:
        """What the service runs; None when nothing in the tree says so."""
        entrypoint, command = self._start("entrypoint"), self._start("command")
        stage, build = self._build()
        image = self._text(self._node["image"])
        if stage is None or build is None:
            if entrypoint is None and command is None and not image:
                return None
            start = combine(entrypoint, command) or Start((), False, self._node["image"].line)
            folder = self._text(self._node["working_dir"]) or "/"
            return Process(
                kind=_KIND,
                path=self._path,
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
        built = replace(stage, folder=self._text(self._node["working_dir"]) or stage.folder)
        process = image_process(build, built, _KIND, entrypoint=entrypoint, command=command)
        if process is None:
            return None
        first = entrypoint or command
        known = {value.name: value for value in (*process.environment, *self.environment)}
        mounts = (*self._mounts(built.folder), *process.place.mounts)
        return replace(
            process,
            path=self._path,
            line=first.line if first is not None else self._node["build"].key_line,
            one_line=True,
            place=replace(process.place, mounts=mounts),
            environment=tuple(known.values()),
        )

    def _used(self) -> tuple[EnvValue, ...]:
        """Variables of the compose file that the words of the service's command ask for."""
        nodes = [self._node[key] for key in ("command", "entrypoint")]
        text = " ".join(n.text or "" for node in nodes for n in (node, *node.items))
        names = dict.fromkeys(re.findall(r"\$\{?([A-Za-z_]\w*)", text))
        return tuple(self._sources[name] for name in names if name in self._sources)

    def _text(self, node: Node) -> str:
        return interpolate(node.text or "", self._values)

    def _start(self, key: str) -> Start | None:
        """`command` or `entrypoint`: a list, or a text that compose splits itself."""
        node = self._node[key]
        if node.items:
            words = tuple(self._text(item) for item in node.items)
            return Start(words, False, node.line, tuple(item.line for item in node.items))
        words = split(self._text(node))
        if not words and node and (node.text == "" or node.is_list):  # what the image has is off
            return Start((), False, node.line) if key == "entrypoint" else None
        return Start(words, False, node.line, (node.line,) * len(words)) if words else None

    def _build(self) -> tuple[Stage, Build] | tuple[None, None]:
        """The stage that the service builds, when its Dockerfile is in the tree."""
        node = self._node["build"]
        if not node:
            return None, None
        context = self._text(node) or self._text(node["context"]) or "."
        folder = join(self._folder, context) if "://" not in context else None
        name = self._text(node["dockerfile"]) or "Dockerfile"
        path = None if folder is None else join(folder, name)
        if path is None or path not in self._tree.sizes:
            reason = f"service builds {context[:100]}/{name[:100]}, which is not in the tree"
            self.skipped.append(Skipped(self._path, reason, node.key_line))
            return None, None
        arguments = environment(node["args"], self._path, "compose build argument", self._values)
        given = {value.name: value for value in arguments}
        build = read_build(self._tree, path, folder, given)
        if isinstance(build, Skipped):
            return None, None  # the Dockerfile's own reader reports it
        stage = build.stage(self._text(node["target"]) or None)
        if given:  # the build runs with other values than the Dockerfile alone says
            self.steps = [step_process(build, step) for s in build.stages for step in s.steps]
            self.built = stage.environment if stage is not None else ()
        return (stage, build) if stage is not None else (None, None)

    def _environment(self) -> tuple[EnvValue, ...]:
        """`env_file`, then `environment` on top of it."""
        node = self._node["env_file"]
        files = [item.text or item["path"].text or "" for item in node.items] or [node.text or ""]
        found: list[EnvValue] = []
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
        found: list[Mount] = []
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

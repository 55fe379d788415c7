"""The image that a Dockerfile builds: what it holds, what it sets, what it starts."""

import fnmatch
import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace

from reach.discover.docker.instructions import Instruction
from reach.discover.docker.written import Written, laid_upon, written_by
from reach.discover.expansion import expand
from reach.discover.found import Mount
from reach.discover.tree import Tree, folder_of, join
from reach.later import regex
from reach.records.project import EnvValue
from reach.records.record import dataclass

_VARIABLE = regex(r"\\(.)|\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-+])([^{}]*))?\})", re.DOTALL)
_PAIR = regex(
    r"([A-Za-z_][\w.-]*)(?:=((?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|\\.|[^\s\"'\\])*))?", re.DOTALL
)
_QUOTED = regex(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|\\(.)|([^\"'\\]+)", re.DOTALL)
_FLAG = regex(r"[ \t\\\n]*--([a-z]+)(?:=(\S*))?(?=\s)")
_FROM = regex(r"(\S+)(?:\s+as\s+(\S+))?\s*", re.IGNORECASE)
_MAX_MOUNTS = 300
_MAX_SOURCES = 50
_MAX_GLOBS = 100

FOLDERS = frozenset(
    """
    / /bin /etc /home /lib /media /mnt /opt /root /sbin /srv /tmp /usr /usr/bin /usr/lib /usr/local
    /usr/local/bin /usr/local/lib /usr/local/sbin /usr/sbin /usr/share /usr/src /var /var/lib
    /var/tmp
    """.split()
)
"""Folders that an image of Linux has before anything is copied."""


@dataclass(frozen=True, slots=True)
class Start:
    """CMD or ENTRYPOINT."""

    words: tuple[str, ...]
    """The argument vector, or the one text of the shell form."""
    shell: bool
    line: int
    lines: tuple[int, ...] = ()
    """Line of each word, where they have several."""


@dataclass(frozen=True, slots=True)
class Step:
    """A RUN instruction, or an ADD that downloads, with what holds where it stands."""

    instruction: Instruction
    environment: tuple[EnvValue, ...]
    folder: str
    mounts: tuple[Mount, ...]
    words: tuple[str, ...] = ()
    """Of ADD, as a command."""
    unset: tuple[EnvValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """One build stage, as it ends."""

    name: str
    base: str
    """The image it starts from; the outermost one, when that is another stage."""
    line: int
    parent: str | None = None
    """Name of the stage it starts from."""
    folder: str = "/"
    environment: tuple[EnvValue, ...] = ()
    mounts: tuple[Mount, ...] = ()
    """Latest first."""
    entrypoint: Start | None = None
    command: Start | None = None
    starts: bool = False
    """It has a CMD or ENTRYPOINT of its own."""
    steps: tuple[Step, ...] = ()
    sources: frozenset[str] = frozenset()
    """Other stages that files are copied from."""
    unset: tuple[EnvValue, ...] = ()
    """Build arguments without a value."""
    written: tuple[Written, ...] = ()
    """Files that its steps make."""


@dataclass(slots=True)
class Builder:
    """Walks over the instructions of one Dockerfile."""

    tree: Tree
    path: str
    context: str
    """Folder of the tree that COPY copies from."""
    given: Mapping[str, EnvValue]
    """Build arguments given from outside."""
    globs: int = 0
    """Patterns that were matched against the tree so far."""
    worked_in: frozenset[str] = frozenset()
    """Absolute folders that WORKDIR names anywhere."""

    def stages(self, instructions: list[Instruction]) -> list[Stage]:
        """Every stage, in order."""
        self.worked_in = frozenset(
            posixpath.normpath(unquote(each.joined.strip()))
            for each in instructions
            if each.keyword == "WORKDIR" and each.joined.strip("\"' \t").startswith("/")
        )
        stages: dict[str, Stage] = {}
        arguments: dict[str, EnvValue] = {}
        stage: Stage | None = None
        local: dict[str, EnvValue] = {}
        for instruction in instructions:
            if instruction.keyword == "FROM":
                stage, local = self._from(instruction, stages, arguments), {}
            elif instruction.keyword == "ARG":
                known = local if stage is not None else arguments
                unset = self._argument(instruction, known, arguments, stage)
                if stage is not None and unset:
                    stage = replace(stage, unset=(*stage.unset, *unset))
            elif stage is not None:
                stage = self._apply(stage, instruction, local, stages)
            if stage is not None:
                stages[stage.name] = stage
        return list(stages.values())

    def _from(
        self, instruction: Instruction, stages: dict[str, Stage], arguments: dict[str, EnvValue]
    ) -> Stage:
        text = _FLAG.sub("", " " + instruction.joined).strip()
        match = _FROM.match(substitute(text, arguments))
        base = match[1] if match else ""
        name = (match[2] if match and match[2] else str(len(stages))).lower()
        parent = stages.get(base.lower())
        if parent is None:
            return Stage(name, base, instruction.line)
        return replace(
            parent, name=name, line=instruction.line, parent=parent.name, starts=False, steps=()
        )

    def _argument(
        self,
        instruction: Instruction,
        known: dict[str, EnvValue],
        outer: dict[str, EnvValue],
        stage: Stage | None,
    ) -> list[EnvValue]:
        """ARG: given from outside, else its default, else what was declared before FROM. What
        stays without a value is returned."""
        unset: list[EnvValue] = []
        for name, text in pairs(instruction.joined):
            values = {**known, **_by_name(stage.environment if stage else ())}
            if name in self.given:
                known[name] = self.given[name]
            elif text is not None:
                value = unquote(substitute(text, values))
                known[name] = EnvValue(name, value, self.path, instruction.line, "Dockerfile ARG")
            elif name in outer:
                known[name] = outer[name]
            elif not stage or name not in _by_name(stage.environment):
                unset.append(EnvValue(name, "", self.path, instruction.line, "Dockerfile ARG"))
        return unset

    def _apply(
        self,
        stage: Stage,
        instruction: Instruction,
        local: dict[str, EnvValue],
        stages: dict[str, Stage],
    ) -> Stage:
        values = {**local, **_by_name(stage.environment)}
        new = written_by(instruction, stage.folder, lambda text: substitute(text, values))
        if new:
            stage = replace(stage, written=laid_upon(stage.written, new))
        match instruction.keyword:
            case "ENV":
                return replace(stage, environment=self._environment(stage, instruction, values))
            case "WORKDIR":
                folder = unquote(substitute(instruction.joined, values))
                return replace(stage, folder=_resolve(stage.folder, folder))
            case "COPY" | "ADD":
                return self._copy(stage, instruction, values, stages)
            case "CMD":
                return replace(stage, command=_start(instruction), starts=True)
            case "ENTRYPOINT":
                own = stage.command if stage.starts else None
                return replace(stage, entrypoint=_start(instruction), command=own, starts=True)
            case "RUN":
                environment = tuple(values.values())
                step = Step(instruction, environment, stage.folder, stage.mounts, unset=stage.unset)
                return replace(stage, steps=(*stage.steps, step))
        return stage

    def _environment(
        self, stage: Stage, instruction: Instruction, values: dict[str, EnvValue]
    ) -> tuple[EnvValue, ...]:
        found = _by_name(stage.environment)
        text = instruction.joined
        first, _, rest = text.partition(" ")
        if "=" not in first:  # the old form: one variable, the rest of the line is its value
            settings: list[tuple[str, str | None]] = [(first, rest.strip())]
        else:
            settings = pairs(text)
        for name, value in settings:
            if value is not None and re.fullmatch(r"[A-Za-z_][\w.-]*", name):
                known = unquote(substitute(value, values))
                line = instruction.line + _offset(instruction.text, name)
                found[name] = EnvValue(name, known, self.path, line, "Dockerfile ENV")
        return tuple(found.values())

    def _copy(
        self,
        stage: Stage,
        instruction: Instruction,
        values: dict[str, EnvValue],
        stages: dict[str, Stage],
    ) -> Stage:
        text = " " + instruction.joined
        flags: dict[str, str] = {}
        while (match := _FLAG.match(text)) is not None:
            flags[match[1]] = match[2] or ""
            text = text[match.end() :]
        words = _words(text, values)
        if len(words) < 2:
            return stage
        if instruction.keyword == "ADD" and any("://" in word for word in words[:-1]):
            options = [f"--{name}={value}" for name, value in flags.items()]
            step = Step(
                instruction,
                tuple(values.values()),
                stage.folder,
                stage.mounts,
                ("ADD", *options, *words),
                stage.unset,
            )
            stage = replace(stage, steps=(*stage.steps, step))
        sources, target = words[:-1][:_MAX_SOURCES], words[-1]
        into = target.endswith("/") or target in (".", "..") or len(sources) > 1
        seen = _resolve(stage.folder, target)
        into = into or seen == stage.folder or self._is_folder(seen, stage)
        origin = flags.get("from")
        if origin is None:
            found = [mount for source in sources for mount in self._mounts(source, seen, into)]
        else:
            other = stages.get(origin.lower())
            if other is None:
                return stage
            found = [mount for source in sources for mount in _carried(other, source, seen, into)]
            carried = [
                replace(file, path=_at(seen, file.path) if into else seen)
                for file in other.written
                if file.path in sources
            ]
            stage = replace(
                stage,
                sources=stage.sources | {other.name},
                written=laid_upon(stage.written, carried),
            )
        return replace(stage, mounts=(*reversed(found), *stage.mounts)[:_MAX_MOUNTS])

    def _is_folder(self, seen: str, stage: Stage) -> bool:
        """Whether a path that does not say so is a folder: one that every image has, a working
        folder of this file, or one that holds what was copied before."""
        return (
            seen in FOLDERS
            or seen in self.worked_in
            or any(mount.seen.startswith(f"{seen}/") for mount in stage.mounts)
            or any(mount.seen == seen and mount.real in self.tree.folders for mount in stage.mounts)
        )

    def _mounts(self, source: str, seen: str, into: bool) -> list[Mount]:
        """Where a source of the build context appears in the image."""
        if "://" in source or source.startswith("git@"):
            return []
        real = join(self.context, source.lstrip("/"))
        if real is None:
            return []
        if any(character in source for character in "*?["):
            folder = folder_of(real)
            self.globs += 1
            files = self.tree.files if self.globs <= _MAX_GLOBS else ()
            names = fnmatch.filter((path for path in files if folder_of(path) == folder), real)
            return [Mount(_at(seen, path), path) for path in names[:_MAX_MOUNTS]]
        if real in self.tree.folders:
            return [Mount(seen, real)]
        return [Mount(_at(seen, real) if into else seen, real)]


def _carried(stage: Stage, source: str, seen: str, into: bool) -> list[Mount]:
    """What `COPY --from` brings along of the files that the other stage got."""
    path = posixpath.normpath(posixpath.join("/", source))
    found: list[Mount] = []
    for mount in stage.mounts:
        if mount.seen == path or path.startswith(mount.seen.rstrip("/") + "/"):
            rest = path[len(mount.seen.rstrip("/")) :].lstrip("/")
            real = join(mount.real, rest)
            target = _at(seen, path) if into and "." in posixpath.basename(path) else seen
            found.extend([Mount(target, real)] if real is not None else [])
        elif mount.seen.startswith(path.rstrip("/") + "/"):
            found.append(Mount(_join(seen, mount.seen[len(path.rstrip("/")) :]), mount.real))
    return found[::-1]


def pairs(text: str) -> list[tuple[str, str | None]]:
    """`A=1 B="two" C` as names and raw values."""
    return [
        (match[1], match[2])
        for match in _PAIR.finditer(text)
        if match.start() == 0 or _is_gap(text, match)
    ]


def _is_gap(text: str, match: re.Match[str]) -> bool:
    return text[match.start() - 1].isspace()


def substitute(text: str, values: Mapping[str, EnvValue]) -> str:
    """Replace variables as the builder does; an unknown one stays as it is written."""

    def value(match: re.Match[str]) -> str:
        if match[1] is not None:
            return match[0]
        known = values.get(match[2] or match[3])
        operator = match[4] or ""
        if operator.endswith("+"):
            return match[5] if known is not None else ""
        if known is not None and (known.value or not operator.startswith(":")):
            return known.value
        if operator:
            return str(match[5])
        return f"${{{match[2] or match[3]}}}"

    return expand(_VARIABLE, value, text)


def unquote(text: str) -> str:
    """Take quotes and escapes off."""
    parts: list[str] = []
    for double, single, escaped, plain in _QUOTED.findall(text):
        parts.append(re.sub(r'\\(["\\$])', r"\1", double) or single or escaped or plain)
    return "".join(parts).strip()


def _words(text: str, values: Mapping[str, EnvValue]) -> list[str]:
    listed = _json_list(text)
    words = list(listed) if listed is not None else [unquote(word) for word in text.split()]
    return [substitute(word, values) for word in words]


def _start(instruction: Instruction) -> Start:
    listed = _json_list(instruction.joined)
    if listed is not None:
        return Start(listed, False, instruction.line)
    return Start((instruction.text,), True, instruction.line)


def _json_list(text: str) -> tuple[str, ...] | None:
    """The exec form; None when the text is not a JSON list of strings."""
    if not text.lstrip().startswith("["):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


def _by_name(values: tuple[EnvValue, ...]) -> dict[str, EnvValue]:
    return {value.name: value for value in values}


def _offset(text: str, name: str) -> int:
    """How many lines below the keyword a variable is set."""
    match = re.search(rf"(?:^|\s){re.escape(name)}[=\s]", text)
    return text.count("\n", 0, match.start() + 1) if match else 0


def _resolve(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path or "."))


def _at(folder: str, path: str) -> str:
    return _join(folder, posixpath.basename(path))


def _join(folder: str, rest: str) -> str:
    return f"{folder.rstrip('/')}/{rest.lstrip('/')}"

"""Read a Dockerfile and say which processes its build and its image run."""

import json
import shlex
from collections.abc import Mapping

from reach.discover.docker.image import Builder, Stage, Start, Step
from reach.discover.docker.instructions import Instruction, parse
from reach.discover.docker.written import started_file
from reach.discover.found import Place, Process
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, above, folder_of, join
from reach.records.project import EnvValue, Skipped
from reach.records.record import dataclass


@dataclass(frozen=True, slots=True)
class Build:
    """A Dockerfile that was read."""

    path: str
    context: str
    stages: tuple[Stage, ...]

    def started(self) -> list[Stage]:
        """Stages that run: the last one, and others with a command that no stage builds on."""
        used = {name for stage in self.stages for name in (*stage.sources, stage.parent)}
        return [
            stage
            for stage in self.stages
            if stage is self.stages[-1] or (stage.starts and stage.name not in used)
        ]

    def needed(self) -> set[str]:
        """Names of the stages that are built for those that run."""
        by_name = {stage.name: stage for stage in self.stages}
        found: set[str] = set()
        work = [stage.name for stage in self.started()]
        while work:
            name = work.pop()
            if name in found or name not in by_name:
                continue
            found.add(name)
            stage = by_name[name]
            work += [*stage.sources, *([stage.parent] if stage.parent else [])]
        return found

    def stage(self, name: str | None) -> Stage | None:
        """The stage of a target, or the last one."""
        if name is None:
            return self.stages[-1] if self.stages else None
        return next((stage for stage in self.stages if stage.name == name.lower()), None)


def read_build(
    tree: Tree,
    path: str,
    context: str | None = None,
    given: Mapping[str, EnvValue] | None = None,
) -> Build | Skipped:
    """Read a Dockerfile. Without a context, the folder is taken that COPY's sources lie in."""
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return text
    instructions = parse(text)
    if not any(instruction.keyword == "FROM" for instruction in instructions):
        return Skipped(path, "no FROM: not a Dockerfile")
    folder = _context(tree, path, instructions) if context is None else context
    builder = Builder(tree, path, folder, given or {})
    return Build(path, folder, tuple(builder.stages(instructions)))


def _context(tree: Tree, path: str, instructions: list[Instruction]) -> str:
    """The folder, from the Dockerfile's own upwards, below which most copied sources exist."""
    sources = [
        word
        for instruction in instructions
        if instruction.keyword in ("COPY", "ADD") and "--from" not in instruction.text
        for word in instruction.joined.split()[:-1]
        if not word.startswith("--") and word.strip("./") and "$" not in word
    ][:100]
    best, most = folder_of(path), 0
    for folder in above(folder_of(path)):
        places = [join(folder, word.strip('[",/')) for word in sources]
        count = sum(place in tree.sizes or place in tree.folders for place in places)
        if count > most:
            best, most = folder, count
    return best


def step_process(build: Build, step: Step) -> Process:
    """The process of a RUN instruction, or of the download that ADD makes."""
    instruction = step.instruction
    place = Place(step.folder, step.mounts, build.context)
    if step.words:
        return Process(
            kind="dockerfile-run",
            path=build.path,
            line=instruction.line,
            command=step.words,
            in_shell=False,
            place=place,
            environment=step.environment,
            unset=step.unset,
            listing=True,
        )
    text, line = _run_text(instruction)
    return Process(
        kind="dockerfile-run",
        path=build.path,
        line=line,
        command=(text,),
        in_shell=True,
        place=place,
        environment=step.environment,
        unset=step.unset,
        listing=True,
    )


def _run_text(instruction: Instruction) -> tuple[str, int]:
    """The shell text of RUN and its line, here-documents put where a shell has them."""
    text, line = instruction.text, instruction.line
    while True:  # flags such as --mount=… come before the command
        stripped = text.lstrip(" \t\\")
        if stripped.startswith("\n"):
            text, line = stripped[1:], line + 1
        elif stripped.startswith("--"):
            end = next((i for i, c in enumerate(stripped) if c in " \t\\\n"), len(stripped))
            text = stripped[end:]
            if not text:
                break
        else:
            break
    if not instruction.heredocs:
        listed = text.strip()
        return (_exec_form(listed) or text, line)
    command = text.strip()
    first = instruction.heredocs[0]
    if command.startswith("<<") and len(command.split()) == 1:
        return _scripted(first)
    bodies = "".join(
        f"{body}\n{_delimiter(text, i)}\n" for i, (body, _) in enumerate(instruction.heredocs)
    )
    return f"{text}\n{bodies}", line


def _scripted(heredoc: tuple[str, int]) -> tuple[str, int]:
    """A here-document that is the command: a shell script, unless its first line says otherwise."""
    body, line = heredoc
    first = body.partition("\n")[0]
    if first.startswith("#!") and "python" in first:
        return f"python - <<'end-of-code'\n{body}\nend-of-code\n", line - 1
    return body, line


def _delimiter(text: str, index: int) -> str:
    pieces = text.split("<<")[1:]
    words = pieces[index].lstrip("-").split() if index < len(pieces) else []
    return words[0].strip("'\"") if words else ""


def _exec_form(text: str) -> str:
    """A RUN in exec form as shell text."""
    if not text.startswith("["):
        return ""
    try:
        words = json.loads(text.replace("\\\n", " "))
    except ValueError:
        return ""
    return shlex.join(str(word) for word in words) if isinstance(words, list) else ""


def image_process(
    build: Build,
    stage: Stage,
    kind: str | None = None,
    *,
    entrypoint: Start | None = None,
    command: Start | None = None,
) -> Process | None:
    """The process of a container. A given entrypoint or command overrides that of the image."""
    entry = entrypoint or stage.entrypoint
    default = stage.command if entrypoint is None else None
    if entry is not None and default is not None and default.words in _USAGE:
        default = None
    start = combine(entry, command or default)
    if start is None:
        return _served(build, stage, kind)
    chosen = entry is None or start.words != entry.words
    made = started_file(stage.written, stage.folder, start.words, start.shell)
    return Process(
        kind=kind or ("dockerfile-cmd" if chosen else "dockerfile-entrypoint"),
        path=build.path,
        line=made[1] if made else start.line,
        command=made[:1] if made else start.words,
        in_shell=start.shell or made is not None,
        place=Place(stage.folder, stage.mounts, build.context),
        environment=stage.environment,
        image=stage.base,
        arguments_only=entry is None,
        unset=stage.unset,
        lines=start.lines if made is None and not start.shell else (),
    )


def _served(build: Build, stage: Stage, kind: str | None) -> Process:
    """What the image below starts, where this one only sets variables: if that is a server that
    is known, it reads them."""
    return Process(
        kind=kind or "dockerfile-image",
        path=build.path,
        line=stage.line,
        command=(),
        in_shell=False,
        place=Place(stage.folder, stage.mounts, build.context),
        environment=stage.environment,
        image=stage.base,
        arguments_only=True,
        unset=stage.unset,
        listing=True,
    )


_USAGE = (("--help",), ("-h",))
"""What a CMD says to ask for arguments: those of the containers that do something are others."""


def combine(entry: Start | None, command: Start | None) -> Start | None:
    """ENTRYPOINT and CMD together, as the container runtime puts them."""
    if entry is None or command is None or entry.shell:
        return entry or command
    words = ("/bin/sh", "-c", *command.words) if command.shell else command.words
    lines = (*_lines(entry, entry.words), *_lines(command, words))
    return Start(entry.words + words, False, entry.line, lines)


def _lines(start: Start, words: tuple[str, ...]) -> tuple[int, ...]:
    return start.lines if len(start.lines) == len(words) else (start.line,) * len(words)

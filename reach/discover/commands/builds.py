"""`docker build` and its like: the Dockerfile, with the build arguments that the command gives."""

import posixpath

from reach.discover.commands.command import Command
from reach.discover.commands.place import find_file, find_folder
from reach.discover.commands.target import doubt
from reach.discover.docker.build import image_process, read_build, step_process
from reach.discover.found import Place, Process
from reach.discover.tree import Tree, join
from reach.records.project import EnvValue, Skipped
from reach.records.record import dataclass

_BUILDERS = frozenset({"buildah", "docker", "nerdctl", "podman", "img", "kaniko", "executor"})
_WORDS = frozenset({"build", "bud", "buildx", "builder", "image"})
_SWITCHES = frozenset(
    """
    --force-rm --load --no-cache --pull --push --quiet -q --rm --squash --compress --layers
    """.split()
)

MAX_BUILDS = 2_000
"""Steps and images of `docker build` that are followed."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build runs, and what its image sets."""

    processes: tuple[Process, ...] = ()
    environment: tuple[EnvValue, ...] = ()


@dataclass(slots=True)
class _Options:
    """What a build command says."""

    arguments: dict[str, tuple[str, int]]
    """Build arguments with their values, and the positions of the words that hold them."""
    file: str = ""
    target: str = ""
    context: str = ""


def built(
    command: Command, variables: tuple[EnvValue, ...], tree: Tree, place: Place
) -> Built | None:
    """What a command builds of a Dockerfile of the tree; None when it is no such command, or gives
    no build argument: the Dockerfile alone says the rest."""
    argv = command.argv
    if posixpath.basename(argv[0]) not in _BUILDERS or not _WORDS & set(argv[1:4]):
        return None
    options = _options(argv)
    given = _given(options, command, (*variables, *command.environment))
    folder = find_folder(tree, place, options.context or ".")
    path = _dockerfile(options, folder, tree, place)
    if not given or folder is None or path is None:
        return None
    build = read_build(tree, path, folder, given)
    if isinstance(build, Skipped):
        return None
    stage = build.stage(options.target or None)
    steps = [step_process(build, step) for each in build.stages for step in each.steps]
    image = image_process(build, stage) if stage is not None else None
    processes = (*steps, *([image] if image is not None else []))
    set_ = dict.fromkeys(value for process in processes for value in process.environment)
    return Built(processes, tuple(set_))


def _dockerfile(options: _Options, folder: str | None, tree: Tree, place: Place) -> str | None:
    if options.file:
        return None if doubt(options.file) else find_file(tree, place, options.file)
    path = join(folder, "Dockerfile") if folder is not None else None
    return path if path in tree.sizes else None


def _options(argv: tuple[str, ...]) -> _Options:
    found, at = _Options({}), 1
    while at < len(argv):
        word = argv[at]
        at += 1
        if not word.startswith("-"):
            found.context = word if word not in _WORDS else found.context
            continue
        name, equals, value = word.partition("=")
        if not equals and name not in _SWITCHES and at < len(argv):
            value = argv[at]
            at += 1
        if name == "--build-arg":
            key, _, text = value.partition("=")
            found.arguments[key] = (text if "=" in value else f"${{{key}}}", at - 1)
        elif name in ("-f", "--file", "--dockerfile"):
            found.file = value
        elif name == "--target":
            found.target = value
        elif name == "--context":
            found.context = value
    return found


def _given(
    options: _Options, command: Command, variables: tuple[EnvValue, ...]
) -> dict[str, EnvValue]:
    """The build arguments that are known, each where its value is written."""
    found: dict[str, EnvValue] = {}
    by_name = {value.name: value for value in variables}
    for name, (text, index) in options.arguments.items():
        if text == f"${{{name}}}" and name in by_name:
            text = by_name[name].value
        if not text or doubt(text):
            continue
        known = next((v for v in variables if v.value == text), None)
        line = command.lines[index] if index < len(command.lines) else command.lines[0]
        place = EnvValue(name, text, command.path, line, "build argument")
        found[name] = (
            place if known is None else EnvValue(name, text, known.path, known.line, known.kind)
        )
    return found

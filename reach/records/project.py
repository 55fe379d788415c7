"""What `discover` finds in a tree, before any Python is parsed."""

from dataclasses import field
from pathlib import Path

from reach.records.record import dataclass


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or part of one, that the scan could not use, and why."""

    path: str
    """Relative to the scanned root, `/`-separated."""
    reason: str
    line: int | None = None
    """1-based line of the problem, where one is known."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One Python file or notebook of the project."""

    path: str
    """Relative to the scanned root, `/`-separated; unique in the project."""
    module: str
    """Dotted module name as the project imports it (`app.loader`); a package's `__init__.py`
    has the package's name. Scripts outside every package use their stem."""
    is_package: bool
    """True for `__init__.py`: relative imports count from here."""
    kind: str
    """`python`, `stub` (.pyi) or `notebook`."""
    development: bool
    """True for tests, examples, benchmarks and docs (by folder or file name)."""
    absolute: Path
    inside: str = ""
    """For code that stands in another file (`python -c`, a here-document, a ConfigMap): that file.
    `path` is then no file, but lies in the folder that the code runs in."""
    line: int = 1
    """First line of such code in the other file."""
    text: str = ""
    """Such code, as Python gets it."""
    content: bytes | None = None
    """What stands in place of the file's own bytes, if anything does."""
    apart: bool = False
    """Whether nothing that is looked for concerns it: all that matters is whether it can be
    read."""


@dataclass(frozen=True, slots=True)
class ScriptDeclaration:
    """A program declared in a manifest, such as a console script."""

    name: str
    module: str
    function: str
    """Dotted attribute path inside the module; empty when the module itself is run."""
    path: str
    line: int
    kind: str = "console-script"
    """`console-script`, `gui-script`, `script` (a file), or `plugin`: loaded by another program."""
    group: str = ""
    """For `plugin`: the name under which that program looks for it."""


@dataclass(frozen=True, slots=True)
class EnvValue:
    """An environment variable set by a deployment file."""

    name: str
    value: str
    path: str
    line: int
    kind: str
    """Where it was written, e.g. `Dockerfile ENV`."""


@dataclass(frozen=True, slots=True)
class InnerText:
    """The text of a file that stands in a deployment file, such as one of a config map."""

    path: str
    """What it is called: the file that it stands in, `#`, and a name."""
    inside: str
    line: int
    """Line of its first line in `inside`."""
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """The files of the tree as the processes of one container see them."""

    path: str
    """The deployment file that says so."""
    folder: str
    """Absolute working folder."""
    mounts: tuple[tuple[str, str], ...]
    """Absolute paths, with the file or folder of the tree, or the `InnerText`, that is there; what
    hides others comes first."""


@dataclass(frozen=True, slots=True)
class Launch:
    """A process that a deployment file starts, resolved as far as text allows."""

    kind: str
    """`dockerfile-cmd`, `dockerfile-entrypoint` (one without a CMD), `dockerfile-image` (what the
    image below starts), `dockerfile-run` (at image build), `compose-service`,
    `kubernetes-container`, `procfile`, `systemd-service`, `supervisord-program`, `bentofile`,
    `ecs-container`, `terraform-container`,
    `cog-predict`, `cog-train`, `cog-run` (at image build), `truss-model`, `truss-server`,
    `truss-weights` and `truss-build` (at image build), `serverless-function`, `ray-serve`,
    `prefect-deployment`, `mlserver-model`, `mlserver-runtime`, `render-service`, `fly-process`,
    `app-engine`, `kubernetes-resource`, `vertex-job`, `crontab`; and those that deploy nothing:
    `dockerfile-stage` (at the build of a stage that no image is made of), `github-workflow`,
    `gitlab-ci`, `makefile`, `notebook-command`, `shell-script`, `justfile`, `tox`, `jenkins`,
    `docker-bake`, `subprocess` (the program runs it itself), and the other lists of commands of
    `deployments/tasks.py`."""
    path: str
    line: int
    command: tuple[str, ...]
    """The argument vector, shell quoting removed."""
    target: str
    """`module` (python -m), `script` (a file), `application` (module:attribute for a server),
    `code` (Python text after -c or in a here-document), `program` (any other, a console script
    among them), `image` (what the container image starts by itself) or `unknown`."""
    name: str
    """The module, path relative to the root, `module:attribute`, Python text that begins at
    `line`, program name, or image. Modules are named as in `SourceFile.module` where the file is
    in the tree; a package that is run is named with its `__main__`."""
    arguments: tuple[str, ...] = ()
    """The arguments that the program itself receives."""
    environment: tuple[EnvValue, ...] = ()
    reason: str = ""
    """Why `target` is unknown."""
    source: str = ""
    """For `code`: the `path` of the `SourceFile` that holds it."""
    written: str = ""
    """The file that the command is written in: `path`, or a script that is followed from there."""
    lines: tuple[int, ...] = ()
    """Line of each word of `command` in `written`."""
    nth: int = 0
    """How many other commands that begin on the same line come before."""
    unset: tuple[EnvValue, ...] = ()
    """Build arguments that nothing gives a value."""
    unfilled: tuple[EnvValue, ...] = ()
    """Variables of the process that are set to something that is not known."""
    variables: tuple[EnvValue, ...] = ()
    """What a script assigned before, exported or not."""
    later: tuple[str, ...] = ()
    """Commands of the same text that come after it and may check what it fetched."""
    replaceable: bool = False
    """Whether words of it are what a variable has unless the environment says otherwise."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A version constraint on a distribution, as some manifest states it."""

    name: str
    """Normalised (PEP 503) distribution name."""
    specifier: str
    """PEP 440 specifier set, e.g. `==2.4.1`; empty when unconstrained."""
    path: str
    line: int
    kind: str
    """`lock`, `requirements`, `pyproject`, `setup.cfg`, `setup.py`, `constraints`, `dockerfile`,
    `notebook`, `script`."""


@dataclass(frozen=True, slots=True)
class Project:
    """Everything `discover` knows about the scanned tree."""

    root: Path
    sources: tuple[SourceFile, ...]
    scripts: tuple[ScriptDeclaration, ...] = ()
    launches: tuple[Launch, ...] = ()
    environment: tuple[EnvValue, ...] = ()
    """Every variable that a deployment file or `.env` sets."""
    unfilled: tuple[EnvValue, ...] = ()
    """Variables that deployment files set to what is not known."""
    requirements: tuple[Requirement, ...] = ()
    config_files: tuple[str, ...] = ()
    """YAML, JSON, TOML and INI files, relative paths: read only when code names them."""
    views: tuple[View, ...] = ()
    """Where containers have files of the tree."""
    texts: tuple[InnerText, ...] = ()
    """Files that stand in deployment files."""
    skipped: tuple[Skipped, ...] = ()
    settings: dict[str, object] = field(default_factory=dict)
    roots: tuple[str, ...] = ()
    """Folders, relative to the root (itself the empty string), from which absolute imports may be
    resolved. A file that is in no package sees its own folder first; then the deepest root above
    the importing file counts, then the others in this order."""
    listing: bytes = b""
    """Digest of the names and sizes of all files of the tree."""
    named: bytes = b""
    """Digest of their names."""
    contents: dict[str, bytes] = field(default_factory=dict, compare=False)
    """Digests of the files that were read, by path."""

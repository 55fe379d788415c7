"""Requirements that a build step, or a notebook, installs by name."""

from reach.discover.commands.arguments import parse as parse_arguments
from reach.discover.manifests.conda import conda_spec
from reach.discover.manifests.requirement import parse
from reach.records.project import Requirement, Skipped

_SWITCHES = frozenset(
    """
    --break-system-packages --disable-pip-version-check --force-reinstall --ignore-installed -I
    --pre --quiet -q -qq --root-user-action=ignore --system --upgrade -U --user --verbose -v -vv
    --compile --compile-bytecode --prefer-binary --use-pep517 --require-hashes -y --yes
    --no-deps --override-channels --freeze-installed --copy --offline
    """.split()
)
_CONDA = frozenset(("conda", "mamba", "micromamba"))
_PIP = ({"pip", "pip3", "pip2"}, {"python", "python3"})


def is_install(argv: tuple[str, ...]) -> bool:
    """True for `pip install …` and `conda install …`, in the ways people write it."""
    return _start(argv) is not None


def fetches(argv: tuple[str, ...]) -> bool:
    """True when something is installed from an address."""
    start = _start(argv)
    return start is not None and any(
        "://" in argv[i] for i in parse_arguments(argv, start, _SWITCHES).operands
    )


def installed(argv: tuple[str, ...], path: str, line: int, process: str) -> list[Requirement]:
    """The requirements named on the command line that installs, in a process of this kind; files
    and folders are left out. Nobody knows where other processes install."""
    start = _start(argv)
    notebook = process == "notebook-command"
    kind = "notebook" if notebook else "dockerfile" if "docker" in process else ""
    if start is None or not kind:
        return []
    operands = [argv[i] for i in parse_arguments(argv, start, _SWITCHES).operands]
    named = [text for text in operands if not text.startswith((".", "/", "$")) and "${" not in text]
    if _name(argv) in _CONDA:
        found = [item for text in named for item in conda_spec(text, path, line, kind)]
    else:
        found = [parse(text, path, line, kind) for text in named]
    return [item for item in found if not isinstance(item, Skipped)]


def _name(argv: tuple[str, ...]) -> str:
    return argv[0].rpartition("/")[2]


def _start(argv: tuple[str, ...]) -> int | None:
    """Position after `install`."""
    name = _name(argv)
    words = [word for word in argv[1:6] if not word.startswith("-")]
    if name in _PIP[0] and words[:1] == ["install"]:
        return argv.index("install") + 1
    if name in _CONDA and words[:1] in (["install"], ["create"]):
        return argv.index(words[0]) + 1
    if name == "uv" and words[:2] == ["pip", "install"]:
        return argv.index("install") + 1
    is_module = argv[1:3] in (("-m", "pip"), ("-m", "uv"))
    if name.startswith("python") and is_module and "install" in argv[3:6]:
        return argv.index("install") + 1
    return None

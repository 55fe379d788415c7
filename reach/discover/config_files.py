"""Files that code may read settings from."""

from reach.discover.limits import MAX_CONFIG_BYTES
from reach.discover.tree import Tree, name_of

_SUFFIXES = (".yaml", ".yml", ".json", ".toml", ".ini", ".cfg", ".conf", ".pbtxt")
_LOCKS = frozenset(
    {
        "Pipfile.lock",
        "composer.lock",
        "conda-lock.yml",
        "package-lock.json",
        "pnpm-lock.yaml",
        "npm-shrinkwrap.json",
        "pixi.lock",
    }
)


def is_config_name(path: str) -> bool:
    """Whether a file of this name may hold settings."""
    return path.endswith(_SUFFIXES)


def config_files(tree: Tree) -> tuple[str, ...]:
    """YAML, JSON, TOML, INI and Triton's files of a size that people write, without lock files."""
    return tuple(
        path
        for path in tree.files
        if path.endswith(_SUFFIXES)
        and name_of(path) not in _LOCKS
        and tree.sizes[path] <= MAX_CONFIG_BYTES
    )

"""Read every Python file once: what it imports, and which folders it puts on `sys.path`."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import field

from reach.discover.limits import MAX_SOURCE_BYTES
from reach.discover.manifests.inline import requirements_of
from reach.discover.sys_path import additions
from reach.discover.tree import Tree, folder_of, join
from reach.later import regex
from reach.records.project import Requirement, Skipped
from reach.records.record import dataclass

KINDS = {".py": "python", ".pyi": "stub", ".ipynb": "notebook"}

_FROM = regex(rb"from[ \t]+(\.*)[ \t]*([\w.]*)")
_MODULE = regex(rb"[\w.]+")
_MAX_HEAD = 300


@dataclass(frozen=True, slots=True)
class Sources:
    """The Python files of the tree, and what their text says about module names."""

    paths: tuple[str, ...]
    imported: Counter[str] = field(default_factory=Counter)
    """How many files import each dotted name absolutely."""
    taken: Counter[str] = field(default_factory=Counter)
    """How many files have `from module import name` for each `module.name`, a module or not."""
    imported_folders: frozenset[str] = frozenset()
    """Folders named by relative imports."""
    roots: tuple[str, ...] = ()
    """Folders that some file puts on `sys.path`."""
    requirements: tuple[Requirement, ...] = ()
    """What scripts say themselves that they need."""
    skipped: tuple[Skipped, ...] = ()


def kind_of(path: str) -> str | None:
    """`python`, `stub` or `notebook`; None for every other file."""
    return KINDS.get(path[path.rfind(".") :]) if "." in path else None


def read_sources(tree: Tree) -> Sources:
    """Read the Python files of the tree. A stub counts only where its module has no source.

    Imports are looked for only when some folder without `__init__.py` makes names doubtful, or
    one at the root, which may be a package or a folder of scripts.
    """
    doubtful = "__init__.py" in tree.sizes or _has_loose_folders(tree)
    paths: list[str] = []
    imported: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    folders: set[str] = set()
    roots: dict[str, None] = {}
    requirements: list[Requirement] = []
    skipped: list[Skipped] = []
    for path in tree.files:
        kind = kind_of(path)
        if kind is None or (kind == "stub" and path[:-1] in tree.sizes):
            continue
        content = tree.read(path, MAX_SOURCE_BYTES)
        if isinstance(content, Skipped):
            skipped.append(content)
            continue
        paths.append(path)
        if doubtful:
            absolute, members, relative = _imports(content, folder_of(path))
            imported.update(absolute)
            taken.update(members)
            folders |= relative
        requirements += requirements_of(path, content)
        found, not_understood = additions(tree, path, content)
        roots.update(dict.fromkeys(found))
        skipped.extend(not_understood)
    return Sources(
        paths=tuple(paths),
        imported=imported,
        taken=taken,
        imported_folders=frozenset(folders),
        roots=tuple(roots),
        requirements=tuple(requirements),
        skipped=tuple(skipped),
    )


def _has_loose_folders(tree: Tree) -> bool:
    """True when a folder below the root holds Python files that no `__init__.py` names."""
    folders = {folder_of(path) for path in tree.files if path.endswith((".py", ".pyi"))}
    return any(folder and f"{folder}/__init__.py" not in tree.sizes for folder in folders)


def _imports(content: bytes, folder: str) -> tuple[set[str], set[str], set[str]]:
    """Names imported absolutely, what is taken from those, and folders imported relatively."""
    absolute: set[str] = set()
    taken: set[str] = set()
    relative: set[str] = set()
    for head, tail in import_lines(content):
        match = _FROM.fullmatch(head)
        if match is None:
            found = (_MODULE.match(item.strip()) for item in tail.split(b",")) if not head else ()
            absolute.update(_text(name[0]) for name in found if name)
        elif match[1]:
            up = "../" * (len(match[1]) - 1)
            target = join(folder, up + _text(match[2]).replace(".", "/"))
            if target is not None:
                relative |= {target, folder_of(target)}
        else:
            module = _text(match[2])
            absolute.add(module)
            taken.update(f"{module}.{_text(name)}" for name in _MODULE.findall(tail))
    return absolute, taken, relative


def import_lines(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """What stands before and after the word `import` on its line; faster than a regex."""
    at = content.find(b"import ")
    while at >= 0:
        start = content.rfind(b"\n", max(0, at - _MAX_HEAD), at) + 1
        head = content[start:at].strip(b' \t"')
        if not head or head.startswith(b"from"):
            last = b")" if content.startswith(b"(", at + 7) else b"\n"
            end = content.find(last, at, at + _MAX_HEAD)
            yield head, content[at + 7 : end if end >= 0 else at + _MAX_HEAD]
        at = content.find(b"import ", at + 7)


def _text(name: bytes) -> str:
    return name.decode("ascii", "replace")

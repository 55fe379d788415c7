"""Module names: how the project imports each of its files.

A file in a package is named from the outermost package. A loose file is named by its stem, unless
the project imports it through its folders (`from models.net import Net`, with no `__init__.py` in
`models`). Where two files would get one name, the folder is put before it; only a file that stays
alone with its name keeps it short.
"""

import sys
from collections import Counter, defaultdict
from pathlib import Path

from reach.discover.development import DOCUMENTATION, is_development
from reach.discover.sources import Sources, kind_of
from reach.discover.tree import Tree, above, folder_of, name_of
from reach.records.project import SourceFile
from reach.records.record import dataclass

_INITS = ("__init__.py", "__init__.pyi", "__init__.pyx")
_MAX_ABOVE = 20


@dataclass(frozen=True, slots=True)
class Names:
    """The project's files with their module names, and the folders that imports start from."""

    files: tuple[SourceFile, ...]
    roots: tuple[str, ...]


def name_sources(tree: Tree, sources: Sources, declared: tuple[str, ...]) -> Names:
    """Name every file. `declared` are folders that manifests and deployment files make roots."""
    namer = _Namer(tree, sources, declared)
    return Names(namer.files(), namer.roots())


class _Namer:
    def __init__(self, tree: Tree, sources: Sources, declared: tuple[str, ...]) -> None:
        self._tree = tree
        self._sources = sources
        self._packages = {
            folder for folder in tree.folders if any(_at(folder, i) in tree.sizes for i in _INITS)
        }
        self._top = {"": self._names_of_root()} if "" in self._packages else {}
        known = ("", *declared, *sources.roots)
        self._added = tuple(root for root in dict.fromkeys(known) if root in tree.folders)
        self._declared = tuple(r for r in self._added if not r or r not in self._packages)
        self._tops = self._names_in_bases()
        loose = {folder_of(p) for p in sources.paths if kind_of(p) != "notebook"}
        self._started_in = loose - self._packages - set(self._declared)
        self._prefixes: dict[str, str] = {}

    def roots(self) -> tuple[str, ...]:
        """Declared folders first, then those that hold packages; development folders last."""
        bases = {_base(folder, self._packages) for folder in self._packages}
        start = {
            self._root_of(base) if self._prefix(base) else base
            for base in bases
            if base is not None
        }
        start |= {self._root_of(base) for base in self._tops if self._prefix(base)}
        ordered = dict.fromkeys((*self._added, *sorted(start)))
        return tuple(sorted(ordered, key=lambda root: is_development(f"{root}/_.py")))

    def files(self) -> tuple[SourceFile, ...]:
        wanted = {path: self._name(path) for path in self._sources.paths}
        unique = _unique(wanted)
        return tuple(
            SourceFile(
                path=path,
                module=unique[path],
                is_package=name_of(path) in _INITS,
                kind=kind_of(path) or "python",
                development=is_development(self._without_parts(path)),
                absolute=self._tree.root / path,
                content=self._tree.overlay.get(path),
            )
            for path in self._sources.paths
        )

    def _without_parts(self, path: str) -> str:
        """A path without packages of packages that are called like documentation, such as
        `docling_core/types/doc`: they hold code of the library."""
        kept: list[str] = []
        above = ""
        for part in folder_of(path).split("/"):
            folder = f"{above}/{part}" if above else part
            inner = bool(above) and {above, folder} <= self._packages
            if part not in DOCUMENTATION or not inner:
                kept.append(part)
            above = folder
        return "/".join((*kept, name_of(path)))

    def _name(self, path: str) -> str:
        folder = folder_of(path)
        base = _base(folder, self._packages)
        if base is None:  # the scanned root is a package itself
            inside = [*self._top[""], _dotted(folder)]
        else:
            inside = [self._prefix(base), _dotted(folder[len(base) :])]
        if name_of(path) not in _INITS:
            inside.append(name_of(path).rpartition(".")[0].replace(".", "_"))
        return ".".join(part for part in inside if part)

    def _names_of_root(self) -> list[str]:
        """Names of a root that is a package itself. None, where the files in it import each other
        as if it were not: it is then a folder of scripts. A module named like one of the standard
        library is no sign: `import logging` means the other one where this is a package."""
        names = _names_above(self._tree.root)
        inside = {p.partition("/")[0].partition(".")[0] for p in self._sources.paths}
        inside -= {"__init__", *sys.stdlib_module_names}
        own = sum(n for d, n in self._sources.imported.items() if d.partition(".")[0] == names[-1])
        direct = sum(n for d, n in self._sources.imported.items() if d.partition(".")[0] in inside)
        return [] if direct > own else names

    def _names_in_bases(self) -> dict[str, set[str]]:
        """For each folder that packages or loose files lie in directly, their names."""
        tops: dict[str, set[str]] = defaultdict(set)
        for path in self._sources.paths:
            base = _base(folder_of(path), self._packages)
            if base is not None and kind_of(path) != "notebook":
                rest = path[len(base) :].lstrip("/")
                tops[base].add(rest.partition("/")[0].partition(".")[0])
        return tops

    def _prefix(self, base: str) -> str:
        """What goes before the names of the packages and files that lie directly in `base`."""
        if base not in self._prefixes:
            self._prefixes[base] = self._find_prefix(base)
        return self._prefixes[base]

    def _find_prefix(self, base: str) -> str:
        if base in self._declared:
            return ""
        for folder in above(base):
            if folder in self._packages:  # below a package, all is part of it
                inner = _dotted(base[len(folder) :])
                return ".".join(p for p in (self._name(_at(folder, "__init__.py")), inner) if p)
        best, most = "", 0
        for root in self._roots_above(base):
            if best and root not in self._declared:
                break
            prefix = _dotted(base[len(root) :])
            imported = self._sources.imported
            if root not in self._declared:  # only if something in it is imported by this name
                imported = Counter({d: n for d, n in imported.items() if d != prefix})
            uses = _uses(prefix, self._tops[base], imported) if prefix else 0
            if prefix and root not in self._declared:
                uses += _uses(prefix, self._tops[base], self._sources.taken)
            if uses > most:
                best, most = prefix, uses
        if not best and base in self._sources.imported_folders:
            return _dotted(base)
        return best

    def _roots_above(self, base: str) -> list[str]:
        """Declared roots, then folders of loose files: a program that is run there has it on its
        path, and so have the modules that it imports."""
        folders = above(base)
        return [
            *(folder for folder in folders if folder in self._declared),
            *(folder for folder in folders if folder in self._started_in),
        ]

    def _root_of(self, base: str) -> str:
        """The folder that a base with a prefix is imported from."""
        prefix = self._prefix(base)
        for root in self._roots_above(base):
            if _dotted(base[len(root) :]) == prefix:
                return root
        return ""


def _uses(prefix: str, names: set[str], imported: Counter[str]) -> int:
    inner = {f"{prefix}.{name}" for name in names}
    return sum(
        count
        for dotted, count in imported.items()
        if dotted == prefix
        or (dotted.startswith(prefix + ".") and ".".join(_first(dotted, prefix)) in inner)
    )


def _first(dotted: str, prefix: str) -> list[str]:
    """The parts of a dotted name up to the one after the prefix."""
    return dotted.split(".")[: prefix.count(".") + 2]


def _base(folder: str, packages: set[str]) -> str | None:
    """The folder that holds the outermost package around `folder`; None above the root."""
    while folder in packages:
        if not folder:
            return None
        folder = folder_of(folder)
    return folder


def _names_above(root: Path) -> list[str]:
    """Name of the root as a package, with the packages that it lies in itself."""
    names: list[str] = []
    folder = root.resolve()
    while len(names) < _MAX_ABOVE and (folder / "__init__.py").is_file():
        names.insert(0, folder.name)
        folder = folder.parent
    return [name.replace(".", "_") for name in names or [folder.name]]


def _unique(wanted: dict[str, str]) -> dict[str, str]:
    """One name for one file: the folder goes before a name that several files would get."""
    groups = _groups(_together(wanted))
    taken = {name: paths[0] for name, paths in groups.items() if len(paths) == 1}
    for name, paths in sorted(groups.items()):
        if len(paths) == 1:
            continue
        keeper = _keeper(paths)
        for path in sorted(paths, key=lambda path: (path != keeper, path)):
            own = name if path == keeper else _qualified(path)
            number, candidate = 1, own
            while candidate in taken:
                number += 1
                candidate = f"{own}#{number}"
            taken[candidate] = path
    return {path: name for name, path in taken.items()}


def _groups(wanted: dict[str, str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for path, name in wanted.items():
        groups[name or "__init__"].append(path)
    return groups


def _together(wanted: dict[str, str]) -> dict[str, str]:
    """The same names, but what lies in a package that loses its short name loses it as well."""
    inits = {path: name for path, name in wanted.items() if name_of(path) in _INITS}
    lost: set[str] = set()
    for paths in _groups(inits).values():
        folders = {folder_of(path) for path in paths}
        if len(folders) > 1:
            keeper = _keeper(paths)
            lost |= folders - {folder_of(keeper) if keeper else None}
    if not lost:
        return wanted
    return {
        path: name
        if lost.isdisjoint((folder_of(path), *above(folder_of(path))))
        else _qualified(path)
        for path, name in wanted.items()
    }


def _keeper(paths: list[str]) -> str | None:
    """The file that keeps a contested name: at the root, or the only one that is no test."""
    at_root = [path for path in paths if "/" not in path]
    real = [path for path in paths if not is_development(path) and kind_of(path) != "notebook"]
    for group in (at_root, real):
        if len(group) == 1:
            return group[0]
    return None


def _qualified(path: str) -> str:
    """The whole path as a dotted name."""
    parts = path.rpartition(".")[0].split("/")
    if parts[-1] == "__init__" and len(parts) > 1:
        parts.pop()
    return ".".join(part.replace(".", "_") for part in parts)


def _dotted(folder: str) -> str:
    return ".".join(part.replace(".", "_") for part in folder.split("/") if part)


def _at(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name

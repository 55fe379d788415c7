"""Find the file that a dotted name or a path means, seen from some folder."""

from collections.abc import Iterable

from reach.discover.names import Names
from reach.discover.tree import above, join
from reach.records.project import SourceFile


class Modules:
    """The project's files by path, with the lookup that Python's import makes."""

    def __init__(self, names: Names) -> None:
        self._by_path = {source.path: source for source in names.files}
        self._by_module = {source.module: source for source in names.files}
        self._roots = names.roots

    def at(self, path: str | None) -> SourceFile | None:
        """The file at a path relative to the root."""
        return self._by_path.get(path) if path is not None else None

    def find(self, dotted: str, folders: Iterable[str | None]) -> SourceFile | None:
        """The file of a module, looked for in the folders first and then in the roots."""
        found = self.find_in(dotted, (*folders, *self._roots))
        return found or self._by_module.get(dotted)

    def find_in(self, dotted: str, folders: Iterable[str | None]) -> SourceFile | None:
        """The file of a module in one of some folders."""
        for folder in folders:
            if folder is None:
                continue
            stem = join(folder, dotted.replace(".", "/"))
            for path in (f"{stem}/__init__.py", f"{stem}.py") if stem else ():
                if path in self._by_path:
                    return self._by_path[path]
        return None

    def near(self, folder: str) -> list[str]:
        """Folders that a program of this folder imports from: its own, then roots above it."""
        return [folder, *(f for f in above(folder) if f in self._roots and f != folder)]

"""Python that stands in other files, as sources of its own."""

from dataclasses import field, replace

from reach.discover.development import is_development
from reach.discover.tree import Tree, name_of
from reach.records.project import SourceFile
from reach.records.record import dataclass

MAX_EMBEDDED = 1_000
"""Pieces of code that are taken out of other files."""


@dataclass(slots=True)
class Embedded:
    """The pieces of code found so far; one that is started several times is one."""

    tree: Tree
    files: dict[str, SourceFile] = field(default_factory=dict)
    _known: dict[SourceFile, SourceFile] = field(default_factory=dict)

    def add(self, text: str, inside: str, line: int, folder: str | None) -> str:
        """Note code that runs in a folder of the tree, where that is known; its path."""
        if len(self.files) >= MAX_EMBEDDED:
            return ""
        place = inside.rpartition("/")[0] if folder is None else folder
        base = f"{place}/{name_of(inside)}" if place else name_of(inside)
        wanted = SourceFile(
            path=base,
            module="",
            is_package=False,
            kind="embedded",
            development=is_development(inside),
            absolute=self.tree.root / inside,
            inside=inside,
            line=line,
            text=text,
        )
        if wanted not in self._known:
            number = 1
            while f"{base}#{number}" in self.files:
                number += 1
            path = f"{base}#{number}"
            module = path.replace(".", "_").replace("/", ".")
            self._known[wanted] = self.files[path] = replace(wanted, path=path, module=module)
        return self._known[wanted].path

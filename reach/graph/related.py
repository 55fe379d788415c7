"""Which modules can have to do with anything that is looked for.

Modules are related if one imports the other, or names it in a text, and with those related to them.
Code is only called from a module, and values only come from one, that is related to its own: where
no module of such a group has the words of anything that is looked for, none of its calls has to be
resolved.
"""

import fnmatch
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from reach.extract.surface import Surface
from reach.flow.bodies import Body
from reach.flow.program import Program
from reach.records.code import FileFacts, hollow
from reach.records.project import SourceFile
from reach.records.rule import Ruleset

DYNAMIC = frozenset(
    "import_module __import__ entry_points iter_entry_points iter_modules walk_packages exec"
    " exec_module execfile load_entry_point load_module load_object import_string run_module"
    " run_path spec_from_file_location autodiscover autodiscover_modules PluginManager"
    " ExtensionManager DriverManager load_extension".split()
)
"""Functions that bring in what no import says."""

_BUILDING = (frozenset(("hydra", "instantiate")), frozenset(("LightningCLI",)))
"""Words of those that make what configurations name."""

_SETTING = frozenset(("environ", "putenv"))
"""Names by which variables of the environment are set."""

_WILD = "*"


def _by_django(surfaces: Mapping[str, Surface]) -> Iterator[tuple[str, str]]:
    """The settings of Django projects, and the files that read them through the library."""
    settings = [path for path, each in surfaces.items() if "INSTALLED_APPS" in each.words]
    for path, each in surfaces.items() if settings else ():
        if {"django", "settings"} <= each.words or "INSTALLED_APPS" in each.words:
            yield settings[0], path


class Wanted:
    """Words without which a group of modules calls nothing that is looked for."""

    def __init__(self, names: Iterable[str]) -> None:
        self.plain: dict[str, set[str]] = defaultdict(set)
        """Last part -> the packages it is looked for in; an empty one for any."""
        self.patterns: dict[str, set[str]] = defaultdict(set)
        for name in names:
            parts = name.removeprefix("<builtin>.").split(".")
            last = parts[-1].removesuffix("()")
            package = "" if len(parts) == 1 or _WILD in parts[0] else parts[0].removesuffix("()")
            (self.patterns if _WILD in last else self.plain)[last].add(package)

    def in_words(self, words: set[str]) -> bool:
        """Whether some of them are among the words of a group."""
        for word in words & self.plain.keys():
            if not self.plain[word].isdisjoint(words | {""}):
                return True
        return any(
            not packages.isdisjoint(words | {""}) and fnmatch.filter(words, pattern)
            for pattern, packages in self.patterns.items()
        )


def wanted(ruleset: Ruleset, training: bool) -> Wanted:
    """What rules look for; the calls that train a model as well, if asked for."""
    names = [name for sink in ruleset.sinks for name in sink.names]
    names += [name for runner in ruleset.runners for name in runner.names]
    if training and ruleset.training is not None:
        names += ruleset.training.names
    return Wanted(names)


def _brings_in(words: frozenset[str]) -> bool:
    """Whether a file may use modules that nothing in the code names."""
    return not DYNAMIC.isdisjoint(words) or any(words >= each for each in _BUILDING)


class Related:
    """The files of a project, in groups that have nothing to do with each other: told by their
    surfaces, before any is read."""

    def __init__(
        self,
        sources: Iterable[SourceFile],
        surfaces: Mapping[str, Surface],
        wanted: Wanted,
        roots: tuple[str, ...] = (),
    ) -> None:
        facts = [
            hollow(s.path, s.module, s.is_package, s.development, surfaces[s.path].main)
            for s in sources
            if s.path in surfaces
        ]
        self._program = Program(facts, roots)
        self._surfaces = surfaces
        self._above: dict[str, str] = {}
        self._named: dict[str, list[str]] = defaultdict(list)
        for each in facts:
            self._named[each.module.rpartition(".")[2]].append(each.path)
        for each in facts:
            self._read(each, surfaces[each.path])
        self._join(_beside(surfaces))
        self._join(_by_django(surfaces))
        dynamic = [path for path in surfaces if _brings_in(surfaces[path].words)]
        if dynamic:
            self._join((dynamic[0], path) for path in surfaces)
        groups: dict[str, set[str]] = defaultdict(set)
        for path, each_surface in surfaces.items():
            groups[self._first(path)] |= each_surface.words
        self._matter = {first for first, words in groups.items() if wanted.in_words(words)}

    def concerns(self, path: str) -> bool:
        """Whether something that is looked for may be called in the group of a file."""
        return self._first(path) in self._matter

    def outlined(self, path: str) -> bool:
        """Whether the code of a file can be left out. Variables of the environment are set for all,
        wherever it is."""
        surface = self._surfaces.get(path)
        if surface is None or not _SETTING.isdisjoint(surface.words):
            return False
        return not self.concerns(path)

    def matters(self, body: Body) -> bool:
        """Whether something that is looked for may be called in the group of a module."""
        return self.concerns(body.facts.path)

    def same(self, one: Body, other: Body) -> bool:
        """Whether two functions are in modules that have to do with each other."""
        return self._first(one.facts.path) == self._first(other.facts.path)

    def take(self, path: str) -> None:
        """Something of a file turned out to be used: its group matters from now on."""
        self._matter.add(self._first(path))

    def _first(self, path: str) -> str:
        """The file that stands for the group of one."""
        above = self._above
        while (over := above.get(path)) is not None:
            higher = above.get(over)
            if higher is None:
                return over
            above[path] = path = higher
        return path

    def _join(self, pairs: Iterable[tuple[str, str]]) -> None:
        for one, other in pairs:
            first, second = self._first(one), self._first(other)
            if first != second:
                self._above[second] = first

    def _read(self, facts: FileFacts, surface: Surface) -> None:
        """The files that one names."""
        for part in surface.named:
            self._join((facts.path, each) for each in self._named.get(part, ()))
        for module, taken, level in surface.imports:
            names = [module, *(f"{module}.{name}" if module else name for name in taken)]
            self._join((facts.path, each) for each in self._imported(facts, names, level))

    def _imported(self, facts: FileFacts, names: list[str], level: int) -> Iterator[str]:
        program = self._program
        for name in names:
            found = program.resolve(facts, name, level)
            while found:
                body = program.modules.get(found)
                if body is not None:
                    yield body.facts.path
                found = found.rpartition(".")[0]


def _beside(surfaces: Mapping[str, Surface]) -> Iterator[tuple[str, str]]:
    """Packages that do something when a module of theirs is imported, and fixtures."""
    around: dict[str, str] = {}
    for path, surface in surfaces.items():
        folder, _, name = path.rpartition("/")
        if name == "conftest.py" or (name == "__init__.py" and surface.acts):
            around[f"{folder}/{'*' if name == 'conftest.py' else ''}"] = path
    for path in surfaces:
        folder = path.rpartition("/")[0]
        while True:
            for key in (f"{folder}/", f"{folder}/*"):
                if key in around:
                    yield around[key], path
            if not folder:
                break
            folder = folder.rpartition("/")[0]

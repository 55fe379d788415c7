"""Which modules can have to do with anything that is looked for.

Modules are related if one imports the other, or names it in a text, and with those related to them.
Code is only called from a module, and values only come from one, that is related to its own: where
no module of such a group has the words of anything that is looked for, none of its calls has to be
resolved.
"""

import fnmatch
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from reach.flow.bodies import Body
from reach.flow.program import Program
from reach.records import code as ir
from reach.records.rule import Ruleset

_DYNAMIC = frozenset(
    "import_module __import__ entry_points iter_entry_points iter_modules walk_packages exec"
    " exec_module execfile load_entry_point load_module load_object import_string run_module"
    " run_path spec_from_file_location autodiscover autodiscover_modules PluginManager"
    " ExtensionManager DriverManager".split()
)
"""Functions that bring in what no import says."""

_NAMED = re.compile(r"[A-Za-z_]\w*(?:[./\\:-]+[A-Za-z_]\w*)+")
"""A module, a file or a name in one of them, as settings and commands have it."""

_LONGEST = 400
"""Characters of a text that is looked through for names of modules."""

_WILD = "*"


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


class Related:
    """The modules of a program, in groups that have nothing to do with each other."""

    def __init__(self, program: Program, wanted: Wanted) -> None:
        self._program = program
        self._above: dict[Body, Body] = {}
        self._named: dict[str, list[Body]] = defaultdict(list)
        modules = [body for body in program.bodies if body.parent is None]
        for module in modules:
            parts = module.facts.module.split(".")
            self._named[parts[-1]].append(module)
        self._words: dict[Body, set[str]] = {module: set() for module in modules}
        for body in program.bodies:
            self._read(body)
        self._join(self._beside(modules))
        dynamic = [m for m in modules if not _DYNAMIC.isdisjoint(self._words[m])]
        if dynamic:
            self._join((dynamic[0], module) for module in modules)
        groups: dict[Body, set[str]] = defaultdict(set)
        for module in modules:
            groups[self._first(module)] |= self._words[module]
        self._matter = {first for first, words in groups.items() if wanted.in_words(words)}
        del self._words

    def matters(self, body: Body) -> bool:
        """Whether something that is looked for may be called in the group of a module."""
        return self._first(body.module) in self._matter

    def same(self, one: Body, other: Body) -> bool:
        """Whether two functions are in modules that have to do with each other."""
        return self._first(one.module) is self._first(other.module)

    def take(self, body: Body) -> list[Body]:
        """A function of a module turned out to be called: all functions of its group, which matter
        from now on."""
        first = self._first(body.module)
        self._matter.add(first)
        return [each for each in self._program.bodies if self._first(each.module) is first]

    def _first(self, module: Body) -> Body:
        """The module that stands for the group of one."""
        above = self._above
        while (over := above.get(module)) is not None:
            higher = above.get(over)
            if higher is None:
                return over
            above[module] = module = higher
        return module

    def _join(self, pairs: Iterable[tuple[Body, Body]]) -> None:
        for one, other in pairs:
            first, second = self._first(one), self._first(other)
            if first is not second:
                self._above[second] = first

    def _read(self, body: Body) -> None:
        """The words of a body, and the modules it names."""
        module, words = body.module, self._words[body.module]
        for op in body.ops:
            kind = op[0]
            if kind == ir.ATTR:
                words.add(op[2])
            elif kind == ir.GLOBAL:
                words.add(op[1])
            elif kind == ir.CONST:
                if type(op[1]) is str and len(op[1]) <= _LONGEST:
                    self._join((module, each) for each in self._in_text(op[1], words))
            elif kind in (ir.FROM, ir.IMPORT):
                level = op[3] if kind == ir.FROM else 0
                names = [op[1]]
                if kind == ir.FROM:
                    words.add(op[2])
                    names.append(f"{op[1]}.{op[2]}" if op[1] else op[2])
                words.update(op[1].split("."))
                self._join((module, each) for each in self._imported(module, names, level))

    def _imported(self, module: Body, names: list[str], level: int) -> Iterator[Body]:
        program = self._program
        for name in names:
            found = program.resolve(module.facts, name, level)
            while found:
                body = program.modules.get(found)
                if body is not None:
                    yield body
                found = found.rpartition(".")[0]

    def _in_text(self, text: str, words: set[str]) -> Iterator[Body]:
        if text.isidentifier():
            words.add(text)
            return
        for named in _NAMED.findall(text):
            parts = re.split(r"[./\\:-]+", named)
            words.update(parts)
            for part in parts:
                yield from self._named.get(part, ())

    def _beside(self, modules: list[Body]) -> Iterator[tuple[Body, Body]]:
        """Packages that do something when a module of theirs is imported, and fixtures."""
        around: dict[str, Body] = {}
        for module in modules:
            folder, _, name = module.facts.path.rpartition("/")
            if name == "conftest.py" or (name == "__init__.py" and _does_something(module)):
                around[f"{folder}/{'*' if name == 'conftest.py' else ''}"] = module
        for module in modules:
            folder = module.facts.path.rpartition("/")[0]
            while True:
                for key in (f"{folder}/", f"{folder}/*"):
                    if key in around:
                        yield around[key], module
                if not folder:
                    break
                folder = folder.rpartition("/")[0]


def _does_something(module: Body) -> bool:
    return any(op[0] != ir.CONST for op in module.ops)

"""Names outside the project that a question is about."""

import fnmatch
from collections.abc import Iterable

from reach.graph.candidates.network import LOADS, TOLD
from reach.graph.routes import MOUNTING
from reach.graph.subcommands import ADDS
from reach.records.rule import Ruleset

ANY = "*"
"""What stands for any letters of a name."""


class Package:
    """What is looked for in one package outside the project, and the tokens of its things."""

    def __init__(self, name: str, first: int) -> None:
        self.name = name
        self.anywhere: dict[str, int] = {}
        """Last parts that count on anything of the package."""
        self.inside: set[str] = set()
        """Names on the way to one that is looked for."""
        self.owners: dict[str, dict[str, int]] = {name: {}}
        """Class or module -> last parts that count there."""
        self.itself, self.made = 1 << first, 2 << first
        """Tokens: of the package, and of what its functions return."""
        self.bits: dict[str, int] = {}
        """By class or module, the token of it; that of its objects is the next one."""

    def number(self, first: int) -> int:
        """Give each class and module its tokens; the bit after the last one."""
        for owner in self.owners:
            if owner != self.name:
                self.bits[owner] = 1 << first
                first += 2
        return first


class Names:
    """Outside names by package, and the tokens that stand for things of a package."""

    def __init__(self, names: Iterable[tuple[str, int]], imported: Iterable[str]) -> None:
        here = set(imported)
        self.anywhere: dict[str, int] = {}
        """Last parts that count in any package."""
        self.methods: set[str] = set()
        """Those that count on things nobody knows."""
        self.builtins: dict[str, int] = {}
        self.packages: dict[str, Package] = {}
        bit = 2
        for name, kind in names:
            parts = name.removeprefix("<builtin>.").split(".")
            first, last = parts[0], parts[-1]
            if first == ANY and len(parts) == 2:
                self.methods.add(last)
            if ANY in first:
                self.anywhere[last] = self.anywhere.get(last, 0) | kind
            elif len(parts) == 1:
                self.builtins[last] = self.builtins.get(last, 0) | kind
            elif first in here:
                package = self.packages.get(first)
                if package is None:
                    package = self.packages[first] = Package(first, bit)
                    bit += 2
                owner = parts[-2].removesuffix("()")
                package.inside.update(part.removesuffix("()") for part in parts[1:-1])
                leaves = package.anywhere
                if not any(ANY in part for part in parts[:-1]):
                    leaves = package.owners.setdefault(owner, {})
                leaves[last] = leaves.get(last, 0) | kind
        for package in self.packages.values():
            bit = package.number(bit)
        self.first = bit
        """Bit of the first thing of the project."""
        self.outside = (1 << bit) - 1
        self.things = self.outside & ~(LOADS | TOLD)
        """Bits of all that is of a package."""
        self._attributes: dict[tuple[int, str], int] = {}
        self._results: dict[int, int] = {}

    def attribute(self, tokens: int, name: str) -> int:
        """What an attribute of something outside is, and what it is looked for as."""
        key = (tokens & self.things, name)
        known = self._attributes.get(key)
        if known is None:
            known = _kind(self.anywhere, name)
            for package in self.packages.values():
                known |= _attribute(package, tokens, name)
            self._attributes[key] = known
        return known

    def called(self, tokens: int) -> int:
        """What a call of something outside gives."""
        key = tokens & self.things
        known = self._results.get(key)
        if known is None:
            known = 0
            for package in self.packages.values():
                if tokens & (package.itself | package.made):
                    known |= package.made
                for bit in package.bits.values():
                    if tokens & bit:
                        known |= bit << 1
                    if tokens & (bit << 1):
                        known |= package.made
            self._results[key] = known
        return known

    @property
    def last_parts(self) -> set[str]:
        """All last parts, and the names of classes and modules they are in."""
        found = set(self.anywhere)
        for package in self.packages.values():
            found.update(package.anywhere, package.owners, *package.owners.values())
        return found


def _kind(leaves: dict[str, int], name: str) -> int:
    found = leaves.get(name, 0)
    for pattern, kind in leaves.items():
        if ANY in pattern and fnmatch.fnmatchcase(name, pattern):
            found |= kind
    return found


def _attribute(package: Package, tokens: int, name: str) -> int:
    found = wanted = 0
    everywhere = _kind(package.anywhere, name)
    inner = package.bits.get(name, 0)
    if tokens & package.itself:
        wanted |= everywhere | _kind(package.owners[package.name], name)
        found |= inner or (package.itself if name in package.inside else package.made)
    if tokens & package.made:
        wanted |= everywhere
        found |= package.made
    for owner, bit in package.bits.items():
        if tokens & (bit | bit << 1):
            wanted |= everywhere | _kind(package.owners[owner], name)
            found |= (tokens & bit and inner) or package.made
    return found | wanted


def names_of(ruleset: Ruleset, imported: Iterable[str]) -> Names:
    """What the linker has to know of a ruleset, in a program that imports these packages."""
    loads = [name for sink in ruleset.sinks for name in sink.names]
    loads += [name for runner in ruleset.runners for name in runner.names]
    loads += [n for p in ruleset.entries if p.form == "module" for n in p.names]
    loads += [f"**.{name}" for name in (*MOUNTING, *ADDS)]
    told = [n for p in ruleset.entries if p.form in ("decorator", "call") for n in p.names]
    every = [*((name, LOADS) for name in loads), *((name, TOLD) for name in told)]
    return Names(every, imported)

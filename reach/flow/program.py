"""All files linked: bodies, modules, imports, classes, and indices over them."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reach.flow.bodies import Body, is_property, is_self
from reach.flow.fillers import Fillers
from reach.flow.star_imports import StarImports
from reach.flow.writers import Writers
from reach.records import code as ir
from reach.records.code import FileFacts
from reach.rules.collections import packages

if TYPE_CHECKING:
    from reach.flow.spread import Spread

_SOURCES = ("lib", "python", "src")
"""Folders whose packages are imported by their names from everywhere."""


class Program:
    """The bodies of all files and how names lead from one to another."""

    def __init__(self, files: Iterable[FileFacts], roots: Sequence[str] = ()) -> None:
        self.bodies: list[Body] = []
        self.modules: dict[str, Body] = {}
        self.by_path: dict[str, Body] = {}
        self.roots = tuple(roots)
        self.missing: dict[str, None] = {}
        """Files that are used, though their code was left out."""
        self.named: dict[Body | None, None] = {}
        """Modules whose name is put together with an option that has this value somewhere."""
        self.chosen: dict[Body | None, None] = {}
        """Modules whose name may be put together with another value of an option."""
        for facts in files:
            self._add(facts)
        self.packages = _prefixes(n for n, b in self.modules.items() if n == b.facts.module)
        self._resolved: dict[tuple[str, str, int], str | None] = {}
        self.stars = StarImports(self)

    def _add(self, facts: FileFacts) -> None:
        bodies: dict[int, Body] = {}
        module: Body | None = None
        for code in facts.codes:
            parent = bodies.get(code.parent)
            body = Body(len(self.bodies), facts, code, parent)
            self.bodies.append(body)
            bodies[code.index] = body
            if module is None:
                module = body
        if module is not None:
            module.children = bodies
            importable = not facts.path.endswith(".ipynb")  # a notebook: nobody imports its name
            self.modules.setdefault(facts.module if importable else facts.path, module)
            self.by_path[facts.path] = module

    # -- imports -----------------------------------------------------------------------------

    def resolve(self, facts: FileFacts, module: str, level: int) -> str | None:
        """Dotted name of the project module that an import means; None when it is external."""
        key = (facts.path, module, level)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(facts, module, level)
        return self._resolved[key]

    def _resolve(self, facts: FileFacts, module: str, level: int) -> str | None:
        if level:
            parts = facts.module.split(".") if facts.module != "__init__" else []
            drop = level - 1 if facts.is_package else level
            if drop > max(len(parts), 1):
                return None
            base = ".".join(parts[: max(len(parts) - drop, 0)])
            name = f"{base}.{module}" if base and module else base or module
            return name if name in self.modules or name in self.packages else None
        sibling = self._by_path(str(PurePosixPath(facts.path).parent), module)
        if sibling == facts.module:  # no module means itself
            sibling = None
        if sibling is not None and not self.in_package(facts):
            return sibling
        if sibling is not None and not facts.main_blocks and module in packages():
            sibling = None  # inside a package, only a program imports what lies beside it so
        if self._is_installed(module, facts):
            return sibling
        own = self._own(module, facts)
        if own is not None:
            return own
        if module in self.modules or module in self.packages:
            return module if sibling is None or self._holds(module, facts) else sibling
        standard = module.partition(".")[0] in sys.stdlib_module_names
        for root in self.roots:
            found = self._by_path(root, module)
            if found is not None and not (standard and self._is_package(root)):
                return found if standard else self._nearest(facts, module) or found
        if standard:
            return None
        return sibling or (self.by_suffix(module) if "." in module else None)

    def _own(self, module: str, facts: FileFacts) -> str | None:
        """The module of the file's own outermost package that is asked for by the name of that
        package, where several packages of the tree have this name."""
        first = module.partition(".")[0]
        top = PurePosixPath(facts.path).parent
        if first in sys.stdlib_module_names or not self._is_package(str(top)):
            return None
        if module in packages():
            return None
        while self._is_package(str(top.parent)) and top != top.parent:
            top = top.parent
        return self._by_path(str(top.parent), module) if top.name == first else None

    def _nearest(self, facts: FileFacts, module: str) -> str | None:
        """The module of that name in the nearest folder around a file: programs side by side have
        modules of the same names, of which another one's folder may be a root as well."""
        for folder in PurePosixPath(facts.path).parents:
            found = self._by_path(str(folder), module)
            if found is not None and found != facts.module:
                return found
        return None

    def _is_installed(self, module: str, facts: FileFacts) -> bool:
        """Whether an import means a package that is installed, though a folder has its name: one
        that is no root of sources and is not above the importing file. A file inside of it means
        its own package by its modules only."""
        first = module.partition(".")[0]
        body = self.modules.get(first) if first in packages() else None
        if body is None:
            return False
        path = PurePosixPath(body.facts.path)
        is_package = body.facts.is_package
        above = path.parents[is_package] if len(path.parents) > is_package else path.parent
        if above == PurePosixPath(".") or above.name in _SOURCES:
            return False
        if is_package and path.parent in PurePosixPath(facts.path).parents:
            return module == first or module not in self.modules
        return above not in PurePosixPath(facts.path).parents

    def _holds(self, module: str, facts: FileFacts) -> bool:
        """Whether a module lies in a folder that also holds a file, maybe further down; then it is
        a better guess for an import in that file than a namesake beside it."""
        body = self.modules.get(module)
        if body is None:
            return True
        folder = PurePosixPath(body.facts.path).parent
        for _ in range(module.count(".") + body.facts.is_package):
            folder = folder.parent
        return folder in PurePosixPath(facts.path).parents

    def in_package(self, facts: FileFacts) -> bool:
        """Whether a file is part of a package."""
        return facts.is_package or self._is_package(str(PurePosixPath(facts.path).parent))

    def _is_package(self, folder: str) -> bool:
        prefix = "" if folder in (".", "") else folder + "/"
        return f"{prefix}__init__.py" in self.by_path

    def _by_path(self, folder: str, module: str) -> str | None:
        stem = module.replace(".", "/")
        prefix = "" if folder in (".", "") else folder + "/"
        for path in (f"{prefix}{stem}.py", f"{prefix}{stem}/__init__.py"):
            body = self.by_path.get(path)
            if body is not None:
                return body.facts.module
        return None

    @cached_property
    def _suffixes(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in self.modules:
            parts = name.split(".")
            for start in range(1, len(parts)):
                found[".".join(parts[start:])].append(name)
        return found

    def by_suffix(self, module: str) -> str | None:
        """A dotted name that is the tail of just one module: its root folder is not known."""
        names = self._suffixes.get(module, [])
        return names[0] if len(names) == 1 else None

    # -- indices -----------------------------------------------------------------------------

    @cached_property
    def attribute_calls(self) -> dict[str, list[tuple[Body, int]]]:
        """Calls of the form `x.name(...)`, by name."""
        found: dict[str, list[tuple[Body, int]]] = defaultdict(list)
        for body in self.bodies:
            ops = body.ops
            for vid, op in enumerate(ops):
                if op[0] == ir.CALL:
                    callee = ops[op[1]]
                    if callee[0] == ir.ATTR:
                        found[callee[2]].append((body, vid))
        return found

    @cached_property
    def methods(self) -> dict[str, list[Body]]:
        """Methods of all classes, by name."""
        found: dict[str, list[Body]] = defaultdict(list)
        for body in self.bodies:
            if body.owner is not None and body.code.kind == "function":
                found[body.bound_name].append(body)
        return found

    @cached_property
    def module_functions(self) -> dict[str, list[Body]]:
        """Functions of all modules, by name."""
        found: dict[str, list[Body]] = defaultdict(list)
        for body in self.bodies:
            if body.code.kind == "function" and body.parent is body.module:
                found[body.bound_name].append(body)
        return found

    @cached_property
    def property_names(self) -> frozenset[str]:
        """Names that, read as an attribute, may run code: decorated methods and descriptors."""
        names = set()
        for body in self.bodies:
            if body.owner is not None and body.code.decorators:
                names.add(body.bound_name)
            elif body.code.kind == "class":
                for name, vid in body.code.exports.items():
                    if body.ops[vid][0] == ir.CALL:
                        names.add(name)
        return frozenset(names)

    @cached_property
    def getters(self) -> frozenset[str]:
        """Names of methods that are run by reading them."""
        return frozenset(
            name for name, bodies in self.methods.items() if any(map(is_property, bodies))
        )

    @cached_property
    def dynamic_classes(self) -> bool:
        """Whether objects of some class answer for any attribute."""
        return "__getattr__" in self.methods or "__getattribute__" in self.methods

    @cached_property
    def has_metaclasses(self) -> bool:
        """Whether some class inherits from `type`."""
        return any(
            body.ops[base][:2] == (ir.GLOBAL, "type")
            for body in self.bodies
            for op in body.ops
            if op[0] == ir.CLASS
            for base in op[2]
            if base >= 0
        )

    @cached_property
    def intercepts(self) -> bool:
        """Whether some class answers for all attributes of its objects."""
        return "__getattribute__" in self.methods

    @cached_property
    def dynamic_modules(self) -> bool:
        """Whether some module answers for any name."""
        answering = any("__getattr__" in m.code.exports for m in self.modules.values())
        return answering or bool(self.replaced_modules)

    @cached_property
    def replaced_modules(self) -> dict[Body, list[int]]:
        """By module, what it puts in its own place: `sys.modules[__name__] = x`."""
        found: dict[Body, list[int]] = defaultdict(list)
        for module in self.modules.values():
            ops = module.ops
            for op in ops:
                if op[0] != ir.SETITEM or ops[op[2]][:2] != (ir.GLOBAL, "__name__"):
                    continue
                if ops[op[1]][0] == ir.ATTR and ops[op[1]][2] == "modules":
                    found[module].append(op[3])
        return found

    @cached_property
    def self_stores(self) -> dict[tuple[Body, str], list[tuple[Body, int]]]:
        """Assignments to attributes of the first parameter of a method: (class, name)."""
        found: dict[tuple[Body, str], list[tuple[Body, int]]] = defaultdict(list)
        for body in self.bodies:
            if body.owner is None or not body.code.parameters:
                continue
            for vid, op in enumerate(body.ops):
                if op[0] == ir.SETATTR and is_self(body, op[1]):
                    found[body.owner, op[2]].append((body, vid))
        return found

    @cached_property
    def own_attributes(self) -> dict[Body, dict[str, None]]:
        """By class, the attributes that its methods assign to their object."""
        found: dict[Body, dict[str, None]] = defaultdict(dict)
        for owner, name in self.self_stores:
            found[owner][name] = None
        return found

    @cached_property
    def spread(self) -> "Spread":
        """By class, where its methods take attributes from mappings all at once."""
        from reach.flow.spread import spread

        return spread(self.bodies)

    @cached_property
    def written_names(self) -> frozenset[str]:
        """Attributes that are assigned, in the text, on anything but the `self` of a method."""
        names = set()
        for body in self.bodies:
            first = body.code.parameters[0].name if body.code.parameters else ""
            method = body.owner is not None and first == "self"
            for op in body.ops:
                if op[0] == ir.SETATTR and not (method and is_self(body, op[1])):
                    names.add(op[2])
        return frozenset(names)

    @cached_property
    def assigned_names(self) -> frozenset[str]:
        """These attributes, and those that `setattr` may assign."""
        names = set(self.written_names)
        for body in self.bodies:
            for op in body.ops:
                if is_setattr(body, op):
                    key = body.ops[op[2][1]]
                    names.update((key[1],) if key[0] == ir.CONST else self.texts)
        return frozenset(names)

    @cached_property
    def attribute_names(self) -> frozenset[str]:
        """Attributes that classes define or that are assigned."""
        classes = (b.code.exports for b in self.bodies if b.code.kind == "class")
        return self.assigned_names.union((name for _, name in self.self_stores), *classes)

    @cached_property
    def writers(self) -> Writers:
        """Which functions may assign which attributes."""
        return Writers(self)

    @cached_property
    def fillers(self) -> Fillers:
        """Which functions change what they are given."""
        return Fillers(self)

    @cached_property
    def texts(self) -> frozenset[str]:
        """Constant texts of the program that could be names."""
        found = (op[1] for body in self.bodies for op in body.ops if op[0] == ir.CONST)
        return frozenset(text for text in found if isinstance(text, str) and text.isidentifier())

    @cached_property
    def global_stores(self) -> dict[tuple[Body, str], list[tuple[Body, int]]]:
        """Assignments to module variables from inside functions."""
        found: dict[tuple[Body, str], list[tuple[Body, int]]] = defaultdict(list)
        for body in self.bodies:
            for name, vid in body.code.stores:
                found[body.module, name].append((body, vid))
        return found

    @cached_property
    def free_stores(self) -> dict[tuple[Body, str], list[tuple[Body, int]]]:
        """Assignments to variables of enclosing functions: (function, name)."""
        found: dict[tuple[Body, str], list[tuple[Body, int]]] = defaultdict(list)
        for body in self.bodies:
            for owner, name, vid in body.code.free_stores:
                found[body.child(owner), name].append((body, vid))
        return found


def is_setattr(body: Body, op: ir.Op) -> bool:
    """Whether a call assigns an attribute that it is given the name of."""
    if op[0] != ir.CALL or len(op[2]) != 3 or min(op[2]) < 0:
        return False
    callee = body.ops[op[1]]
    return callee[0] in (ir.GLOBAL, ir.ATTR) and callee[callee[0] == ir.ATTR and 2 or 1] in (
        "setattr",
        "__setattr__",
    )


def _prefixes(names: Iterable[str]) -> frozenset[str]:
    """Every package that holds a module, with or without an `__init__`."""
    found: set[str] = set()
    for name in names:
        while "." in name:
            name = name.rpartition(".")[0]
            if name in found:
                break
            found.add(name)
    return frozenset(found)

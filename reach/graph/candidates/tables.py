"""The nodes of a program by what they stand for."""

import builtins
from collections.abc import Sequence

from reach.flow.bodies import Body
from reach.flow.kept import keeper
from reach.flow.program import Program
from reach.graph.candidates.declared import is_plain
from reach.graph.candidates.names import Names
from reach.graph.candidates.network import NOTHING, Call, Network, Read, Site, Use
from reach.graph.implicit import SPECIAL
from reach.records import code as ir

NAMESPACES = frozenset("set_defaults Namespace SimpleNamespace".split())
"""What gives its keyword arguments to objects, as attributes."""

BUILTINS = frozenset(dir(builtins))


class Flows:
    """What happens at nodes, to be filled while a program is lowered."""

    def __init__(self) -> None:
        self.globals: dict[tuple[Body, str], int] = {}
        self.fields: dict[tuple[Body, str], int] = {}
        self.modules: dict[int, Body] = {}
        """Nodes that are certainly one module."""
        self.folders: dict[int, str] = {}
        self._folders: dict[str, int] = {}
        self.calls: dict[int, list[Call]] = {}
        """By node of the callee."""
        self.handed: dict[int, list[Site]] = {}
        """By node of what it gives to something outside."""
        self.shown: dict[int, list[Site]] = {}
        """By node of what it gives to something outside that is not known to call it."""
        self.reads: dict[int, list[Read]] = {}
        self.read_sites: dict[int, list[Site]] = {}
        """By node of an attribute, where it is read."""
        self.writes: dict[int, list[tuple[str, int]]] = {}
        self.uses: dict[int, list[Use]] = {}
        self.supers: dict[int, Body] = {}
        self.above: list[tuple[Body, str, int]] = []
        """Attributes of `super()`: the class, the name and the node."""
        self.hints: dict[int, list[int]] = {}
        """By node of a class, the nodes that hold objects of it."""
        self.classes: dict[int, list[int]] = {}
        """By node of objects, the nodes that hold their classes."""
        self.everything: dict[int, list[int]] = {}
        """By node, those that hold any of its attributes."""
        self.bases: dict[Body, list[int]] = {}
        self.changed: set[int] = set()
        """Parameters whose contents are changed."""
        self.setters: dict[str, list[tuple[Body, int, int]]] = {}
        """Assignments to attributes by name, with the node of the object; "" for unknown names."""
        self.makes: dict[int, list[int]] = {}
        """By node of what may be outside, the nodes of what calling it gives."""
        self.told: dict[Site, None] = {}
        self.first: dict[Site, None] = {}
        """Sites that call something that is looked for."""
        self.tokens_of: dict[int, int] = {}
        """Nodes of things outside, and their tokens."""
        self._outside_nodes: dict[int, int] = {}
        self.open: list[tuple[int, Body, int, list[int], int, int]] = []
        """Calls of which it is not known yet whether they call something of the project."""
        self.passing: set[int] = set()
        """Nodes of what is given to something that hands it to the functions it calls."""
        self.returning: dict[int, int] = {}
        """Where the results of functions go that are handed over, if not to what holds them."""


class Tables(Flows):
    """Makes and finds nodes: of variables, attributes, modules and things outside."""

    def __init__(self, program: Program, names: Names) -> None:
        super().__init__()
        self.program, self.names, self.net = program, names, Network()
        bodies = program.bodies
        self.base = names.first
        self.vids: list[list[int]] = [[] for _ in bodies]
        """By body, the node of each operation."""
        self.definition = [self._defined(body) for body in bodies]
        """Node of each function, class or module."""
        self.fixed = {1, 2, 3, *self.definition}
        """Nodes that hold just what they were made for."""
        self.parameters = [
            [
                NOTHING if is_plain(b.parent, p.annotation) else self.net.node()
                for p in b.code.parameters
            ]
            for b in bodies
        ]
        self.results = [
            NOTHING if is_plain(b.parent, b.code.return_annotation) else self.net.node()
            for b in bodies
        ]
        """What a function returns or yields."""
        self._reads: dict[tuple[int, str], int] = {}
        self._later: list[tuple[int, Body, Sequence[int]]] = []
        self._free: list[tuple[int, Body, str]] = []
        self._any_module = NOTHING
        self._kept: dict[tuple[str, str], int] = {}
        methods = program.methods.keys()
        self.patched: dict[str, int] = dict.fromkeys(self._patches(), NOTHING)
        """Attributes of things outside that the project assigns, and their nodes."""
        for name in self.patched:
            self.patched[name] = self.net.node()
        self.special = {
            kind: held for kind, each in SPECIAL.items() if (held := tuple(sorted(each & methods)))
        }
        self.members = self._members()
        self.last_parts = names.last_parts

    def token(self, body: Body, of: int = 0) -> int:
        """The bit of a function, class or module; with 1, of the objects of a class."""
        return 1 << (self.base + 2 * body.index + of)

    def _defined(self, body: Body) -> int:
        node = self.net.node()
        self.net.put(node, 1 << (self.base + 2 * body.index))
        return node

    def _members(self) -> frozenset[str]:
        found: set[str] = set(self.program.assigned_names)
        for body in self.program.bodies:
            if body.code.kind in ("class", "module"):
                found.update(body.code.exports)
                found.update(name for name, _ in body.code.fields)
        found.update(name for _, name in self.program.self_stores)
        return frozenset(found)

    def _patches(self) -> set[str]:
        """Names under which something outside may hold what the project gives it."""
        found: set[str] = set()
        for body in self.program.bodies:
            ops = body.ops
            for op in ops:
                if op[0] == ir.SETATTR and ops[op[1]][0] != ir.PARAM:
                    found.add(op[2])
                elif op[0] == ir.CALL and op[3] and ops[op[1]][0] in (ir.ATTR, ir.GLOBAL):
                    callee = ops[op[1]]
                    if (callee[2] if callee[0] == ir.ATTR else callee[1]) in NAMESPACES:
                        found.update(name for name, _ in op[3] if name)
        return found

    def outside(self, tokens: int) -> int:
        """The node of just these tokens of things outside."""
        if tokens < 4:
            return tokens
        node = self._outside_nodes.get(tokens)
        if node is None:
            node = self._outside_nodes[tokens] = self.net.node()
            self.net.put(node, tokens)
            self.fixed.add(node)
            self.tokens_of[node] = tokens
        return node

    def package(self, dotted: str) -> int:
        """The tokens of a package or module outside that something is looked for in."""
        top, *parts = dotted.split(".")
        package = self.names.packages.get(top)
        tokens = package.itself if package is not None else 0
        for part in parts:
            tokens = self.names.attribute(tokens, part) & self.names.things
        return tokens

    def from_outside(self, dotted: str, name: str) -> int:
        """The node of a name of a package outside."""
        found = self.outside(self.names.attribute(self.package(dotted), name))
        return self.net.join((found, self.patched.get(name, NOTHING)))

    def global_(self, module: Body, name: str) -> int:
        """The node of a variable of a module."""
        node = self.globals.get((module, name))
        if node is None:
            node = self.globals[module, name] = self.net.node()
        return node

    def field(self, owner: Body, name: str) -> int:
        """The node of an attribute of the objects of a class."""
        node = self.fields.get((owner, name))
        if node is None:
            declared = next((v for n, v in owner.code.fields if n == name), -1)
            plain = declared >= 0 and is_plain(owner, owner.ops[declared][2])
            node = self.fields[owner, name] = NOTHING if plain else self.net.node()
        return node

    def kept(self, body: Body, vid: int, name: str) -> int:
        """The node of an attribute of what an application keeps."""
        holder = keeper(body, vid)
        if holder is None:
            return NOTHING
        node = self._kept.get((holder[2], name))
        if node is None:
            node = self._kept[holder[2], name] = self.net.node()
        return node

    def named(self, body: Body, name: str) -> int:
        """The node of a name at the level of modules."""
        module = body.module
        known = self.globals.get((module, name))
        if known is not None:
            return known
        if name in module.code.exports or (module, name) in self._stored:
            return self._written_in(module, name)
        found = self._by_star(module, name, (module,))
        return found if found is not None else self.names.builtins.get(name, NOTHING)

    def _written_in(self, module: Body, name: str) -> int:
        """The node of a variable that a module assigns; of what it imports where it stays so."""
        node = self.global_(module, name)
        vid = module.code.exports.get(name)
        if vid is None or (module, name) in self._stored:
            return node
        op = module.ops[vid]
        if op[0] not in (ir.IMPORT, ir.FROM):
            return node
        imported = self.imported(module, op[1], 0) if op[0] == ir.IMPORT else self.from_(module, op)
        self.net.edge(imported, node)
        self.globals[module, name] = imported
        return imported

    def _by_star(self, module: Body, name: str, seen: tuple[Body, ...]) -> int | None:
        """The node of a name that comes with `from other import *`."""
        for star in module.facts.stars:
            op = module.ops[star]
            dotted = self.program.resolve(module.facts, op[1], op[3])
            target = self.program.modules.get(dotted or "")
            if target is not None and target not in seen:
                if name in target.code.exports:
                    return self.global_(target, name)
                found = self._by_star(target, name, (*seen, target))
                if found is not None:
                    return found
            elif dotted is None and name not in BUILTINS:
                outside = self.from_outside(op[1], name)
                if outside:
                    return outside
        return None

    @property
    def _stored(self) -> dict[tuple[Body, str], list[tuple[Body, int]]]:
        return self.program.global_stores

    def attribute(self, base: int, name: str) -> int:
        """The node of an attribute of what is at a node."""
        if not base:
            found = self.names.anywhere.get(name, NOTHING)
            return self.net.join((found, self.patched.get(name, NOTHING)))
        known = self._reads.get((base, name))
        if known is None:
            known = self._reads[base, name] = self._read(base, name)
        return known

    def _read(self, base: int, name: str) -> int:
        module = self.modules.get(base)
        if module is not None:
            return self.of_module(module, name)
        folder = self.folders.get(base)
        if folder is not None:
            return self._dotted(f"{folder}.{name}")
        owner = self.supers.get(base)
        if owner is not None:
            node = self.net.node()
            self.above.append((owner, name, node))
            return node
        tokens = self.tokens_of.get(base)
        patched = self.patched.get(name, NOTHING)
        if tokens is not None:
            return self.net.join((self.outside(self.names.attribute(tokens, name)), patched))
        if base < 4:
            return self.net.join((self.names.anywhere.get(name, NOTHING), patched))
        if name not in self.members and name not in self.last_parts and not patched:
            return base
        node = self.net.node()
        self.net.edge(patched, node)
        self.reads.setdefault(base, []).append(Read(name, node))
        return node

    def of_module(self, module: Body, name: str) -> int:
        """What an attribute of a module is."""
        if name in module.code.exports or (module, name) in self._stored:
            return self.named(module, name)
        inner = self._dotted(f"{module.facts.module}.{name}")
        if inner:
            return inner
        found = self.named(module, name)
        if found or not module.facts.is_package:
            return found or self._written(module, name)
        return self._lazy(module, name)

    def _written(self, module: Body, name: str) -> int:
        return self.global_(module, name) if name in self.program.assigned_names else NOTHING

    def _lazy(self, module: Body, name: str) -> int:
        """A name that a package may import when it is asked for."""
        prefix = f"{module.facts.module}."
        found = [
            self.global_(each, name)
            for dotted, each in self.program.modules.items()
            if name in each.code.exports and dotted.startswith(prefix)
        ]
        return self.net.join((*found, self._written(module, name)))

    def _module(self, module: Body) -> int:
        node = self.definition[module.index]
        self.modules[node] = module
        return node

    def imported(self, body: Body, dotted: str, level: int) -> int:
        """The node of a module that is imported."""
        found = self.program.resolve(body.facts, dotted, level)
        if found is None:
            return self.outside(self.package(dotted))
        return self._dotted(found)

    def from_(self, body: Body, op: ir.Op) -> int:
        """The node of a name that is imported from a module."""
        _, dotted, name, level, *_ = op
        found = self.program.resolve(body.facts, dotted, level)
        if found is None:
            return self.from_outside(dotted, name)
        module = self.program.modules.get(found)
        if module is not None and (module is not body.module or name in module.code.exports):
            return self.of_module(module, name)
        return self._dotted(f"{found}.{name}")

    def _dotted(self, name: str) -> int:
        """The node of a module, or of a folder that holds some."""
        module = self.program.modules.get(name)
        if module is not None:
            return self._module(module)
        if name not in self.program.packages:
            return NOTHING
        node = self._folders.get(name)
        if node is None:
            node = self._folders[name] = self.net.node()
            self.fixed.add(node)
            self.folders[node] = name
        return node

    def _holder(self, held: Sequence[int]) -> int:
        """A node of its own for what holds these."""
        if not any(held):
            return NOTHING
        node = self.net.node()
        for each in held:
            self.net.edge(each, node)
        return node

    def _own(self, source: int) -> int:
        node = self.net.node()
        self.net.edge(source, node)
        return node

    def _use(
        self, node: int, names: tuple[str, ...], site: Site, given: tuple[int, ...], result: int
    ) -> None:
        if node and names:
            self.uses.setdefault(node, []).append(Use(names, site, given, result))

    def assign(self, body: Body, vid: int, base: int, name: str, value: int) -> None:
        """`base.name = value`."""
        self.setters.setdefault(name, []).append((body, vid, base))
        if value and name in self.patched and (not base or base in self.tokens_of):
            self.net.edge(value, self.patched[name])
        if base and value:
            module = self.modules.get(base)
            if module is not None:
                self.net.edge(value, self.global_(module, name))
            else:
                self.writes.setdefault(base, []).append((name, value))

    def _keep(self, body: Body, base: int, given: Sequence[int]) -> None:
        if base in self.fixed:
            return
        for node in given:
            self.net.edge(node, base)
        if base and base in self.parameters[body.index]:
            self.changed.add(base)

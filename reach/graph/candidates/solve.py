"""What arrives where, and who may call whom because of it."""

from reach.flow.bodies import Body
from reach.flow.parameters import is_receiver
from reach.flow.protocols import CALLED
from reach.graph.candidates.hierarchy import Hierarchy
from reach.graph.candidates.lower import Lowering
from reach.graph.candidates.network import LOADS, TOLD, Call, Read, Site, Use, bits
from reach.records import code as ir

MAX_TIMES = 4
"""Times that classes are looked at again because a base became known."""

MAX_TOKENS = 64
"""Names at one node beyond which the evaluator could not tell them apart either."""


class Solver:
    """Lets tokens flow until nothing changes."""

    def __init__(self, lowering: Lowering) -> None:
        self.low, self.net = lowering, lowering.net
        self.base, self.bodies = lowering.base, lowering.program.bodies
        self.hierarchy = Hierarchy(lowering)
        self.callers: dict[Body, dict[Site, None]] = {}
        self.made: dict[Body, dict[Site, None]] = {}
        """By class, the sites that make an object of it."""
        self.outside: dict[Body, dict[Site, None]] = {}
        """By class, the sites that hand an object to something outside, or call a method of it
        that the project does not define."""
        self.first: dict[Site, None] = dict.fromkeys(lowering.first)
        self.told: dict[Site, None] = dict.fromkeys(lowering.told)
        """Sites that may tell a framework of entry points."""
        self.typed: dict[Body, dict[int, None]] = {}
        """By class, the nodes that hold objects of it and of its heirs."""
        self.wide: set[int] = set()
        """Nodes with so many tokens that they say nothing."""
        self._linked: set[tuple[int, int, int]] = set()
        self._members: dict[tuple[Body, str], list[int]] = {}
        self._readers: dict[str, list[int]] = {}
        for node, reads in lowering.reads.items():
            for read in reads:
                self._readers.setdefault(read.name, []).append(node)
        self._receivers = [is_receiver(body) for body in self.bodies]
        self._drain()
        self.hierarchy.grow()
        self._objects()
        self._again()
        self._run()
        lowering.outside_calls()
        self._run()
        for _ in range(MAX_TIMES):
            if not self.hierarchy.grow():
                break
            self._members.clear()
            self._linked.clear()
            self._objects()
            self._again()
            self._run()

    def _again(self) -> None:
        """All that arrived counts as if it arrived now."""
        net = self.net
        for node, tokens in enumerate(net.tokens):
            known = tokens & ~net.blocked.get(node, 0)
            if known:
                net.pending[node] = known

    # -- flow ----------------------------------------------------------------------------------

    def _drain(self) -> None:
        """Let tokens flow along the edges alone."""
        net = self.net
        pending, tokens, successors = net.pending, net.tokens, net.successors
        while pending:
            node, new = pending.popitem()
            for other in successors[node]:
                more = new & ~tokens[other]
                if more:
                    tokens[other] |= more
                    pending[other] = pending.get(other, 0) | more

    def _run(self) -> None:
        low, net = self.low, self.net
        pending, tokens, successors = net.pending, net.tokens, net.successors
        calls, reads, writes, uses = low.calls, low.reads, low.writes, low.uses
        wide, makes, shown = self.wide, low.makes, low.shown
        handed, hints, classes, everything = low.handed, low.hints, low.classes, low.everything
        while pending:
            order = sorted(pending)
            self.turns = getattr(self, "turns", 0) + len(order)
            self.rounds = getattr(self, "rounds", 0) + 1
            for node in order:
                new = pending.pop(node)
                for other in successors[node]:
                    more = new & ~tokens[other]
                    if more and other not in wide:
                        tokens[other] |= more
                        pending[other] = pending.get(other, 0) | more
                        if tokens[other].bit_count() > MAX_TOKENS:
                            wide.add(other)
                if node in reads:
                    for read in reads[node]:
                        self._read(read, new)
                if node in calls:
                    for call in calls[node]:
                        self._called(call, new)
                if node in handed:
                    self._handed(handed[node], node, new)
                if node in shown:
                    self._shown(shown[node], new)
                if node in writes:
                    for name, value in writes[node]:
                        self._written(name, value, new)
                if node in uses:
                    for use in uses[node]:
                        self._used(use, new)
                if node in hints:
                    self._typed(hints[node], new)
                if node in classes:
                    for target in classes[node]:
                        self._classes(target, new)
                if node in makes:
                    outside = new & low.names.outside
                    if outside:
                        for target in makes[node]:
                            net.put(target, low.names.called(outside))
                if node in everything:
                    for target in everything[node]:
                        self._everything(target, new)

    def _objects(self) -> None:
        """The first parameter of a method is an object of its class, or of one that inherits."""
        low, net = self.low, self.net
        for body in self.bodies:
            if body.owner is None or not self._receivers[body.index] or not body.code.parameters:
                continue
            found = 0
            for heir in self.hierarchy.heirs.get(body.owner, ()):
                found |= low.token(heir, 1) | low.token(heir)
            net.put(low.parameters[body.index][0], found)
        for cls, nodes in self.typed.items():
            for heir in self.hierarchy.heirs[cls]:
                for node in nodes:
                    net.put(node, low.token(heir, 1))
        for owner, name, node in low.above:
            for heir in self.hierarchy.heirs.get(owner, ()):
                net.edge(self.hierarchy.method(heir, name, after=owner), node)
            outside = self.hierarchy.outside.get(owner, 0)
            net.put(node, outside | low.names.attribute(outside, name))

    def _project(self, tokens: int) -> list[tuple[Body, bool]]:
        """Functions, classes and modules among tokens; and whether an object of the class is
        meant."""
        bodies = self.bodies
        return [(bodies[bit >> 1], bool(bit & 1)) for bit in bits(tokens >> self.base)]

    # -- what happens where something arrives --------------------------------------------------

    def members(self, cls: Body, name: str) -> list[int]:
        """Nodes of an attribute of a class."""
        known = self._members.get((cls, name))
        if known is None:
            known = self._members[cls, name] = self.hierarchy.members(cls, name)
        return known

    def _read(self, read: Read, new: int) -> None:
        low, net, (name, result) = self.low, self.net, read
        outside = new & low.names.outside
        if outside:
            net.put(result, low.names.attribute(outside, name))
        for body, _ in self._project(new):
            kind = body.code.kind
            if kind == "class":
                found = self.members(body, name)
                for node in found:
                    net.edge(node, result)
                inherited = self.hierarchy.outside.get(body, 0)
                if inherited and not found:
                    net.put(result, low.names.attribute(inherited, name))
                if not found:
                    self._getattr(body, result)
            elif kind == "module":
                net.edge(low.of_module(body, name), result)
            else:
                net.edge(low.field(body, name), result)

    def _getattr(self, cls: Body, result: int) -> None:
        for name in ("__getattr__", "__getattribute__"):
            node = self.hierarchy.method(cls, name)
            for body, _ in self._project(self.net.tokens[node]) if node else ():
                self.net.edge(self.low.results[body.index], result)

    def _called(self, call: Call, new: int) -> None:
        low, net = self.low, self.net
        outside = new & low.names.outside
        if outside:
            if call.on >= 0:
                for body, is_object in self._project(net.tokens[call.on]):
                    if is_object:
                        self.outside.setdefault(body, {})[call.site] = None
            self._looked_for(call.site, outside)
            net.put(call.result, low.names.called(outside))
        for body, is_object in self._project(new):
            kind = body.code.kind
            if kind in ("function", "lambda"):
                self._link(body, call)
            elif kind == "class" and is_object:
                self._on_object(body, call)
            elif kind == "class":
                self._construct(body, call)

    def _looked_for(self, site: Site, tokens: int) -> None:
        if tokens & LOADS:
            self.first[site] = None
        if tokens & TOLD:
            self.told[site] = None

    def _construct(self, cls: Body, call: Call) -> None:
        low, net = self.low, self.net
        self.made.setdefault(cls, {})[call.site] = None
        net.put(call.result, low.token(cls, 1))
        self._looked_for(call.site, self.hierarchy.outside.get(cls, 0))
        found = False
        for name in ("__init__", "__new__", "__post_init__"):
            node = self.hierarchy.method(cls, name)
            for body, _ in self._project(net.tokens[node]) if node else ():
                if body.code.kind == "function":
                    found = True
                    self._link(body, call, 1)
        if found and not cls.code.fields:
            return
        for keyword, node in call.keywords:
            if keyword is not None:
                net.edge(node, low.field(cls, keyword))
        declared = [n for c in reversed(self.hierarchy.order(cls)) for n, _ in c.code.fields]
        for (_, node), name in zip(call.positional, declared, strict=False):
            net.edge(node, low.field(cls, name))

    def _on_object(self, cls: Body, call: Call) -> None:
        names = ["__call__"]
        if not self.hierarchy.method(cls, "__call__"):
            self.outside.setdefault(cls, {})[call.site] = None
            names = list(CALLED["__call__"])
        for name in names:
            node = self.hierarchy.method(cls, name)
            for body, _ in self._project(self.net.tokens[node]) if node else ():
                if body.code.kind in ("function", "lambda"):
                    self._link(body, call, 1)

    def _link(self, body: Body, call: Call, shift: int = -1) -> None:
        """A call may be one of this function."""
        key = (body.index, id(call), shift)
        if key in self._linked:
            return
        self._linked.add(key)
        self.callers.setdefault(body, {})[call.site] = None
        if call.forwards:
            return
        self.net.edge(self.low.results[body.index], call.result)
        if shift >= 0:
            self._pass(body, call, shift)
        elif self._receivers[body.index]:
            self._pass(body, call, 1)
            tokens = self.net.tokens[call.on] if call.on >= 0 else 0
            if call.on < 0 or any(
                not o for b, o in self._project(tokens) if b.code.kind == "class"
            ):
                self._pass(body, call, 0)
        else:
            self._pass(body, call, 0)

    def _pass(self, body: Body, call: Call, shift: int) -> None:
        nodes, specs = self.low.parameters[body.index], body.code.parameters
        ordinary = [i for i, p in enumerate(specs) if p.kind == ir.POSITIONAL]
        rest = next((i for i, p in enumerate(specs) if p.kind == ir.STAR), None)
        others = next((i for i, p in enumerate(specs) if p.kind == ir.DOUBLE_STAR), None)
        for position, (starred, node) in enumerate(call.positional):
            if not node:
                continue
            if starred:
                for index in ordinary[position + shift :]:
                    self._give(node, nodes[index])
            elif position + shift < len(ordinary):
                self._give(node, nodes[ordinary[position + shift]])
            if rest is not None and (starred or position + shift >= len(ordinary)):
                self._give(node, nodes[rest])
        for name, node in call.keywords:
            if not node:
                continue
            named = [i for i, p in enumerate(specs) if name is None or p.name == name]
            for index in named or ([others] if others is not None else []):
                self._give(node, nodes[index])

    def _give(self, source: int, parameter: int) -> None:
        self.net.edge(source, parameter)
        if parameter in self.low.changed:
            self.net.edge(parameter, source)

    def _handed(self, sites: list[Site], node: int, new: int) -> None:
        """Something outside gets functions and objects, and may call them."""
        low, net = self.low, self.net
        for site in sites:
            self._looked_for(site, new)
        for body, is_object in self._project(new):
            kind = body.code.kind
            if kind in ("function", "lambda"):
                self.callers.setdefault(body, {}).update(dict.fromkeys(sites))
                if node in low.passing:
                    for parameter in low.parameters[body.index]:
                        net.edge(node, parameter)
                    net.edge(low.results[body.index], low.returning.get(node, 0))
            elif kind == "class":
                table = self.outside if is_object else self.made
                table.setdefault(body, {}).update(dict.fromkeys(sites))
                if not is_object:
                    net.put(node, low.token(body, 1))

    def _shown(self, sites: list[Site], new: int) -> None:
        """Something outside gets objects, and may use what they define."""
        for site in sites:
            self._looked_for(site, new)
        for body, is_object in self._project(new):
            if is_object:
                self.outside.setdefault(body, {}).update(dict.fromkeys(sites))

    def _written(self, name: str, value: int, new: int) -> None:
        low, net = self.low, self.net
        for body, is_object in self._project(new):
            if not name and (is_object or body.code.kind not in ("class", "module")):
                continue
            if body.code.kind == "module":
                net.edge(value, low.global_(body, name))
            else:
                known = low.fields.get((body, name))
                net.edge(value, low.field(body, name))
                if known is None and body.code.kind == "class":
                    self._appeared(body, name)

    def _appeared(self, cls: Body, name: str) -> None:
        """A class has an attribute that was not known before: those who asked ask again."""
        for heir in self.hierarchy.heirs.get(cls, ()):
            self._members.pop((heir, name), None)
        mask = 0
        for heir in self.hierarchy.heirs.get(cls, ()):
            mask |= self.low.token(heir) | self.low.token(heir, 1)
        for node in self._readers.get(name, ()):
            here = self.net.tokens[node] & mask
            if here:
                self.net.pending[node] = self.net.pending.get(node, 0) | here

    def _used(self, use: Use, new: int) -> None:
        low, net = self.low, self.net
        for body, is_object in self._project(new):
            if body.code.kind != "class" or not is_object:
                continue
            for name in use.names:
                node = self.hierarchy.method(body, name)
                for method, _ in self._project(net.tokens[node]) if node else ():
                    if method.code.kind not in ("function", "lambda"):
                        continue
                    self.callers.setdefault(method, {})[use.site] = None
                    net.edge(low.results[method.index], use.result)
                    for parameter in low.parameters[method.index][1:]:
                        for given in use.given:
                            net.edge(given, parameter)

    def _typed(self, targets: list[int], new: int) -> None:
        low, net = self.low, self.net
        outside = low.names.called(new)
        for target in targets:
            net.put(target, outside)
        for body, is_object in self._project(new):
            if body.code.kind != "class" or is_object:
                continue
            known = self.typed.setdefault(body, {})
            known.update(dict.fromkeys(targets))
            for heir in self.hierarchy.heirs[body]:
                for target in targets:
                    net.put(target, low.token(heir, 1))

    def _classes(self, target: int, new: int) -> None:
        for body, is_object in self._project(new):
            if is_object:
                self.net.put(target, self.low.token(body))

    def _everything(self, target: int, new: int) -> None:
        low = self.low
        for body, _ in self._project(new):
            if body.code.kind == "module":
                for name in body.code.exports:
                    self.net.edge(low.global_(body, name), target)
            elif body.code.kind == "class":
                for owner in self.hierarchy.order(body):
                    for vid in owner.code.exports.values():
                        self.net.edge(low.vids[owner.index][vid], target)

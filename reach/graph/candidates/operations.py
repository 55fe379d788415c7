"""Operations other than calls -> nodes and edges."""

from reach.flow.bodies import Body, is_self
from reach.graph.candidates.declared import WORD, is_plain
from reach.graph.candidates.network import NOTHING
from reach.graph.candidates.tables import Tables
from reach.records import code as ir

_JOINING = frozenset(("+", "|", "+=", "|="))
"""Operators that join what holds things."""


class Operations(Tables):
    """What each operation gives, and what it hands on."""

    def _parameter(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        return self.parameters[body.index][op[1]]

    def _global(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        return self.named(body, op[1])

    def _free_variable(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        owner, node = body.child(op[1]), self.net.node()
        self._later.append((node, owner, op[2]))
        self._free.append((node, owner, op[4]))
        return node

    def _attribute(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        node = self.net.join((self.attribute(nodes[op[1]], op[2]), self.kept(body, op[1], op[2])))
        if node and op[2] in self.program.property_names:
            self.read_sites.setdefault(node, []).append((body, vid))
        return node

    def _import(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        return self.imported(body, op[1], 0)

    def _from(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        return self.from_(body, op)

    def _phi(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        if all(v < vid for v in op[1]):
            return self.net.join(nodes[v] for v in op[1])
        node = self.net.node()
        self._later.append((node, body, op[1]))
        return node

    def _either(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        return self.net.join(nodes[v] for v in op[-2:])

    def _operator(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        left, right = nodes[op[2]], nodes[op[3]]
        joined = self._holder((left, right)) if op[1] in _JOINING else NOTHING
        names = self.special.get(op[0])
        if (left or right) and names is not None:
            joined = joined or self.net.node()
            for node, other in ((left, right), (right, left)):
                given = (other,) if op[0] == ir.BINOP else ()
                self._use(node, names, (body, vid), given, joined)
        return joined if op[0] == ir.BINOP else NOTHING

    def _through(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        """An operation that gives its operand, or part of it, unless a special method is called."""
        node = nodes[op[1]]
        names = self.special.get(op[0])
        if not node or names is None:
            return node
        given = (nodes[op[2]],) if op[0] == ir.ITEM else ()
        result = self._own(node)
        self._use(node, names, (body, vid), given, result)
        return result

    def _set_attribute(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        base, value = nodes[op[1]], nodes[op[3]]
        self.assign(body, vid, base, op[2], value)
        self.net.edge(value, self.kept(body, op[1], op[2]))
        if body.owner is not None and is_self(body, op[1]):
            self.net.edge(value, self.field(body.owner, op[2]))
        return base

    def _set_item(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        base = nodes[op[1]]
        given = (nodes[op[2]], nodes[op[3]])
        if not base:
            return self._holder(given)
        names = self.special.get(ir.SETITEM)
        if names is not None:
            self._use(base, names, (body, vid), given, NOTHING)
        self._keep(body, base, given)
        return base

    def _mutate(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        base, call = nodes[op[1]], body.ops[op[2]]
        given = [nodes[a if a >= 0 else ~a] for a in call[2]] + [nodes[v] for _, v in call[3]]
        if not base:
            return self._holder(given)
        self._keep(body, base, given)
        return base

    def _items(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        return self._holder([nodes[v if v >= 0 else ~v] for v in op[1]])

    def _mapping(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        return self._holder([nodes[v] for pair in op[1] for v in pair if v >= 0])

    def _comprehension(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        return self._holder([nodes[v] for v in op[2:4] if v >= 0])

    def _text(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        for part in op[1]:
            if not isinstance(part, str):
                self._use(nodes[part], self.special.get(op[0], ()), (body, vid), (), NOTHING)
        return NOTHING

    def _unary(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        names = self.special.get(op[0])
        if not nodes[op[2]] or names is None:
            return NOTHING
        node = self._own(nodes[op[2]])
        self._use(nodes[op[2]], names, (body, vid), (), node)
        return node

    def _delete(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        names = self.special.get(ir.DELETE)
        if names is not None:
            self._use(nodes[op[1]], names, (body, vid), (), NOTHING)
        return NOTHING

    def _function(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        return self.definition[body.child(op[1]).index]

    def _class(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        child = body.child(op[1])
        self.bases[child] = [nodes[v if v >= 0 else ~v] for v in op[2]]
        return self.definition[child.index]

    def _yield(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        self.net.edge(nodes[op[1]], self.results[body.index])
        return nodes[op[1]] if op[0] == ir.YIELDFROM else NOTHING

    def _refined(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        value, cond = nodes[op[1]], body.ops[op[2]]
        if op[2] < 0 or cond[0] != ir.CALL or len(cond[2]) != 2 or min(cond[2]) < 0:
            return value
        types = nodes[cond[2][1]]
        if not types:
            return value
        node = self._own(value)
        self.hints.setdefault(types, []).append(node)
        return node

    def _caught(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        types = nodes[op[1]] if op[1] >= 0 else NOTHING
        if not types:
            return NOTHING
        node = self.net.node()
        self.hints.setdefault(types, []).append(node)
        return node

    def _annotated(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        if is_plain(body, op[2]):
            return NOTHING
        value = nodes[op[1]] if op[1] >= 0 else NOTHING
        node = self._own(value)
        self._hint(body, op[2], node, nodes)
        return node

    def _hint(self, body: Body, vid: int, target: int, nodes: list[int] | None = None) -> None:
        """A node holds objects of a declared type."""
        found: set[int] = set()
        self._types(body, vid, nodes if nodes is not None else self.vids[body.index], found, 0)
        for node in found:
            self.hints.setdefault(node, []).append(target)

    def _stands_for(self, body: Body, vid: int, target: int) -> None:
        """A name carries the types that are written behind it."""
        found: set[int] = set()
        self._types(body, vid, self.vids[body.index], found, 0)
        for node in found:
            self.net.edge(node, target)

    def _types(self, body: Body, vid: int, nodes: list[int], found: set[int], depth: int) -> None:
        if vid >= len(nodes) or depth > 8:
            return
        op = body.ops[vid]
        if op[0] == ir.CONST:
            if isinstance(op[1], str) and len(op[1]) < 200:
                found.update(self.named(body, word) for word in WORD.findall(op[1]))
        elif op[0] == ir.ITEM:
            self._types(body, op[1], nodes, found, depth + 1)
            self._types(body, op[2], nodes, found, depth + 1)
        elif op[0] in (ir.TUPLE, ir.LIST):
            for item in op[1]:
                self._types(body, item if item >= 0 else ~item, nodes, found, depth + 1)
        elif op[0] == ir.BINOP:
            self._types(body, op[2], nodes, found, depth + 1)
            self._types(body, op[3], nodes, found, depth + 1)
        else:
            found.add(nodes[vid])
        found.discard(NOTHING)

"""A program -> the network of its names."""

from collections.abc import Callable

from reach.flow.bodies import Body
from reach.flow.program import Program
from reach.graph.candidates.calls import Calls
from reach.graph.candidates.declared import is_alias
from reach.graph.candidates.names import Names
from reach.graph.candidates.network import NOTHING
from reach.graph.candidates.operations import Operations
from reach.records import code as ir


class Lowering(Operations, Calls):
    """Builds the network of a program."""

    def __init__(self, program: Program, names: Names) -> None:
        super().__init__(program, names)
        for body in program.bodies:
            self._body(body)
        self._resolve()

    def _body(self, body: Body) -> None:
        nodes = self.vids[body.index]
        code, net, kinds = body.code, self.net, _KINDS
        for vid, op in enumerate(body.ops):
            lower = kinds[op[0]]
            nodes.append(lower(self, body, vid, op, nodes) if lower is not None else NOTHING)
        result = self.results[body.index]
        for vid in (*code.returns, *code.yields):
            net.edge(nodes[vid], result)
        if result and code.return_annotation >= 0 and body.parent is not None:
            self._hint(body.parent, code.return_annotation, result)
        for index, spec in enumerate(code.parameters):
            if body.parent is not None:
                node = self.parameters[body.index][index]
                if not node:
                    continue
                if spec.default >= 0:
                    self._later.append((node, body.parent, (spec.default,)))
                if spec.annotation >= 0:
                    self._hint(body.parent, spec.annotation, node)
        if code.kind == "module":
            for name, vid in code.exports.items():
                net.edge(nodes[vid], self.global_(body, name))
                if is_alias(body, vid):
                    self._stands_for(body, vid, self.global_(body, name))

    def _resolve(self) -> None:
        """Edges from what was not lowered yet when it was needed."""
        net = self.net
        for node, body, vids in self._later:
            for vid in vids:
                net.edge(self.vids[body.index][vid], node)
        for node, body, name in self._free:
            for where, vid in self.program.free_stores.get((body, name), ()):
                net.edge(self.vids[where.index][vid], node)
        for (module, name), stores in self.program.global_stores.items():
            for where, vid in stores:
                net.edge(self.vids[where.index][vid], self.global_(module, name))


Lower = Callable[[Lowering, Body, int, ir.Op, list[int]], int]

_LOWERED: dict[int, Lower] = {
    ir.PARAM: Lowering._parameter,
    ir.GLOBAL: Lowering._global,
    ir.FREE: Lowering._free_variable,
    ir.ATTR: Lowering._attribute,
    ir.ITEM: Lowering._through,
    ir.SLICE: Lowering._through,
    ir.CALL: Lowering._call,
    ir.PHI: Lowering._phi,
    ir.SELECT: Lowering._either,
    ir.OR: Lowering._either,
    ir.AND: Lowering._either,
    ir.SETATTR: Lowering._set_attribute,
    ir.SETITEM: Lowering._set_item,
    ir.MUTATE: Lowering._mutate,
    ir.DICT: Lowering._mapping,
    ir.LIST: Lowering._items,
    ir.TUPLE: Lowering._items,
    ir.SET: Lowering._items,
    ir.COMP: Lowering._comprehension,
    ir.BINOP: Lowering._operator,
    ir.COMPARE: Lowering._operator,
    ir.UNARY: Lowering._unary,
    ir.FSTRING: Lowering._text,
    ir.FUNC: Lowering._function,
    ir.CLASS: Lowering._class,
    ir.ITER: Lowering._through,
    ir.UNPACK: Lowering._through,
    ir.ENTER: Lowering._through,
    ir.AWAIT: Lowering._through,
    ir.YIELD: Lowering._yield,
    ir.YIELDFROM: Lowering._yield,
    ir.IMPORT: Lowering._import,
    ir.FROM: Lowering._from,
    ir.REFINE: Lowering._refined,
    ir.CATCH: Lowering._caught,
    ir.ANNOTATED: Lowering._annotated,
    ir.DELETE: Lowering._delete,
}

_KINDS = [_LOWERED.get(kind) for kind in range(40)]

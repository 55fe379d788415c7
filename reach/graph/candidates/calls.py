"""Calls -> nodes and edges."""

from collections.abc import Sequence

from reach.flow.bodies import Body
from reach.flow.handed import CALLBACKS, HOOK_METHODS, HOOK_NAMES, HOOKS, OF_CLASSES
from reach.graph.builtin_calls import ITERATED, METHODS
from reach.graph.candidates.network import LOADS, NOTHING, TOLD, Call
from reach.graph.candidates.tables import BUILTINS, NAMESPACES, Tables
from reach.graph.implicit import SPECIAL
from reach.records import code as ir

_HOLDING = frozenset(
    "get pop popitem items values keys copy setdefault append add extend insert update push put"
    " popleft appendleft remove result send join __getitem__ __setitem__ next read".split()
)
"""Methods that put something into what holds things, or take it out."""

_PLAIN = frozenset(
    "isinstance issubclass str int float bool len repr print hash id abs round ord chr bytes format"
    " hasattr callable open input range type sum any all ascii bin hex divmod pow slice"
    " ValueError TypeError RuntimeError KeyError Exception NotImplementedError".split()
)
"""Built-in functions that hand nothing on."""

_PASSING = frozenset(
    (
        *(name.rpartition(".")[2].removesuffix("()") for name in CALLBACKS),
        *HOOK_METHODS,
        *"partial partialmethod reduce singledispatch register methodcaller".split(),
    )
)
"""Names of what calls the functions it is given with the rest of what it is given."""

_CALLING = frozenset((*(name.rpartition(".")[2] for name in HOOKS), *OF_CLASSES))
"""Names of what calls some of what it is given by keyword, or methods of classes."""

_KEYED = frozenset("sorted min max map filter".split())
"""Built-in functions that call what they are given, and do not hand it on."""

_ITERATION = (*SPECIAL[ir.ITER], "__reversed__")

SPECIAL_OF: dict[str, tuple[str, ...]] = {
    **{name.removeprefix("<builtin>."): methods for name, methods in METHODS.items()},
    **dict.fromkeys((name.removeprefix("<builtin>.") for name in ITERATED), _ITERATION),
    **dict.fromkeys(("next", "anext", "min", "max", "reversed"), _ITERATION),
}
"""Special methods that a function may call on what it is given."""

_BUILT = frozenset((ir.FSTRING, ir.BINOP, ir.CALL))
"""Operations that put a name together."""


class Calls(Tables):
    """What a call gives, and who gets its arguments."""

    def _call(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> int:
        callee = body.ops[op[1]]
        node = nodes[op[1]]
        if callee[0] == ir.GLOBAL and not node and callee[1] in BUILTINS:
            return self._builtin(body, vid, op, nodes, callee[1])
        if callee[0] == ir.ATTR and callee[2] in self.names.methods:
            self.first[body, vid] = None
        given = [nodes[a if a >= 0 else ~a] for a in op[2]] + [nodes[v] for _, v in op[3]]
        if op[3] and (callee[2:3] or callee[1:2])[0] in NAMESPACES:
            for name, each in op[3]:
                if name:
                    self.net.edge(nodes[each], self.patched.get(name, NOTHING))
        if not node:
            if _is_wraps(callee):
                return NOTHING
            if (callee[0] == ir.FROM or callee[0] == ir.ATTR) and callee[2] == "import_module":
                return self._imported_by_name(body, op, nodes)
            return self._outside(body, vid, given)
        on = nodes[callee[1]] if callee[0] == ir.ATTR else -1
        if _is_wraps(callee):
            return NOTHING
        if on == node and node not in self.tokens_of:
            if callee[2] == "bind":
                self.calls.setdefault(node, []).append(self._sent(body, vid, op, nodes))
            return self._of_nobody(body, vid, node, given)
        tokens = self.tokens_of.get(node)
        if tokens is not None:
            return self._of_outside(body, vid, tokens, given)
        result = self.net.node()
        self.calls.setdefault(node, []).append(
            Call(
                (body, vid),
                tuple((a < 0, nodes[a if a >= 0 else ~a]) for a in op[2]),
                tuple((name, nodes[v]) for name, v in op[3]),
                result,
                on,
                self._forwards(body, op),
            )
        )
        if op[7] & ir.DECORATOR:
            self.net.edge(self._outside(body, vid, given), result)
        else:
            self.open.append((node, body, vid, given, result, on))
        return result

    def _sent(self, body: Body, vid: int, op: ir.Op, nodes: list[int]) -> Call:
        """`Deployment.bind(x)`, which calls what it is a method of."""
        positional = tuple((a < 0, nodes[a if a >= 0 else ~a]) for a in op[2])
        named = tuple((name, nodes[v]) for name, v in op[3])
        return Call((body, vid), positional, named, self.net.node(), -1, self._forwards(body, op))

    def _of_nobody(self, body: Body, vid: int, node: int, given: Sequence[int]) -> int:
        """A call of an attribute that nothing in the project has."""
        result = self.net.filtered((node, self._outside(body, vid, given)), self.names.things)
        self.makes.setdefault(node, []).append(result)
        return result

    def _of_outside(self, body: Body, vid: int, tokens: int, given: Sequence[int]) -> int:
        """A call of something outside."""
        if tokens & LOADS:
            self.first[body, vid] = None
        if tokens & TOLD:
            self.told[body, vid] = None
        made = self.outside(self.names.called(tokens))
        return self.net.join((made, self._outside(body, vid, given)))

    def _forwards(self, body: Body, op: ir.Op) -> bool:
        specs = body.code.parameters
        return any(
            each[0] == ir.PARAM and specs[each[1]].kind == ir.STAR
            for a in op[2]
            if a < 0
            for each in (body.ops[~a],)
        )

    def outside_calls(self) -> None:
        """Calls of what turned out to be nothing of the project hand on what they are given."""
        for node, body, vid, given, result, on in self.open:
            if self.net.tokens[node] >> self.base:
                continue
            self.net.edge(self._outside(body, vid, given), result)
            callee = body.ops[body.ops[vid][1]]
            if callee[0] == ir.ATTR and callee[2] in _HOLDING:
                self.net.edge(on, result)
        self.open.clear()

    def _outside(self, body: Body, vid: int, given: Sequence[int]) -> int:
        """What a call of something outside hands on, and may call."""
        node = self._holder(given)
        if not node:
            return NOTHING
        op = body.ops[vid]
        callee = body.ops[op[1]]
        result = self.net.filtered((node,), self.names.things)
        name = ""
        if callee[0] in (ir.ATTR, ir.FROM, ir.GLOBAL):
            name = callee[1] if callee[0] == ir.GLOBAL else callee[2]
        if name in _PASSING:
            self.passing.add(node)
            self.returning[node] = result
        told = self.net.tokens[self.vids[body.index][op[1]]] & TOLD
        hook = any(k is not None and k.endswith(HOOK_NAMES) for k, _ in op[3])
        if op[7] & ir.DECORATOR or name in _PASSING or name in _CALLING or hook or told:
            self.handed.setdefault(node, []).append((body, vid))
        else:
            self.shown.setdefault(node, []).append((body, vid))
        return result

    def _imported_by_name(self, body: Body, op: ir.Op, nodes: list[int]) -> int:
        first = body.ops[op[2][0]] if op[2] and op[2][0] >= 0 else ()
        if first and first[0] == ir.CONST and isinstance(first[1], str):
            dotted = first[1].lstrip(".")
            level = len(first[1]) - len(dotted)
            if not level or not (op[2][1:] or op[3]):  # else it depends on the package
                return self.imported(body, dotted, level)
        if not self._any_module:
            self._any_module = self.net.node()
            for module in self.program.modules.values():
                self.net.put(self._any_module, self.token(module))
        return self._any_module

    def _builtin(self, body: Body, vid: int, op: ir.Op, nodes: list[int], name: str) -> int:
        given = [nodes[a if a >= 0 else ~a] for a in op[2]]
        keywords = [nodes[v] for _, v in op[3]]
        special = SPECIAL_OF.get(name)
        if name == "super":
            node, owner = self.net.node(), _class_around(body)
            if owner is not None:
                self.supers[node] = owner
            return node
        if name == "getattr" and len(given) >= 2:
            return self._named_attribute(body, vid, op, given)
        if name == "setattr" and len(given) == 3:
            key = body.ops[op[2][1]] if op[2][1] >= 0 else (ir.UNKNOWN,)
            known = key[1] if key[0] == ir.CONST and isinstance(key[1], str) else ""
            self.assign(body, vid, given[0], known, given[2])
            return NOTHING
        if name == "__import__":
            return self._imported_by_name(body, op, nodes)
        if name in ("globals", "locals", "vars") and not given:
            node = self.net.node()
            self.everything.setdefault(self.definition[body.module.index], []).append(node)
            return node
        if name == "type" and len(given) == 1:
            if not given[0]:
                return NOTHING
            node = self.net.node()
            self.classes.setdefault(given[0], []).append(node)
            return node
        joined = self._holder((*given, *keywords))
        if not joined:
            return NOTHING
        if special:
            for each in given:
                self._use(each, special, (body, vid), (), joined)
        if name in _PLAIN:
            return NOTHING
        self.handed.setdefault(joined, []).append((body, vid))
        if name in _PASSING:
            self.passing.add(joined)
        if name not in _KEYED:
            return joined
        result = self._holder(given[1:] if name in ("map", "filter") else given)
        self.returning[joined] = result if name == "map" else NOTHING
        return result

    def _is_called(self, body: Body, vid: int) -> bool:
        return any(op[0] == ir.CALL and op[1] == vid for op in body.ops[vid : vid + 40])

    def _named_attribute(self, body: Body, vid: int, op: ir.Op, given: list[int]) -> int:
        key = body.ops[op[2][1]] if op[2][1] >= 0 else (ir.UNKNOWN,)
        if key[0] == ir.CONST and isinstance(key[1], str):
            node = self.attribute(given[0], key[1])
            if node and key[1] in self.program.property_names:
                self.read_sites.setdefault(node, []).append((body, vid))
            return self.net.join((node, *given[2:]))
        if not given[0] or not (key[0] in _BUILT or self._is_called(body, vid)):
            return self.net.join(given[2:])
        node = self.net.node()
        self.everything.setdefault(given[0], []).append(node)
        for each in given[2:]:
            self.net.edge(each, node)
        return node


def _is_wraps(callee: ir.Op) -> bool:
    """`functools.wraps`: what it makes hands on what it is applied to, and calls nothing."""
    return (callee[1] if callee[0] == ir.GLOBAL else callee[2:3] and callee[2]) == "wraps"


def _class_around(body: Body) -> Body | None:
    scope: Body | None = body
    while scope is not None:
        if scope.owner is not None:
            return scope.owner
        scope = scope.parent
    return None

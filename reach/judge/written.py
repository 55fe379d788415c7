"""Where a sink call writes an argument, and where the constant stands that it is given."""

from collections import Counter
from collections.abc import Iterator

from reach.flow.bodies import Body
from reach.flow.operands import operands
from reach.flow.values import Const
from reach.graph.build import CallGraph
from reach.graph.sinks import SinkCall
from reach.records import code as ir
from reach.records.record import dataclass
from reach.records.repair import Span


@dataclass(frozen=True, slots=True)
class Written:
    """An argument that stands in the call itself."""

    name: str
    vid: int
    position: int | None
    """Where it is passed by position."""


def span_of(body: Body, vid: int) -> Span:
    """The text of a call."""
    op = body.ops[vid]
    return Span(body.facts.path, op[4], op[5])


def written(sink: SinkCall, name: str, shift: int = 0) -> Written | None:
    """An argument that the call names or passes by position; `shift` positions are taken."""
    op = sink.body.ops[sink.vid]
    names = {name, *(alias for alias, meant in sink.sink.aliases if meant == name)}
    for key, vid in op[3]:
        if key in names:
            return Written(key, vid, None)
    if name in sink.sink.parameters:
        index = sink.sink.parameters.index(name) - shift
        if 0 <= index < len(op[2]) and all(vid >= 0 for vid in op[2][: index + 1]):
            return Written(name, op[2][index], index)
    return None


def splats(sink: SinkCall) -> list[int]:
    """The operands that are passed as `**`."""
    return [vid for key, vid in sink.body.ops[sink.vid][3] if key is None]


def may_be_starred(sink: SinkCall, name: str) -> bool:
    """Whether a `*` of the call may pass a parameter."""
    op = sink.body.ops[sink.vid]
    return name in sink.sink.parameters and any(vid < 0 for vid in op[2])


class Origins:
    """Finds the constants that variables hold, where nothing else reads them."""

    def __init__(self, graph: CallGraph) -> None:
        self.program = graph.program
        self._names: Counter[str] = Counter()

    def only(self, body: Body, vid: int) -> Span | None:
        """The constant that this operand is, written outside of the call that uses it, if that is
        its only use."""
        op = body.ops[vid]
        if op[0] == ir.CONST:
            alone = _uses(body, vid) == 1 and not self.seen(body, vid)
            return Span(body.facts.path, op[2], op[2]) if alone else None
        if op[0] != ir.GLOBAL:
            return None
        module, name = body.module, op[1]
        defined = module.code.exports.get(name)
        if defined is None or (module, name) in self.program.global_stores:
            return None
        source = module.ops[defined]
        if source[0] != ir.CONST or _uses(module, defined) or self.mentions(name) != 1:
            return None
        return Span(body.facts.path, source[2], source[2])

    def mentions(self, name: str) -> int:
        """How often a name is read, imported, or an attribute, in the whole program."""
        if not self._names:
            for body in self.program.bodies:
                self._names.update(_named(body))
        return self._names[name] + (name in self.program.texts)

    def seen(self, body: Body, vid: int) -> bool:
        """Whether anybody reads a variable of a module or class that holds it."""
        if body.code.kind not in ("module", "class"):
            return False
        names = [name for name, held in body.code.exports.items() if held == vid]
        return any(self.mentions(name) for name in names)

    def used_once(self, body: Body, vid: int) -> bool:
        """Whether a container is made where it is named, and used in one place."""
        op = body.ops[vid]
        if op[0] in (ir.DICT, ir.CALL):
            return _uses(body, vid) == 1 and not self.seen(body, vid)
        defined = body.module.code.exports.get(op[1]) if op[0] == ir.GLOBAL else None
        if defined is None or body.module.ops[defined][0] != ir.DICT:
            return False
        return not _uses(body.module, defined) and self.mentions(op[1]) == 1


def in_call(body: Body, vid: int, call: int) -> bool:
    """Whether a constant stands in the text of a call."""
    op, outer = body.ops[vid], body.ops[call]
    return bool(op[0] == ir.CONST and outer[4] <= op[2] < outer[5])


def stands_in(constant: Const, body: Body, call: int) -> bool:
    """Whether a constant that was found stands in the text of a call."""
    op = body.ops[call]
    return constant.body is body and bool(op[4] <= constant.position < op[5])


def passed_straight(body: Body, vid: int, methods: tuple[str, ...]) -> bool:
    """Whether a result is the first argument of one of these methods, and nothing else."""
    if _uses(body, vid) != 1 or (
        body.code.kind != "function" and vid in body.code.exports.values()
    ):
        return False
    for op in body.ops:
        if op[0] == ir.CALL and op[2] and op[2][0] == vid:
            callee = body.ops[op[1]]
            return bool(callee[0] == ir.ATTR and callee[2] in methods)
    return False


def _named(body: Body) -> Iterator[str]:
    for op in body.ops:
        if op[0] == ir.GLOBAL:
            yield op[1]
        elif op[0] in (ir.ATTR, ir.FROM):
            yield op[2]


def _uses(body: Body, vid: int) -> int:
    """How often an operation is an operand, or handed on in another way."""
    code = body.code
    found = sum(list(operands(op)).count(vid) for op in body.ops)
    found += code.returns.count(vid) + code.yields.count(vid) + code.decorators.count(vid)
    found += sum(v == vid for _, v in code.stores) + sum(v == vid for *_, v in code.free_stores)
    for inner in body.module.children.values():
        if inner.code.parent == code.index:
            found += sum(vid in (p.default, p.annotation) for p in inner.code.parameters)
        found += sum(vid in op[2] for op in inner.ops if op[0] == ir.FREE and op[1] == code.index)
    return found

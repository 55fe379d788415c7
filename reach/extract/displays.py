"""Expressions that are written out: texts, numbers, containers and comprehensions."""

from typing import TYPE_CHECKING

from tree_sitter import Node

from reach.extract.expressions import HANDLERS, Handler, children, expression, number_handlers
from reach.extract.kinds import kinds
from reach.extract.literals import fragment_value, number_value, string_value
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.extract.lower import Lowering

_FIELDS = kinds("interpolation")

MAX_ELEMENTS = 5_000
"""Elements of one literal that are kept."""


def _string(lo: "Lowering", node: Node) -> int:
    text = lo.text(node)
    if text[:1] not in "'\"":
        parts = node.named_children
        if any(part.kind_id in _FIELDS for part in parts):
            return _fstring(lo, node, parts)
    value = string_value(text)
    if value is None:
        return lo.scope.emit(ir.UNKNOWN, "string too long or malformed", node.start_byte)
    return lo.scope.emit(ir.CONST, value, node.start_byte)


def _fstring(lo: "Lowering", node: Node, parts: list[Node]) -> int:
    pieces: list[str | int] = []
    raw = "r" in lo.text(parts[0]).lower() if parts[0].type == "string_start" else False
    for part in parts:
        if part.type == "interpolation":
            pieces.append(_field(lo, part))
        elif part.type == "string_content":
            pieces.append(fragment_value(lo.text(part), raw))
    return lo.scope.emit(ir.FSTRING, tuple(pieces), node.start_byte)


def _field(lo: "Lowering", part: Node) -> int:
    """A field of an f-string: the text that its value is formatted to."""
    inner = part.child_by_field_name("expression")
    if inner is None:
        return lo.scope.emit(ir.UNKNOWN, "empty field", part.start_byte)
    value = expression(lo, inner)
    spec = part.child_by_field_name("format_specifier")
    if spec is None:
        return value
    nested = [expression(lo, field) for field in children(spec)]
    if nested:
        how = lo.scope.emit(ir.UNKNOWN, "computed format", part.start_byte)
    else:
        how = lo.scope.emit(ir.CONST, lo.text(spec)[1:], part.start_byte)
    return lo.scope.emit(ir.BINOP, "format", value, how, part.start_byte)


def _concatenated(lo: "Lowering", node: Node) -> int:
    vids = [expression(lo, c) for c in children(node)]
    ops = lo.scope.ops
    if all(ops[v][0] == ir.CONST and isinstance(ops[v][1], str) for v in vids):
        return lo.scope.emit(ir.CONST, "".join(ops[v][1] for v in vids), node.start_byte)
    return lo.scope.emit(ir.FSTRING, tuple(vids), node.start_byte)


def _number(lo: "Lowering", node: Node) -> int:
    value = number_value(lo.text(node))
    if value is None:
        return lo.scope.emit(ir.UNKNOWN, "number", node.start_byte)
    return lo.scope.emit(ir.CONST, value, node.start_byte)


def _constant(value: object) -> Handler:
    def handler(lo: "Lowering", node: Node) -> int:
        return lo.scope.emit(ir.CONST, value, node.start_byte)

    return handler


def _sequence(op: int) -> Handler:
    def handler(lo: "Lowering", node: Node) -> int:
        parts = children(node)
        if len(parts) > MAX_ELEMENTS:
            lo.limit(node, f"literal with more than {MAX_ELEMENTS} elements")
            parts = parts[:MAX_ELEMENTS]
        items = tuple(
            ~expression(lo, children(c)[0]) if c.type == "list_splat" else expression(lo, c)
            for c in parts
        )
        return lo.scope.emit(op, items, node.start_byte)

    return handler


def _dictionary(lo: "Lowering", node: Node) -> int:
    parts = children(node)
    if len(parts) > MAX_ELEMENTS:
        lo.limit(node, f"literal with more than {MAX_ELEMENTS} elements")
        parts = parts[:MAX_ELEMENTS]
    pairs = []
    for part in parts:
        if part.type == "pair":
            inner = children(part)
            pairs.append((expression(lo, inner[0]), expression(lo, inner[-1])))
        elif part.type == "dictionary_splat":
            pairs.append((-1, expression(lo, children(part)[0])))
    return lo.scope.emit(ir.DICT, tuple(pairs), node.start_byte)


def _comprehension(op: int) -> Handler:
    def handler(lo: "Lowering", node: Node) -> int:
        parts = children(node)
        outer = lo.scope.enter(loop=True)
        lo.scope.own_block()
        loops: list[int] = []
        for clause in parts[1:]:
            if clause.type == "for_in_clause":
                left, right = (
                    clause.child_by_field_name("left"),
                    clause.child_by_field_name("right"),
                )
                if left is not None and right is not None:
                    source = expression(lo, right)
                    loops.append(lo.scope.emit(ir.ITER, source, right.start_byte))
                    lo.assign(left, loops[-1])
            elif clause.type == "if_clause":
                cond = expression(lo, children(clause)[0])
                lo.scope.narrow_block(cond, True)
                lo.narrow(children(clause)[0], cond, True)
        body, key = parts[0], -1
        if body.type == "pair":
            inner = children(body)
            key = expression(lo, inner[0])
            body = inner[-1]
        element = expression(lo, body)
        block, loop = lo.scope.block, loops[0] if len(loops) == 1 else -1
        lo.scope.leave(outer)
        return lo.scope.emit(ir.COMP, op, element, key, node.start_byte, block, loop)

    return handler


HANDLERS.update(
    {
        "string": _string,
        "concatenated_string": _concatenated,
        "integer": _number,
        "float": _number,
        "true": _constant(True),
        "false": _constant(False),
        "none": _constant(None),
        "ellipsis": _constant(Ellipsis),
        "list": _sequence(ir.LIST),
        "tuple": _sequence(ir.TUPLE),
        "expression_list": _sequence(ir.TUPLE),
        "pattern_list": _sequence(ir.TUPLE),
        "tuple_pattern": _sequence(ir.TUPLE),
        "set": _sequence(ir.SET),
        "dictionary": _dictionary,
        "list_comprehension": _comprehension(ir.LIST),
        "generator_expression": _comprehension(ir.LIST),
        "set_comprehension": _comprehension(ir.SET),
        "dictionary_comprehension": _comprehension(ir.DICT),
    }
)
number_handlers()

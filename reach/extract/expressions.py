"""Expressions -> operations."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tree_sitter import Node

from reach.extract.kinds import by_kind, field, kinds
from reach.extract.literals import string_value
from reach.later import regex
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.extract.lower import Lowering

MAX_DEPTH = 120
"""Nesting beyond this is not followed: such code is generated or hostile."""

MUTATORS = frozenset(
    "append appendleft extend extendleft insert update setdefault add pop popleft popitem remove"
    " discard clear reverse sort register __setitem__".split()
)

_TYPE_TEXT = regex(r"[\w.\[\], |]{1,200}")

_COMMENTS = kinds("comment", "line_continuation")
_ATTRIBUTE = kinds("attribute")
_PLACES = kinds("identifier", "attribute", "subscript")
_ASSIGNMENT = kinds("assignment")
_GENERATOR = kinds("generator_expression")
_KEYWORD, _SPLAT, _DICTIONARY_SPLAT = (
    kinds(name) for name in ("keyword_argument", "list_splat", "dictionary_splat")
)
_OBJECT, _ATTRIBUTE_NAME, _NAME, _VALUE = map(field, ("object", "attribute", "name", "value"))

Handler = Callable[["Lowering", Node], int]


def expression(lo: "Lowering", node: Node) -> int:
    """Lower one expression."""
    lo.depth += 1
    if lo.depth > MAX_DEPTH:
        lo.depth -= 1
        lo.limit(node, f"expression nested more than {MAX_DEPTH} deep")
        return lo.scope.emit(ir.UNKNOWN, "nested too deep", node.start_byte)
    vid = _HANDLERS.get(node.kind_id, _other)(lo, node)
    lo.depth -= 1
    return vid


def children(node: Node) -> list[Node]:
    """Named children without comments."""
    return [child for child in node.named_children if child.kind_id not in _COMMENTS]


def _other(lo: "Lowering", node: Node) -> int:
    for child in children(node):
        expression(lo, child)
    return lo.scope.emit(ir.UNKNOWN, "expression that is not understood", node.start_byte)


def _identifier(lo: "Lowering", node: Node) -> int:
    return lo.scope.read(lo.name(node), node.start_byte)


def _attribute(lo: "Lowering", node: Node) -> int:
    obj, attr = node.child_by_field_id(_OBJECT), node.child_by_field_id(_ATTRIBUTE_NAME)
    if obj is None or attr is None:
        return _other(lo, node)
    base = expression(lo, obj)
    vid = lo.scope.emit(ir.ATTR, base, lo.name(attr), attr.start_byte)
    if node.parent is not None and node.parent.kind_id in _ASSIGNMENT and _changes(lo, node):
        lo.scope.changers[vid] = obj
    return vid


def _subscript(lo: "Lowering", node: Node) -> int:
    parts = children(node)
    base = expression(lo, parts[0])
    keys = parts[1:]
    if len(keys) == 1 and keys[0].type == "slice":
        low, high = _slice_bounds(lo, keys[0])
        return lo.scope.emit(ir.SLICE, base, low, high)
    if len(keys) == 1:
        key = expression(lo, keys[0])
    else:
        items = tuple(expression(lo, k) for k in keys)
        key = lo.scope.emit(ir.TUPLE, items, node.start_byte)
    return lo.scope.emit(ir.ITEM, base, key, node.start_byte)


def _slice_bounds(lo: "Lowering", node: Node) -> tuple[int, int]:
    bounds = [-1, -1, -1]
    part = 0
    for child in node.children:
        if child.type == ":":
            part = min(part + 1, 2)
        elif child.is_named and child.type != "comment":
            bounds[part] = expression(lo, child)
    if bounds[2] >= 0:
        return lo.scope.emit(ir.UNKNOWN, "stepped slice", node.start_byte), bounds[1]
    return bounds[0], bounds[1]


def call(lo: "Lowering", node: Node) -> int:
    """Lower a call; a method that changes its receiver gives the receiver a new version."""
    parts = children(node)
    function, arguments = parts[0], parts[-1]
    callee = _unlooped(lo, expression(lo, function))
    args: list[int] = []
    kwargs: list[tuple[str | None, int]] = []
    if len(parts) > 1:
        nodes = [arguments] if arguments.kind_id in _GENERATOR else children(arguments)
        for arg in nodes:
            _argument(lo, arg, args, kwargs)
    vid = lo.call(callee, tuple(args), tuple(kwargs), node)
    changed(lo, function, callee, vid)
    op = lo.scope.ops[callee]
    if _is_pushing(op) and args and args[0] >= 0:
        place = children(arguments)[0]
        if place.kind_id in _PLACES:
            lo.store_back(place, args[0], lo.scope.emit(ir.MUTATE, args[0], vid))
    elif op[:2] == (ir.GLOBAL, "setattr") and len(args) == 3 and min(args) >= 0:
        _set_attribute(lo, children(arguments)[0], args, node)
    elif op[:2] == (ir.GLOBAL, "eval") and len(args) == 1 and lo.scope.ops[args[0]][0] == ir.CONST:
        written = lo.evaluated(children(arguments)[0])
        return written if written >= 0 else vid
    return vid


def _unlooped(lo: "Lowering", callee: int) -> int:
    """A method that changes an object in place and got its name before the loop around the call."""
    held, ops = callee, lo.scope.ops
    while lo.scope.changers and ops[held][0] == ir.PHI and ops[held][1]:
        held = ops[held][1][0]
    return held if held in lo.scope.changers else callee


def changed(lo: "Lowering", function: Node, callee: int, call: int) -> None:
    """What a call of a method in place, or of a variable that holds one, leaves in its place:
    `add = found.append`, then `add(value)`."""
    receiver, base = lo.scope.changers.get(callee), -1
    if function.kind_id in _ATTRIBUTE and _changes(lo, function):
        receiver, base = function.child_by_field_id(_OBJECT), lo.scope.ops[callee][1]
    elif receiver is not None:
        base = expression(lo, receiver)
    if receiver is not None and (receiver.kind_id in _PLACES or lo.is_item(base)):
        lo.store_back(receiver, base, lo.scope.emit(ir.MUTATE, base, call))


def _changes(lo: "Lowering", attribute: Node) -> bool:
    """Whether an attribute is a method that changes its object in place, by its name."""
    method = attribute.child_by_field_id(_ATTRIBUTE_NAME)
    return method is not None and lo.text(method) in MUTATORS


def _is_pushing(callee: ir.Op) -> bool:
    """Whether a function adds to the sequence that it is given first."""
    if callee[0] == ir.GLOBAL:
        return callee[1] in ir.PUSHING
    return callee[0] in (ir.ATTR, ir.FROM) and callee[2] in ir.PUSHING


def _set_attribute(lo: "Lowering", place: Node, args: list[int], node: Node) -> None:
    """`setattr(place, "name", value)` is an assignment."""
    name = lo.scope.ops[args[1]]
    if name[0] == ir.CONST and isinstance(name[1], str):
        changed = lo.scope.emit(
            ir.SETATTR, args[0], name[1], args[2], node.start_byte, lo.scope.block
        )
        lo.store_back(place, args[0], changed)


def _argument(
    lo: "Lowering", arg: Node, args: list[int], kwargs: list[tuple[str | None, int]]
) -> None:
    kind = arg.kind_id
    if kind in _KEYWORD:
        name, value = arg.child_by_field_id(_NAME), arg.child_by_field_id(_VALUE)
        if name is not None and value is not None:
            kwargs.append((lo.name(name), expression(lo, value)))
    elif kind in _SPLAT:
        args.append(~expression(lo, children(arg)[0]))
    elif kind in _DICTIONARY_SPLAT:
        kwargs.append((None, expression(lo, children(arg)[0])))
    else:
        args.append(expression(lo, arg))


def _lambda(lo: "Lowering", node: Node) -> int:
    return lo.define_lambda(node)


def _conditional(lo: "Lowering", node: Node) -> int:
    body, cond, other = children(node)[:3]
    test = expression(lo, cond)
    outer = lo.scope.enter(test, True)
    lo.narrow(cond, test, True)
    yes = expression(lo, body)
    first = lo.scope.leave(outer)
    outer = lo.scope.enter(test, False)
    lo.narrow(cond, test, False)
    no = expression(lo, other)
    second = lo.scope.leave(outer)
    lo.scope.join([first, second], [test])
    return lo.scope.emit(ir.SELECT, test, yes, no)


def _boolean(lo: "Lowering", node: Node) -> int:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None:
        return _other(lo, node)
    is_and = node.children[1].type == "and"
    first = expression(lo, left)
    outer = lo.scope.enter(first, is_and)
    lo.narrow(left, first, is_and)
    second = expression(lo, right)
    lo.scope.join([lo.scope.leave(outer), lo.scope.leave(lo.scope.enter())])
    return lo.scope.emit(ir.AND if is_and else ir.OR, first, second)


def _not(lo: "Lowering", node: Node) -> int:
    return lo.scope.emit(ir.NOT, expression(lo, children(node)[0]))


def _comparison(lo: "Lowering", node: Node) -> int:
    operands = children(node)
    operators = [
        lo.text(c) for c in node.children if not c.is_named or c.type in ("not in", "is not")
    ]
    left = expression(lo, operands[0])
    result = -1
    for name, right_node in zip(operators, operands[1:], strict=False):
        right = expression(lo, right_node)
        test = lo.scope.emit(ir.COMPARE, " ".join(name.split()), left, right, node.start_byte)
        result = test if result < 0 else lo.scope.emit(ir.AND, result, test)
        left = right
    return result if result >= 0 else left


def _binary(lo: "Lowering", node: Node) -> int:
    chain: list[tuple[str, Node, int]] = []
    while node.type == "binary_operator":
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        operator = node.child_by_field_name("operator")
        if left is None or right is None or operator is None:
            break
        chain.append((operator.type, right, node.start_byte))
        node = left
    vid = expression(lo, node)
    for operator_text, right, pos in reversed(chain):
        vid = lo.scope.emit(ir.BINOP, operator_text, vid, expression(lo, right), pos)
    return vid


def _unary(lo: "Lowering", node: Node) -> int:
    value = expression(lo, children(node)[-1])
    op = lo.scope.ops[value]
    if node.children[0].type == "-" and op[0] == ir.CONST and isinstance(op[1], (int, float)):
        return lo.scope.emit(ir.CONST, -op[1], node.start_byte)
    return lo.scope.emit(ir.UNARY, node.children[0].type, value)


def _inner(lo: "Lowering", node: Node) -> int:
    parts = children(node)
    if not parts:
        return lo.scope.emit(ir.UNKNOWN, "empty expression", node.start_byte)
    return expression(lo, parts[0])


def _await(lo: "Lowering", node: Node) -> int:
    return lo.scope.emit(ir.AWAIT, _inner(lo, node))


def _yield(lo: "Lowering", node: Node) -> int:
    parts = children(node)
    if any(c.type == "from" for c in node.children):
        vid = expression(lo, parts[-1])
        lo.scope.yields.append(lo.scope.emit(ir.ITER, vid, node.start_byte))
        return lo.scope.emit(ir.YIELDFROM, vid)
    if parts:
        vid = expression(lo, parts[0])
    else:
        vid = lo.scope.emit(ir.CONST, None, node.start_byte)
    lo.scope.yields.append(vid)
    return lo.scope.emit(ir.YIELD, vid)


def _walrus(lo: "Lowering", node: Node) -> int:
    name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
    if name is None or value is None:
        return _other(lo, node)
    vid = expression(lo, value)
    lo.scope.bind(lo.name(name), vid)
    return vid


def annotation(lo: "Lowering", node: Node) -> int:
    """A type annotation; one written as a string is read as the type it names."""
    inner = children(node)[0] if node.type == "type" and node.named_children else node
    if inner.type == "string":
        value = string_value(lo.text(inner))
        if isinstance(value, str) and _TYPE_TEXT.fullmatch(value):
            return lo.type_text(value, inner.start_byte)
    return expression(lo, inner)


def _generic(lo: "Lowering", node: Node) -> int:
    parts = children(node)
    base = expression(lo, parts[0])
    read = _plain_type if lo.text(parts[0]).endswith("Literal") else annotation
    keys = [read(lo, c) for c in children(parts[-1])] if len(parts) > 1 else []
    if len(keys) == 1:
        return lo.scope.emit(ir.ITEM, base, keys[0], node.start_byte)
    key = lo.scope.emit(ir.TUPLE, tuple(keys), node.start_byte)
    return lo.scope.emit(ir.ITEM, base, key, node.start_byte)


def _plain_type(lo: "Lowering", node: Node) -> int:
    """What `Literal` lists: a text is that text, not the name of a type."""
    inner = children(node)[0] if node.type == "type" and node.named_children else node
    return expression(lo, inner)


def _union(lo: "Lowering", node: Node) -> int:
    vids = [expression(lo, c) for c in children(node)]
    vid = vids[0]
    for other in vids[1:]:
        vid = lo.scope.emit(ir.BINOP, "|", vid, other, node.start_byte)
    return vid


HANDLERS: dict[str, Handler] = {
    "identifier": _identifier,
    "keyword_identifier": _identifier,
    "attribute": _attribute,
    "subscript": _subscript,
    "call": call,
    "lambda": _lambda,
    "conditional_expression": _conditional,
    "boolean_operator": _boolean,
    "not_operator": _not,
    "comparison_operator": _comparison,
    "binary_operator": _binary,
    "unary_operator": _unary,
    "parenthesized_expression": _inner,
    "await": _await,
    "yield": _yield,
    "named_expression": _walrus,
    "type": annotation,
    "generic_type": _generic,
    "union_type": _union,
    "expression_statement": _inner,
}
"""How each kind of expression is lowered; `reach.extract.displays` adds its own."""

_HANDLERS: dict[int, Handler] = {}


def number_handlers() -> None:
    """Find handlers by the number of a kind from here on."""
    _HANDLERS.update(by_kind(HANDLERS))

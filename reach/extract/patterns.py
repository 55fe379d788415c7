"""`match` statements -> conditions and captures."""

from typing import TYPE_CHECKING

from tree_sitter import Node

from reach.extract.expressions import children, expression
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.extract.lower import Lowering

_LITERALS = frozenset(
    ("string", "integer", "float", "true", "false", "none", "concatenated_string")
)


def match_statement(lo: "Lowering", node: Node) -> None:
    """Lower a `match`: one arm a case, each under the condition its pattern states."""
    from reach.extract.statements import block

    subjects = node.children_by_field_name("subject")
    vids = [expression(lo, s) for s in subjects]
    if not vids:
        return
    subject = vids[0] if len(vids) == 1 else lo.scope.emit(ir.TUPLE, tuple(vids), node.start_byte)
    body = node.child_by_field_name("body")
    scope = lo.scope
    outer_block, arms, tests = scope.block, [], []
    for case in children(body) if body is not None else []:
        if case.type != "case_clause":
            continue
        patterns = [c for c in children(case) if c.type == "case_pattern"]
        outer = scope.enter()
        test = _pattern(lo, patterns[0], subject) if len(patterns) == 1 else -1
        if len(patterns) > 1:
            for position, part in enumerate(patterns):
                item = scope.emit(ir.UNPACK, subject, position, -1)
                _pattern(lo, part, item)
        if test >= 0:
            scope.narrow_block(test, True)
            _narrow_subject(lo, subjects, subject, test)
        guard = case.child_by_field_name("guard")
        if guard is not None:
            scope.narrow_block(expression(lo, children(guard)[0]), True)
        block(lo, case.child_by_field_name("consequence"))
        arms.append(scope.leave(outer))
        tests.append(test if guard is None else -1)
    scope.block = outer_block
    arms.append(scope.leave(scope.enter()))
    scope.join(arms, tests)


def _narrow_subject(lo: "Lowering", subjects: list[Node], subject: int, test: int) -> None:
    if len(subjects) == 1 and subjects[0].type == "identifier":
        name = lo.name(subjects[0])
        lo.scope.layers[-1].names[name] = lo.scope.emit(ir.REFINE, subject, test, True)


def _pattern(lo: "Lowering", node: Node, subject: int) -> int:
    """Bind what the pattern captures; the vid of its condition, or -1 when it has none to state."""
    parts = children(node)
    if node.type == "case_pattern":
        if not parts:
            return -1
        return _pattern(lo, parts[0], subject)
    scope, pos = lo.scope, node.start_byte
    if node.type in _LITERALS:
        return scope.emit(ir.COMPARE, "==", subject, expression(lo, node), pos)
    if node.type in ("dotted_name", "identifier"):
        return _name_pattern(lo, node, subject)
    if node.type == "union_pattern":
        tests = [_pattern(lo, p, subject) for p in parts]
        if any(t < 0 for t in tests) or not tests:
            return -1
        vid = tests[0]
        for test in tests[1:]:
            vid = scope.emit(ir.OR, vid, test)
        return vid
    if node.type == "as_pattern":
        test = _pattern(lo, parts[0], subject)
        scope.bind(lo.name(parts[-1]), subject)
        return test
    if node.type == "class_pattern":
        return _class_pattern(lo, node, parts, subject)
    if node.type in ("list_pattern", "tuple_pattern"):
        _sequence_pattern(lo, parts, subject)
    elif node.type == "dict_pattern":
        _dict_pattern(lo, node, subject)
    elif node.type == "splat_pattern" and parts:
        scope.bind(lo.name(parts[-1]), scope.emit(ir.UNKNOWN, "rest of a pattern", pos))
    else:
        for part in parts:
            _pattern(lo, part, subject)
    return -1


def _sequence_pattern(lo: "Lowering", parts: list[Node], subject: int) -> None:
    inner = [children(p)[0] if p.type == "case_pattern" and children(p) else p for p in parts]
    star = next((i for i, p in enumerate(inner) if p.type == "splat_pattern"), len(inner))
    for position, part in enumerate(inner):
        if position == star:
            rest = lo.scope.emit(ir.UNPACK, subject, position, len(inner) - position - 1)
            if children(part) and children(part)[-1].type == "identifier":
                lo.scope.bind(lo.name(children(part)[-1]), rest)
            continue
        index = position if position < star else position - len(inner)
        _pattern(lo, part, lo.scope.emit(ir.UNPACK, subject, index, -1))


def _name_pattern(lo: "Lowering", node: Node, subject: int) -> int:
    names = _parts(lo, node)
    if len(names) == 1:
        if names[0] != "_":
            lo.scope.bind(names[0], subject)
        return -1
    return lo.scope.emit(ir.COMPARE, "==", subject, _dotted(lo, names, node), node.start_byte)


def _dotted(lo: "Lowering", names: list[str], node: Node) -> int:
    vid = lo.scope.read(names[0], node.start_byte)
    for name in names[1:]:
        vid = lo.scope.emit(ir.ATTR, vid, name, node.start_byte)
    return vid


def _class_pattern(lo: "Lowering", node: Node, parts: list[Node], subject: int) -> int:
    scope, pos = lo.scope, node.start_byte
    cls = _dotted(lo, _parts(lo, parts[0]), node)
    callee = scope.emit(ir.GLOBAL, "isinstance", pos)
    test = lo.call(callee, (subject, cls), (), node, ir.PATTERN)
    narrowed = scope.emit(ir.REFINE, subject, test, True)
    for index, part in enumerate(parts[1:]):
        inner = children(part)
        target = inner[0] if part.type == "case_pattern" and inner else part
        if target.type == "keyword_pattern":
            pair = children(target)
            value = scope.emit(ir.ATTR, narrowed, lo.name(pair[0]), pos)
            _pattern(lo, pair[-1], value)
        else:
            _pattern(lo, target, _positional(lo, parts[0], narrowed, index, node))
    return test


def _positional(lo: "Lowering", cls: Node, narrowed: int, index: int, node: Node) -> int:
    """What the pattern at a position looks at: an attribute that the class lists."""
    scope, pos = lo.scope, node.start_byte
    if lo.text(cls) in _WHOLE:
        return narrowed
    names = scope.emit(ir.ATTR, narrowed, "__match_args__", pos)
    name = scope.emit(ir.ITEM, names, scope.emit(ir.CONST, index, pos), pos)
    callee = scope.emit(ir.GLOBAL, "getattr", pos)
    return lo.call(callee, (narrowed, name), (), node, ir.PATTERN)


_WHOLE = frozenset("bool bytearray bytes dict float frozenset int list set str tuple".split())
"""Built-in classes whose one positional pattern looks at the object itself."""


def _parts(lo: "Lowering", node: Node) -> list[str]:
    return [lo.name(node)] if node.type == "identifier" else lo.text(node).split(".")


def _dict_pattern(lo: "Lowering", node: Node, subject: int) -> None:
    keys = node.children_by_field_name("key")
    values = node.children_by_field_name("value")
    for key, value in zip(keys, values, strict=False):
        key_vid = expression(lo, key)
        item = lo.scope.emit(ir.ITEM, subject, key_vid, node.start_byte)
        _pattern(lo, value, item)

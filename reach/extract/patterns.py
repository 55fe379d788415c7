"""`match` statements -> conditions and captures."""

from typing import TYPE_CHECKING

from tree_sitter import Node

from reach.extract.expressions import children, expression
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.extract.lower import Lowering

_LITERALS = frozenset(("string", "integer", "float", "true", "false", "none", "concatenated_string"))


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
    outer_block, arms = scope.block, []
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
    scope.block = outer_block
    arms.append(scope.leave(scope.enter()))
    scope.join(arms)


def _narrow_subject(lo: "Lowering", subjects: list[Node], subject: int, test: int) -> None:
    if len(subjects) == 1 and subjects[0].type == "identifier":
        name = lo.text(subjects[0])
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
        scope.bind(lo.text(parts[-1]), subject)
        return test
    if node.type == "class_pattern":
        return _class_pattern(lo, node, parts, subject)
    if node.type in ("list_pattern", "tuple_pattern"):
        for position, part in enumerate(parts):
            _pattern(lo, part, scope.emit(ir.UNPACK, subject, position, -1))
    elif node.type == "dict_pattern":
        _dict_pattern(lo, node, subject)
    elif node.type == "splat_pattern" and parts:
        scope.bind(lo.text(parts[-1]), scope.emit(ir.UNKNOWN, "rest of a pattern", pos))
    else:
        for part in parts:
            _pattern(lo, part, subject)
    return -1


def _name_pattern(lo: "Lowering", node: Node, subject: int) -> int:
    names = lo.text(node).split(".")
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
    cls = _dotted(lo, lo.text(parts[0]).split("."), node)
    callee = scope.emit(ir.GLOBAL, "isinstance", pos)
    test = lo.call(callee, (subject, cls), (), node)
    narrowed = scope.emit(ir.REFINE, subject, test, True)
    for part in parts[1:]:
        inner = children(part)
        target = inner[0] if part.type == "case_pattern" and inner else part
        if target.type == "keyword_pattern":
            pair = children(target)
            value = scope.emit(ir.ATTR, narrowed, lo.text(pair[0]), pos)
            _pattern(lo, pair[-1], value)
        else:
            _pattern(lo, target, scope.emit(ir.UNKNOWN, "positional pattern", pos))
    return test


def _dict_pattern(lo: "Lowering", node: Node, subject: int) -> None:
    keys = node.children_by_field_name("key")
    values = node.children_by_field_name("value")
    for key, value in zip(keys, values, strict=False):
        key_vid = expression(lo, key)
        item = lo.scope.emit(ir.ITEM, subject, key_vid, node.start_byte)
        _pattern(lo, value, item)

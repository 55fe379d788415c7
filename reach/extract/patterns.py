"""`match` statements -> conditions and captures."""

from typing import TYPE_CHECKING

from tree_sitter import Node

from reach.extract.expressions import children, expression
from reach.extract.subjects import subjects_of, tested_names
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
    failed: dict[str, int] = {}
    for case in children(body) if body is not None else []:
        if case.type != "case_clause":
            continue
        patterns = [c for c in children(case) if c.type == "case_pattern"]
        outer = scope.enter()
        scope.layers[-1].names.update(failed)
        if len(patterns) == 1:
            test = _pattern(lo, patterns[0], subject)
            exact = _says_all(lo, patterns[0], subject)
        else:
            test = _sequence_pattern(lo, patterns, subject)
            exact = _all_said(lo, patterns, subject)
        if test >= 0:
            scope.narrow_block(test, True)
            _narrow_subjects(lo, subjects, subject, test)
        guard = case.child_by_field_name("guard")
        if guard is not None:
            scope.narrow_block(expression(lo, children(guard)[0]), True)
        block(lo, case.child_by_field_name("consequence"))
        arms.append(scope.leave(outer))
        tests.append(test if guard is None and exact else -1)
        if tests[-1] >= 0:
            _rule_out(lo, subjects, subject, test, failed)
            if subjects[0].type == "identifier":
                subject = failed.get(lo.name(subjects[0]), subject)
    outer = scope.enter()
    scope.layers[-1].names.update(failed)
    arms.append(scope.leave(outer))
    scope.block = outer_block
    scope.join(arms, tests)


def _rule_out(
    lo: "Lowering", subjects: list[Node], subject: int, test: int, failed: dict[str, int]
) -> None:
    """Cases after this one are only looked at where it does not fit: note what is left of the
    variables that are looked at."""
    lo.scope.narrow_block(test, False)
    for name in _looked_at(lo, subjects, subject):
        vid = failed.get(name, lo.scope.find(name))
        if vid is not None:
            failed[name] = lo.scope.emit(ir.REFINE, vid, test, False)


def _looked_at(lo: "Lowering", subjects: list[Node], subject: int) -> list[str]:
    """The one variable that a match without a tuple looks at, or works its subject out from."""
    if len(subjects) != 1 or subjects[0].type == "tuple" or subject < 0:
        return []
    return tested_names(lo, subjects[0]) or subjects_of(lo, subjects[0])


def _narrow_subjects(lo: "Lowering", subjects: list[Node], subject: int, test: int) -> None:
    """Variables that are looked at, or stand in the tuple that is, are what the case asks for."""
    vids = [subject]
    if len(subjects) == 1 and subjects[0].type == "tuple":
        subjects = children(subjects[0])
    elements = _elements(lo, subject)
    if elements is not None and len(elements) == len(subjects):
        vids = elements
    if len(vids) != len(subjects):
        return
    for node, vid in zip(subjects, vids, strict=True):
        names = [lo.name(node)] if node.type == "identifier" else subjects_of(lo, node)
        for name in names:
            known = lo.scope.find(name) if len(vids) == 1 or node.type != "identifier" else vid
            if known is not None:
                refined = lo.scope.emit(ir.REFINE, known, test, True)
                lo.scope.layers[-1].names[name] = refined


def _elements(lo: "Lowering", subject: int) -> list[int] | None:
    """The elements of a tuple that is written where it is looked at."""
    op = lo.scope.ops[subject] if subject >= 0 else (ir.UNKNOWN,)
    return list(op[1]) if op[0] == ir.TUPLE and all(vid >= 0 for vid in op[1]) else None


def _says_all(lo: "Lowering", node: Node, subject: int) -> bool:
    """Whether the condition of a pattern is all that it asks for."""
    parts = children(node)
    if node.type == "case_pattern" and parts:
        return _says_all(lo, parts[0], subject)
    if node.type == "as_pattern":
        return _says_all(lo, parts[0], subject)
    if node.type == "union_pattern":
        return all(_says_all(lo, part, subject) for part in parts)
    if node.type == "class_pattern":
        return all(
            _asks_nothing(lo, part) or _says_all(lo, part, -1) for part in map(_inner, parts[1:])
        )
    if node.type in ("list_pattern", "tuple_pattern"):
        return _all_said(lo, parts, subject)
    return node.type in _LITERALS or node.type in ("dotted_name", "identifier")


def _all_said(lo: "Lowering", parts: list[Node], subject: int) -> bool:
    elements = _elements(lo, subject)
    return (
        elements is not None
        and len(elements) == len(parts)
        and all(_asks_nothing(lo, part) or _says_all(lo, part, -1) for part in parts)
    )


def _asks_nothing(lo: "Lowering", node: Node) -> bool:
    """Whether a pattern fits everything: `_` and names."""
    parts = children(node)
    if node.type == "case_pattern":
        return not parts or _asks_nothing(lo, parts[0])
    return node.type in ("dotted_name", "identifier") and len(_parts(lo, node)) == 1


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
        fits = subject if test < 0 else scope.emit(ir.REFINE, subject, test, True)
        scope.bind(lo.name(parts[-1]), fits)
        return test
    if node.type == "class_pattern":
        return _class_pattern(lo, node, parts, subject)
    if node.type in ("list_pattern", "tuple_pattern"):
        return _sequence_pattern(lo, parts, subject)
    if node.type == "dict_pattern":
        _dict_pattern(lo, node, subject)
    elif node.type == "splat_pattern" and parts:
        scope.bind(lo.name(parts[-1]), scope.emit(ir.UNKNOWN, "rest of a pattern", pos))
    else:
        for part in parts:
            _pattern(lo, part, subject)
    return -1


def _sequence_pattern(lo: "Lowering", parts: list[Node], subject: int) -> int:
    """Bind what the patterns of elements capture; the vid of what they ask for together."""
    scope, test, elements = lo.scope, -1, _elements(lo, subject)
    inner = [children(p)[0] if p.type == "case_pattern" and children(p) else p for p in parts]
    star = next((i for i, p in enumerate(inner) if p.type == "splat_pattern"), len(inner))
    for position, part in enumerate(inner):
        if position == star:
            rest = lo.scope.emit(ir.UNPACK, subject, position, len(inner) - position - 1)
            if children(part) and children(part)[-1].type == "identifier":
                lo.scope.bind(lo.name(children(part)[-1]), rest)
            continue
        index = position if position < star else position - len(inner)
        if elements is not None and len(elements) == len(inner) == star:
            item = elements[index]
        else:
            item = scope.emit(ir.UNPACK, subject, index, -1)
        asked = _pattern(lo, part, item)
        if asked >= 0:
            test = asked if test < 0 else scope.emit(ir.AND, test, asked)
    return test


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
    asked = test
    asking = [part for part in parts[1:] if not _asks_nothing(lo, _inner(part))]
    for part in [*asking, *(part for part in parts[1:] if part not in asking)]:
        if part not in asking and asked != test:
            narrowed = scope.emit(ir.REFINE, subject, asked, True)
        target = _unwrapped(part)
        alias = children(target)[-1] if target.type == "as_pattern" else None
        pair = children(_unwrapped(children(target)[0]) if alias is not None else target)
        if _is_keyword(target):
            value = scope.emit(ir.ATTR, narrowed, lo.name(pair[0]), pos)
            said = _pattern(lo, pair[-1], value)
            if alias is not None:
                fits = value if said < 0 else scope.emit(ir.REFINE, value, said, True)
                scope.bind(lo.name(alias), fits)
        else:
            index = parts.index(part) - 1
            said = _pattern(lo, target, _positional(lo, parts[0], narrowed, index, node))
        asked = asked if said < 0 else scope.emit(ir.AND, asked, said)
    return asked


def _unwrapped(part: Node) -> Node:
    inner = children(part)
    return _unwrapped(inner[0]) if part.type == "case_pattern" and inner else part


def _is_keyword(target: Node) -> bool:
    """Whether a part of a class pattern names the attribute, `name=...` or `name=... as other`."""
    if target.type == "as_pattern":
        target = _unwrapped(children(target)[0])
    return target.type == "keyword_pattern"


def _inner(part: Node) -> Node:
    """What a part of a class pattern asks of the attribute that it looks at."""
    part = _unwrapped(part)
    return children(part)[-1] if part.type == "keyword_pattern" else part


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

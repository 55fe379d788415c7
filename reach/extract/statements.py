"""Statements -> operations, joins and blocks."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tree_sitter import Node

from reach.extract.expressions import annotation, children, expression
from reach.extract.given import given_away
from reach.extract.kinds import by_kind, kinds
from reach.extract.patterns import match_statement
from reach.extract.simple import (
    asserted,
    delete,
    give_back,
    import_modules,
    import_names,
    printed,
    raised,
    type_alias,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.extract.lower import Lowering
    from reach.extract.scope import Branch, Scope

Handler = Callable[["Lowering", Node], None]

MAX_NESTING = 60
"""Statements nested beyond this are not followed."""

_EXITS = frozenset(("sys.exit", "os._exit", "exit", "quit", "os.abort"))


def block(lo: "Lowering", node: Node | None) -> None:
    """Lower the statements of a block; what stands behind one that never goes on does not run."""
    if node is None:
        return
    lo.nesting += 1
    if lo.nesting > MAX_NESTING:
        lo.limit(node, f"statements nested more than {MAX_NESTING} deep")
    else:
        outer, gone = lo.scope.block, lo.scope.dead
        for child in node.named_children:
            if lo.scope.dead and not gone:
                outer, gone = lo.scope.block, True
                lo.scope.narrow_block(lo.scope.emit(ir.CONST, False, child.start_byte), True)
            statement(lo, child)
        if gone:
            lo.scope.block = outer
    lo.nesting -= 1


def statement(lo: "Lowering", node: Node) -> None:
    """Lower one statement."""
    kind = node.kind_id
    handler = _HANDLERS.get(kind)
    if handler is not None:
        handler(lo, node)
    elif kind not in _IGNORED:
        expression(lo, node)


def _error(lo: "Lowering", node: Node) -> None:
    lo.problem(node, "syntax error")
    block(lo, node)


_IGNORED = kinds(
    *"comment line_continuation pass_statement global_statement nonlocal_statement".split(),
    *"future_import_statement dotted_name import_prefix as_pattern_target decorator".split(),
)


def _expression_statement(lo: "Lowering", node: Node) -> None:
    for child in children(node):
        if child.type == "assignment":
            assignment(lo, child)
        elif child.type == "augmented_assignment":
            _augmented(lo, child)
        elif child.type != "string":
            vid = expression(lo, child)
            if child.type == "call":
                given_away(lo, child, vid)
                if lo.text(child.children[0]) in _EXITS:
                    lo.scope.dead = True


def assignment(lo: "Lowering", node: Node) -> int:
    """Lower `a = b = value` and `a: T = value`; returns the vid of the value."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    declared = node.child_by_field_name("type")
    if right is None:
        vid = -1
    elif right.type == "assignment":
        vid = assignment(lo, right)
    elif right.type == "augmented_assignment":
        _augmented(lo, right)
        vid = lo.scope.emit(ir.UNKNOWN, "assignment that is not understood", node.start_byte)
    else:
        vid = expression(lo, right)
    if declared is not None:
        vid, bare = lo.scope.emit(ir.ANNOTATED, vid, annotation(lo, declared)), vid < 0
        if left is not None and left.type == "identifier":
            lo.scope.fields.append((lo.name(left), vid))
        if bare:
            return vid
    if left is not None and vid >= 0:
        lo.assign(left, vid)
    return vid


def _augmented(lo: "Lowering", node: Node) -> None:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    operator = node.child_by_field_name("operator")
    if left is None or right is None or operator is None:
        return
    old, value = expression(lo, left), expression(lo, right)
    name = operator.type
    lo.assign(left, lo.scope.emit(ir.BINOP, name, old, value, node.start_byte))


def _if(lo: "Lowering", node: Node) -> None:
    arms: list[tuple[Node | None, Node | None]] = [
        (node.child_by_field_name("condition"), node.child_by_field_name("consequence"))
    ]
    last: Node | None = None
    for child in node.children_by_field_name("alternative"):
        if child.type == "elif_clause":
            arms.append(
                (child.child_by_field_name("condition"), child.child_by_field_name("consequence"))
            )
        else:
            last = child.child_by_field_name("body")
    _arms(lo, arms, last)


def _forget_functions(scope: "Scope", arm: "Branch") -> None:
    """Methods that only type checkers see: their class has what it inherits."""
    for name, vid in list(arm.names.items()):
        op = scope.ops[vid]
        if op[0] == ir.FUNC or (op[0] == ir.CALL and op[7] & ir.DECORATOR):
            del arm.names[name]


def _arms(
    lo: "Lowering", arms: list[tuple[Node | None, Node | None]], otherwise: Node | None
) -> None:
    scope = lo.scope
    outer_block = scope.block
    done: list[Branch] = []
    tests: list[int] = []
    opened = 0
    for cond, body in arms:
        if cond is None:
            continue
        test = expression(lo, cond)
        tests.append(test)
        main = lo.is_main_test(cond)
        outer = scope.enter(test, True)
        if main:
            lo.main_blocks.append(scope.block)
        lo.narrow(cond, test, True)
        block(lo, body)
        done.append(scope.leave(outer))
        if scope.kind == "class" and ir.is_for_types(scope.ops, test):
            _forget_functions(scope, done[-1])
        scope.narrow_block(test, False)
        if opened < MAX_NESTING:
            scope.layers.append(type(scope.layers[0])())
            opened += 1
        lo.narrow(cond, test, False)
    block(lo, otherwise)
    rest = _collapse(lo, opened)
    scope.block = outer_block
    scope.join([*done, rest], tests)
    if not scope.dead:
        for test, arm in zip(tests, done, strict=True):
            if not arm.dead:
                break
            scope.narrow_block(test, False)
        if len(done) == 1 and rest.dead:
            scope.narrow_block(tests[0], True)


def _collapse(lo: "Lowering", opened: int) -> "Branch":
    names: dict[str, int] = {}
    dead = lo.scope.dead
    for _ in range(opened):
        branch = lo.scope.leave(lo.scope.block)
        names = {**branch.names, **names}
    lo.scope.dead = False
    branch_type = type(branch) if opened else None
    assert branch_type is not None
    return branch_type(names, dead)


def _for(lo: "Lowering", node: Node) -> None:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None:
        return
    source = expression(lo, right)
    outer = lo.scope.enter(loop=True)
    lo.scope.own_block()
    lo.assign(left, lo.scope.emit(ir.ITER, source, right.start_byte))
    block(lo, node.child_by_field_name("body"))
    _end_loop(lo, node, outer)


def _while(lo: "Lowering", node: Node) -> None:
    cond = node.child_by_field_name("condition")
    outer, test = lo.scope.enter(loop=True), -1
    if cond is not None:
        test = expression(lo, cond)
        lo.scope.narrow_block(test, True)
        lo.narrow(cond, test, True)
    block(lo, node.child_by_field_name("body"))
    _end_loop(lo, node, outer, test)


def _end_loop(lo: "Lowering", node: Node, outer_block: int, test: int = -1) -> None:
    """Close a loop; its `else` runs always unless there is a `break`. Without one, its test is
    false afterwards; where its `else` never ends, the only `break` was taken."""
    clause = node.child_by_field_name("alternative")
    breaks, left = bool(lo.scope.layers[-1].exits), lo.scope.layers[-1].left_from
    lo.scope.end_loop(outer_block)
    if not breaks and lo.scope.kind == "function" and _always_holds(lo, test):
        lo.scope.dead = True
    elif not breaks and _is_asked_again(lo, test):
        lo.scope.narrow_block(test, False)
    if clause is not None and not breaks:
        block(lo, clause.child_by_field_name("body"))
    elif clause is not None:
        outer = lo.scope.enter()
        block(lo, clause.child_by_field_name("body"))
        first = lo.scope.leave(outer)
        lo.scope.join([first, lo.scope.leave(lo.scope.enter())])
        if first.dead and len(left) == 1:
            lo.scope.narrow_as_in(left[0], outer_block)


def _always_holds(lo: "Lowering", test: int) -> bool:
    """Whether a loop has no end of its own: `while True`. Those of modules may be cells of a
    notebook, which somebody stops to run the next."""
    return test >= 0 and lo.scope.ops[test][0] == ir.CONST and bool(lo.scope.ops[test][1])


def _is_asked_again(lo: "Lowering", test: int) -> bool:
    """Whether a condition is worked out each time, not only read from somewhere."""
    while test >= 0 and lo.scope.ops[test][0] == ir.NOT:
        test = lo.scope.ops[test][1]
    return test >= 0 and lo.scope.ops[test][0] in (ir.COMPARE, ir.CALL)


def _break(lo: "Lowering", node: Node) -> None:
    layer = lo.scope.loop_layer()
    if layer is not None:
        target = layer.exits if node.type == "break_statement" else layer.continues
        target.append(lo.scope.since_loop())
        if node.type == "break_statement":
            layer.left_from.append(lo.scope.block)
    lo.scope.dead = True


def _try(lo: "Lowering", node: Node) -> None:
    scope = lo.scope
    start = len(scope.log)
    outer = scope.enter()
    scope.own_block()
    block(lo, node.child_by_field_name("body"))
    written: dict[str, list[int]] = {}
    for name, vid in scope.log[start:]:
        written.setdefault(name, []).append(vid)
    handlers = [c for c in node.named_children if c.type in _HANDLER_CLAUSES]
    for clause in node.named_children:
        if clause.type == "else_clause":
            block(lo, clause.child_by_field_name("body"))
    inside = scope.block
    arms = [scope.leave(outer)]
    for clause in handlers:
        outer = scope.enter()
        scope.own_block()
        for name, vids in written.items():
            before = scope.find(name)
            known = tuple(dict.fromkeys(([before] if before is not None else []) + vids))
            scope.layers[-1].names[name] = (
                known[0] if len(known) == 1 else scope.emit(ir.PHI, known)
            )
        _handler(lo, clause)
        arms.append(scope.leave(outer))
    whole = all(arm.dead for arm in arms[1:])
    scope.join(arms)
    dead = scope.dead
    for clause in node.named_children:
        if clause.type == "finally_clause":
            scope.dead = False
            for part in children(clause):
                block(lo, part)
            scope.dead = scope.dead or dead
    if whole and scope.block == outer:
        scope.block = inside


_HANDLER_CLAUSES = ("except_clause", "except_group_clause")


def _handler(lo: "Lowering", clause: Node) -> None:
    parts = children(clause)
    for part in parts:
        if part.type == "block":
            block(lo, part)
        elif part.type == "as_pattern":
            inner = children(part)
            types = expression(lo, inner[0])
            target = children(inner[-1])
            if target:
                lo.assign(target[0], lo.scope.emit(ir.CATCH, types, part.start_byte))
        elif part.type == "identifier" and clause.child_by_field_name("alias") == part:
            continue
        else:
            expression(lo, part)


def _with(lo: "Lowering", node: Node) -> None:
    flags = ir.ASYNC if node.children and node.children[0].type == "async" else 0
    entered: list[int] = []
    for clause in node.named_children:
        if clause.type != "with_clause":
            continue
        items = [c for c in children(clause) if c.type == "with_item"]
        for item in items:
            entered += _with_item(lo, children(item)[0], flags)
    block(lo, node.child_by_field_name("body"))
    lo.scope.withs += [(vid, len(lo.scope.ops)) for vid in entered]


def _with_item(lo: "Lowering", value: Node, flags: int) -> list[int]:
    if value.type in ("parenthesized_expression", "tuple") and len(children(value)) >= 1:
        inner = children(value)
        if value.type == "tuple" or inner[0].type == "as_pattern":
            return [vid for part in inner for vid in _with_item(lo, part, flags)]
    target = None
    if value.type == "as_pattern":
        parts = children(value)
        value, target = parts[0], children(parts[-1])
    vid = expression(lo, value)
    entered = lo.scope.emit(ir.ENTER, vid, value.start_byte, flags)
    if target:
        lo.assign(target[0], entered)
    return [entered]


def _function(lo: "Lowering", node: Node) -> None:
    lo.define_function(node, [])


def _class(lo: "Lowering", node: Node) -> None:
    lo.define_class(node, [])


def _decorated(lo: "Lowering", node: Node) -> None:
    decorators = [c for c in children(node) if c.type == "decorator"]
    definition = node.child_by_field_name("definition")
    if definition is None:
        return
    if definition.type == "class_definition":
        lo.define_class(definition, decorators)
    else:
        lo.define_function(definition, decorators)


HANDLERS: dict[str, Handler] = {
    "expression_statement": _expression_statement,
    "if_statement": _if,
    "for_statement": _for,
    "while_statement": _while,
    "try_statement": _try,
    "with_statement": _with,
    "match_statement": match_statement,
    "return_statement": give_back,
    "raise_statement": raised,
    "assert_statement": asserted,
    "delete_statement": delete,
    "break_statement": _break,
    "continue_statement": _break,
    "import_statement": import_modules,
    "import_from_statement": import_names,
    "function_definition": _function,
    "class_definition": _class,
    "decorated_definition": _decorated,
    "print_statement": printed,
    "type_alias_statement": type_alias,
    "block": block,
    "module": block,
    "ERROR": _error,
}
"""How each kind of statement is lowered."""

_HANDLERS = by_kind(HANDLERS)

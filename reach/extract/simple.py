"""Statements that hold no other statements."""

from typing import TYPE_CHECKING

from tree_sitter import Node

from reach.extract.expressions import annotation, children, expression
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.extract.lower import Lowering


def give_back(lo: "Lowering", node: Node) -> None:
    """`return`: nothing after it runs."""
    parts = children(node)
    if lo.scope.dead:
        for part in parts:
            expression(lo, part)
    elif parts:
        lo.scope.give_back(expression(lo, parts[0]))
    else:
        lo.scope.give_back(lo.scope.emit(ir.CONST, None, node.start_byte))
    lo.scope.dead = True


def raised(lo: "Lowering", node: Node) -> None:
    """`raise`; a class that is raised is called."""
    for part in children(node):
        vid = expression(lo, part)
        if part.type in ("identifier", "attribute"):
            lo.call(vid, (), (), part, ir.RAISE)
        elif lo.scope.ops[vid][0] == ir.CALL:
            *op, flags = lo.scope.ops[vid]
            lo.scope.ops[vid] = (*op, flags | ir.RAISED)
    lo.scope.dead = True


def asserted(lo: "Lowering", node: Node) -> None:
    """`assert`: what follows knows that it holds."""
    parts = children(node)
    test = expression(lo, parts[0])
    for part in parts[1:]:
        expression(lo, part)
    lo.scope.narrow_block(test, True)
    lo.narrow(parts[0], test, True)


def delete(lo: "Lowering", node: Node) -> None:
    """`del` of names, attributes and items."""
    for part in children(node):
        for target in children(part) if part.type == "expression_list" else [part]:
            if target.type == "identifier":
                lo.scope.unbind(lo.name(target))
            else:
                _delete_place(lo, target)


def _delete_place(lo: "Lowering", target: Node) -> None:
    parts = children(target)
    if target.type == "attribute":
        base = expression(lo, parts[0])
        lo.scope.emit(ir.DELETE, base, -1, lo.name(parts[-1]), target.start_byte)
    elif target.type == "subscript" and len(parts) == 2 and parts[1].type != "slice":
        base, key = expression(lo, parts[0]), expression(lo, parts[1])
        lo.scope.emit(ir.DELETE, base, key, None, target.start_byte)
    else:
        for part in parts:
            _delete_place(lo, part) if part.type in _PLACES else expression(lo, part)


_PLACES = ("attribute", "subscript", "tuple", "list", "parenthesized_expression")


def import_modules(lo: "Lowering", node: Node) -> None:
    """`import a.b, c as d`."""
    for part in children(node):
        alias = None
        name_node: Node | None = part
        if part.type == "aliased_import":
            name_node = part.child_by_field_name("name")
            alias = part.child_by_field_name("alias")
        if name_node is None:
            continue
        name = "".join(lo.text(name_node).split())
        vid = lo.scope.emit(ir.IMPORT, name, part.start_byte)
        if alias is not None:
            lo.scope.bind(lo.name(alias), vid)
        else:
            top = name.partition(".")[0]
            if top != name:
                vid = lo.scope.emit(ir.IMPORT, top, part.start_byte)
            lo.scope.bind(top, vid)


def import_names(lo: "Lowering", node: Node) -> None:
    """`from a import b, c as d`."""
    source = node.child_by_field_name("module_name")
    if source is None:
        return
    text = "".join(lo.text(source).split())
    module = text.lstrip(".")
    level = len(text) - len(module)
    for part in node.children_by_field_name("name"):
        name_node: Node | None = part
        bound = part
        if part.type == "aliased_import":
            name_node = part.child_by_field_name("name")
            bound = part.child_by_field_name("alias") or part
        if name_node is not None:
            name = lo.text(name_node)
            vid = lo.scope.emit(ir.FROM, module, name, level, part.start_byte)
            lo.scope.bind(lo.name(bound), vid)
    if any(c.type == "wildcard_import" for c in node.named_children):
        lo.scope.emit(ir.FROM, module, "*", level, node.start_byte)
        if lo.scope.kind == "module":
            lo.star_imports.append(len(lo.scope.ops) - 1)
        else:
            lo.problem(node, "names that a function imports by * are not known")


def printed(lo: "Lowering", node: Node) -> None:
    """`print` of Python 2."""
    args = tuple(expression(lo, c) for c in children(node) if c.type != "chevron")
    callee = lo.scope.emit(ir.GLOBAL, "print", node.start_byte)
    lo.call(callee, args, (), node)


def type_alias(lo: "Lowering", node: Node) -> None:
    """`type X = ...`."""
    parts = children(node)
    if len(parts) == 2:
        name = parts[0].named_children[0] if parts[0].named_children else parts[0]
        lo.scope.bind(lo.text(name), annotation(lo, parts[1]))

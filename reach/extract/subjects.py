"""Which variables a condition speaks of."""

from typing import TYPE_CHECKING

from tree_sitter import Node

from reach.extract.expressions import children
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.extract.lower import Lowering

_MATCHERS = ("match", "search", "fullmatch")
_TESTS = frozenset(
    (
        *_MATCHERS,
        "isdir",
        "isfile",
        "exists",
        "splitext",
        "basename",
        "Path",
        "len",
        "str",
        "fspath",
    )
)
_ASKING = frozenset("isinstance issubclass hasattr getattr callable".split())
"""Built-ins that tell objects apart."""
_TEXT_NAMES = frozenset(
    "startswith endswith lower upper casefold strip lstrip rstrip removeprefix removesuffix replace"
    " split rsplit partition rpartition isdigit find count suffix name stem is_dir is_file"
    " exists".split()
)
"""Methods and attributes that are told from a text alone, or that ask for the file it names."""


def tested_names(lo: "Lowering", cond: Node) -> list[str]:
    """Variables that a condition narrows, in the order met."""
    if cond.type == "identifier":
        return [lo.name(cond), *_tested_before(lo, lo.name(cond))]
    if cond.type in ("parenthesized_expression", "not_operator"):
        return tested_names(lo, children(cond)[0])
    if cond.type in ("attribute", "subscript"):
        return _told_apart(lo, cond)
    if cond.type == "comparison_operator":
        sides = children(cond)
        named = [name for side in (sides[0], sides[-1]) for name in subjects_of(lo, side)]
        return named or _told_apart(lo, sides[0])
    if cond.type == "call":
        parts = children(cond)
        if parts[0].type == "identifier" and len(parts) > 1:
            if lo.text(parts[0]) in ("any", "all"):
                return _of_elements(lo, parts[1])
            given = children(parts[1])[:1]
            if given and given[0].type == "identifier":
                return [lo.name(given[0])]
            if given and lo.text(parts[0]) == "isinstance":
                return _told_apart(lo, given[0])
        named = [*_gone_through(lo, parts[0]), *subjects_of(lo, cond)]
        return named or _told_apart(lo, cond)
    if cond.type == "boolean_operator":
        names: list[str] = []
        for part in children(cond):
            names += tested_names(lo, part)
        return list(dict.fromkeys(names))
    return []


def _of_elements(lo: "Lowering", given: Node) -> list[str]:
    """The variables that the element of a comprehension speaks of, other than that of its loop:
    `name` in `any(word in name for word in WORDS)`."""
    made = given if given.type == "generator_expression" else (children(given) or [given])[0]
    if made.type not in ("generator_expression", "list_comprehension", "set_comprehension"):
        return []
    element, *clauses = children(made)
    loops = [clause.child_by_field_name("left") for clause in clauses]
    own = {lo.text(left) for left in loops if left is not None}
    return [name for name in tested_names(lo, element) if name not in own]


def _told_apart(lo: "Lowering", node: Node) -> list[str]:
    """The variable whose objects are told apart by what they hold: `spec` in `spec.kind`,
    `spec["kind"]`, `spec.get("kind")`. The object of a method has been told apart where it was
    called."""
    whole = node
    while node.type in ("attribute", "subscript", "call"):
        parts = children(node)
        if node.type == "call" and not _gets(lo, parts[0]):
            return []
        node = parts[0]
    if node is whole or node.type != "identifier":
        return []
    return [] if lo.name(node) in ("self", "cls") else [lo.name(node)]


def _gets(lo: "Lowering", callee: Node) -> bool:
    return callee.type == "attribute" and lo.text(children(callee)[-1]) == "get"


def _tested_before(lo: "Lowering", name: str) -> list[str]:
    """The variables that a test speaks of whose result a variable holds: `fits = isinstance(x, A)`,
    and then `if fits`."""
    scope = lo.scope
    vid = scope.find(name)
    op = scope.ops[scope.unrefined(vid)] if vid is not None and vid >= 0 else (ir.UNKNOWN,)
    if op[0] == ir.COMPARE:
        subject = op[2]
        op = scope.ops[subject]
        if op[0] != ir.CALL:
            return scope.names_of(subject)
    if op[0] != ir.CALL or not op[2] or op[2][0] < 0:
        return []
    callee = scope.ops[op[1]]
    while callee[0] == ir.PHI:  # a name that is read in a loop
        callee = scope.ops[callee[1][0]]
    asks = callee[0] == ir.GLOBAL and callee[1] in _ASKING
    return scope.names_of(op[2][0]) if asks else []


def _gone_through(lo: "Lowering", callee: Node) -> list[str]:
    """The variable of a loop of which a condition calls a method."""
    if callee.type != "attribute" or children(callee)[0].type != "identifier":
        return []
    name = lo.name(children(callee)[0])
    vid = lo.scope.find(name)
    return [name] if vid is not None and lo.scope.ops[vid][0] == ir.ITER else []


def subjects_of(lo: "Lowering", node: Node) -> list[str]:
    """Variables whose text an expression is worked out from: `path` in `path.lower()`, and in
    `os.path.isdir(path)`."""
    while True:
        if node.type == "identifier":
            return [lo.name(node)]
        parts = children(node)
        if node.type == "attribute" and lo.text(parts[-1]) in _TEXT_NAMES:
            node = parts[0]
        elif node.type == "subscript":
            node = parts[0]
        elif node.type == "call" and parts[0].type in ("attribute", "identifier"):
            called = lo.text(parts[0]).rpartition(".")[2]
            given = [c for c in children(parts[1]) if c.type != "comment"]
            if (called in _TESTS or called == "getattr") and given:
                node = given[-1] if called in _MATCHERS else given[0]
            elif called in _TEXT_NAMES and parts[0].type == "attribute":
                node = parts[0]
            else:
                return []
        else:
            return []

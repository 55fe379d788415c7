"""Declared types -> the objects they promise, where nothing better is known."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.derived import called
from reach.flow.modules import import_module
from reach.flow.values import EMPTY, Class, Const, External, Module, Value, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_TRANSPARENT = frozenset(
    "Optional Union Annotated Final ClassVar Required NotRequired Awaitable Coroutine Depends"
    " Mapped InitVar ReadOnly".split()
)
_SEQUENCES = frozenset(
    "list List Sequence Iterable Iterator Collection set Set frozenset FrozenSet tuple Tuple"
    " Deque deque AsyncIterator AsyncIterable Generator AsyncGenerator".split()
)
_MAPPINGS = frozenset(
    "dict Dict Mapping MutableMapping OrderedDict defaultdict DefaultDict".split()
)
_NO_OBJECTS = ("typing.", "typing_extensions.", "collections.abc.", "<builtin>.")
_CLASSES = frozenset(("Type", "type"))
_NOTHING = frozenset(
    "None Any object Callable Literal TypeVar Self Protocol Generic int float bool complex"
    " NoReturn Never Hashable".split()
)

MAX_ALIASES = 8
"""Names that a type is passed on by."""


def declared(ev: "Evaluator", body: Body, vid: int, context: Context | None) -> Values:
    """Objects of the type that an annotation names; empty when it names none we can use."""
    op = body.ops[vid]
    kind = op[0]
    if kind == ir.ITEM:
        return _subscripted(ev, body, op, context)
    if kind == ir.BINOP and op[1] == "|":
        return declared(ev, body, op[2], context) | declared(ev, body, op[3], context)
    if kind == ir.TUPLE:
        found: Values = EMPTY
        for item in op[1]:
            found |= declared(ev, body, item if item >= 0 else ~item, context)
        return found
    elsewhere = alias(ev, body, vid)
    if elsewhere is not None:
        return declared(ev, *elsewhere, None)
    if kind in (ir.GLOBAL, ir.ATTR, ir.FREE, ir.FROM, ir.CLASS, ir.IMPORT, ir.CALL, ir.PHI):
        if kind == ir.GLOBAL and op[1] in _NOTHING:
            return EMPTY
        return of_types(ev, ev.eval(body, vid, context))
    if kind in (ir.SELECT, ir.REFINE):
        return of_types(ev, ev.eval(body, vid, context))
    return EMPTY


def alias(ev: "Evaluator", body: Body, vid: int) -> tuple[Body, int] | None:
    """Where a type that a name of another module stands for is written, as
    `Session = Annotated[Database, Depends(connect)]`."""
    for _ in range(MAX_ALIASES):
        op = body.ops[vid]
        if op[0] == ir.FROM:
            modules, name = import_module(ev, body, op[1], op[3]), op[2]
        elif op[0] == ir.ATTR:
            modules, name = ev.eval(body, op[1]), op[2]
        else:
            return None
        written = [ev.program.modules.get(v.name) for v in modules if isinstance(v, Module)]
        if len(written) != 1 or written[0] is None or name not in written[0].code.exports:
            return None
        body, vid = written[0], written[0].code.exports[name]
        if body.ops[vid][0] in (ir.ITEM, ir.BINOP):
            return body, vid
    return None


def of_types(ev: "Evaluator", types: Values) -> Values:
    """Objects of these classes."""
    found: set[Value] = set()
    for value in types:
        if isinstance(value, Class):
            found.add(ev.pool.instance(value, exact=False))
        elif isinstance(value, External):
            last = value.name.rpartition(".")[2]
            if last in _NOTHING or value.name.startswith(_NO_OBJECTS):
                continue
            found.add(ev.pool.external(called(value.name)))
        elif isinstance(value, Const) and value.value is not None:
            continue
    return frozenset(found)


def _may_be_class(value: Value) -> bool:
    if isinstance(value, External):  # a type variable stands for no class
        return not value.name.startswith(_NO_OBJECTS)
    return isinstance(value, Class)


def _subscripted(ev: "Evaluator", body: Body, op: ir.Op, context: Context | None) -> Values:
    base = body.ops[op[1]]
    name = base[2] if base[0] == ir.ATTR else base[1] if base[0] == ir.GLOBAL else ""
    if base[0] == ir.FROM:
        name = base[2]
    elif name == "" or base[0] == ir.FREE:
        name = next(
            (
                v.name.rpartition(".")[2]
                for v in ev.eval(body, op[1], context)
                if isinstance(v, External)
            ),
            "",
        )
    elif base[0] == ir.GLOBAL:
        outside = [v for v in ev.eval(body, op[1], context) if isinstance(v, External)]
        name = outside[0].name.rpartition(".")[2] if outside else name
    key = body.ops[op[2]]
    arguments = list(key[1]) if key[0] == ir.TUPLE else [op[2]]
    if name in _TRANSPARENT:
        if name == "Annotated":
            arguments = arguments[:1]
        if name == "Coroutine":
            arguments = arguments[-1:]
        found: Values = EMPTY
        for argument in arguments:
            found |= declared(ev, body, argument, context)
        return found
    if name in _SEQUENCES:
        found = EMPTY
        for argument in arguments:
            found |= declared(ev, body, argument, context)
        return frozenset((ev.pool.bundle("list", (), found),)) if found else EMPTY
    if name in _MAPPINGS:
        found = declared(ev, body, arguments[-1], context)
        return frozenset((ev.pool.bundle("dict", (), found),)) if found else EMPTY
    if name in _CLASSES:
        return frozenset(v for v in ev.eval(body, arguments[0], context) if _may_be_class(v))
    if name in _NOTHING:
        return EMPTY
    return of_types(ev, ev.eval(body, op[1], context))

"""What is written as it is: constants, in the code or in the calls that led to it, as opposed to
settings that somebody may change."""

from reach.flow.bodies import Body
from reach.flow.classes import external_bases, fields, has_generated_init, mro
from reach.flow.constructors import call_arguments, init_contexts
from reach.flow.containers import item
from reach.flow.contexts import Argument, Context, Thunk
from reach.flow.enums import is_enum
from reach.flow.evaluator import Evaluator
from reach.flow.factories import default_of
from reach.flow.lacking import may_lack
from reach.flow.reads import assigned_here
from reach.flow.values import EMPTY, Class, Const, Container, Instance, Member
from reach.records import code as ir

_TRANSPARENT = {
    ir.COMPARE: (2, 3),
    ir.NOT: (1,),
    ir.AND: (1, 2),
    ir.OR: (1, 2),
    ir.REFINE: (1,),
    ir.SELECT: (2, 3),
}
"""Operations that only put their operands together or choose one, and where these are."""

_OUTER = (ir.GLOBAL, ir.FROM, ir.CLASS)

_OF_TEXTS = frozenset("casefold endswith lower lstrip rstrip startswith strip upper".split())
"""Methods of texts that depend on nothing but the text and their arguments."""

_OF_PATHS = frozenset(("basename", "dirname", "splitext"))
"""Functions of paths that depend on nothing but the text."""

MAX_HOPS = 12
"""Operations and calls between a condition and the constant that decides it."""


def is_written(
    ev: Evaluator, body: Body, vid: int, context: Context | None, known: int = -1
) -> bool:
    """Whether an operation is made of constants, in the code or in the calls that led here; the
    parameter of index `known` counts as one."""
    return _is_written(ev, body, vid, context, 0, known)


def _is_written(
    ev: Evaluator, body: Body, vid: int, context: Context | None, depth: int, known: int = -1
) -> bool:
    op = body.ops[vid]
    if depth > MAX_HOPS:
        return False
    if op[0] == ir.CONST:
        return True
    if context is not None and vid in context.assumed:  # such as an option that is given
        only = context.assumed[vid]
        return len(only) == 1 and all(isinstance(value, Const) for value in only)
    if op[0] == ir.PARAM:
        given = context is not None and _is_given(ev, context, op[1], depth + 1)
        return op[1] == known or given
    if op[0] == ir.ATTR:
        if body.ops[op[1]][0] in _OUTER:
            return op[2].isupper() or _is_named(ev, body, op)
        if (
            op[2] == "value"
            and _is_written(ev, body, op[1], context, depth + 1, known)
            and all(isinstance(v, Member) for v in ev.eval(body, op[1], context))
        ):
            return True
        stored = assigned_here(body, vid)
        if stored is not None:
            return _is_written(ev, body, stored, context, depth + 1, known)
        return context is not None and _is_made_so(ev, body, op, context, depth + 1)
    if op[0] == ir.CALL:
        parts = _parts(body, op)
        return bool(parts) and all(
            _is_written(ev, body, v, context, depth + 1, known) for v in parts
        )
    if op[0] == ir.ITEM and _is_table(ev, body, op[1], context, depth + 1, known):
        return _is_written(ev, body, op[2], context, depth + 1, known)
    if op[0] in (ir.UNPACK, ir.ITEM) and body.ops[op[1]][0] == ir.CALL:
        fixed = op[0] == ir.UNPACK or body.ops[op[2]][0] == ir.CONST
        return fixed and _is_written(ev, body, op[1], context, depth + 1, known)
    if op[0] == ir.UNPACK and body.ops[op[1]][0] == ir.TUPLE and op[3] < 0:
        items = body.ops[op[1]][1]
        starred = any(each < 0 for each in items) or op[2] >= len(items)
        return not starred and _is_written(ev, body, items[op[2]], context, depth + 1, known)
    places = _TRANSPARENT.get(op[0])
    return places is not None and all(
        _is_written(ev, body, op[place], context, depth + 1, known) for place in places
    )


def _is_table(
    ev: Evaluator, body: Body, vid: int, context: Context | None, depth: int, known: int
) -> bool:
    """Whether this is a mapping that is written out: a constant of a module, or a row of one."""
    op = body.ops[vid]
    if op[0] in (ir.GLOBAL, ir.FROM):
        if not op[1 if op[0] == ir.GLOBAL else 2].isupper():
            return False
    elif op[0] != ir.ITEM or not _is_written(ev, body, vid, context, depth, known):
        return False
    tables = ev.eval(body, vid, context)
    return len(tables) == 1 and all(
        isinstance(value, Container) and value.body.ops[value.vid][0] == ir.DICT for value in tables
    )


def _is_named(ev: Evaluator, body: Body, op: ir.Op) -> bool:
    """Whether an attribute of a class is one of its values by name: a member of an enumeration, or
    `Kind.Layout`, which is assigned once and capitalised as no setting is."""
    name, classes = op[2], ev.eval(body, op[1], None)
    if not classes or name in ev.program.assigned_names:
        return False
    for cls in classes:
        if not isinstance(cls, Class) or name not in cls.body.code.exports:
            return False
        written = cls.body.ops[cls.body.code.exports[name]][0] == ir.CONST
        if not is_enum(ev, cls) and not (written and name[:1].isupper()):
            return False
    return True


def _parts(body: Body, op: ir.Op) -> list[int]:
    """What a call depends on, where it does nothing but plain work on texts; else nothing."""
    callee, given = body.ops[op[1]], op[2]
    if callee[0] not in (ir.ATTR, ir.FROM) or op[3] or any(v < 0 for v in given):
        return []
    if callee[2] in _OF_PATHS:
        return list(given)
    return [callee[1], *given] if callee[0] == ir.ATTR and callee[2] in _OF_TEXTS else []


def _is_made_so(ev: Evaluator, body: Body, op: ir.Op, context: Context, depth: int) -> bool:
    """Whether an attribute has what the calls that made its objects, or their classes, say."""
    objects, name = ev.eval(body, op[1], context), op[2]
    return (
        bool(objects)
        and name not in ev.program.assigned_names
        and all(
            isinstance(value, Instance)
            and value.site is not None
            and _has_written(ev, value, name, depth)
            for value in objects
        )
    )


def _has_written(ev: Evaluator, value: Instance, name: str, depth: int) -> bool:
    """Whether one object has an attribute from its constructor, which assigns it in any case and
    nobody else does; from the fields or from the body of its class."""
    classes = [cls for cls in mro(ev, value.cls) if isinstance(cls, Class)]
    stores = [s for cls in classes for s in ev.program.self_stores.get((cls.body, name), ())]
    if stores:
        constructor, store = stores[0]
        context = init_contexts(ev, value).get(constructor)
        _, _, _, stored, _, block, *_ = constructor.ops[store]
        return (
            len(stores) == 1
            and context is not None
            and not block
            and _is_written(ev, constructor, stored, context, depth)
        )
    if has_generated_init(ev, value.cls) and name in fields(ev, value.cls):
        return _is_field(ev, value, name, depth)
    owner = next((cls.body for cls in classes if name in cls.body.code.exports), None)
    return owner is not None and owner.ops[owner.code.exports[name]][0] == ir.CONST


def _is_field(ev: Evaluator, value: Instance, name: str, depth: int) -> bool:
    """Whether a field is given a constant where an object is made, or left as it is declared by a
    class that takes it from nowhere else."""
    site, vid = value.site, value.vid
    if site is None or vid < 0 or site.ops[vid][0] != ir.CALL:
        return False
    if ev.eval(site, site.ops[vid][1], value.context) != {value.cls}:
        return False
    known = fields(ev, value.cls)
    arguments = call_arguments(site, vid, value.context)
    given = arguments.first(list(known).index(name), name)
    if isinstance(given, Thunk):
        return _is_written(ev, given.body, given.vid, given.context, depth)
    if given is not None or any(key is None for key, _ in arguments.keywords):
        return False
    if external_bases(ev, value.cls) or any(starred for starred, _ in arguments.positional):
        return False
    owner, declared = known[name]
    default = default_of(ev, owner, declared) if declared >= 0 else EMPTY
    return len(default) == 1 and all(
        isinstance(v, Const) and v.kind == "field default" for v in default
    )


def _is_given(ev: Evaluator, context: Context, index: int, depth: int) -> bool:
    """Whether a parameter has a constant from its caller, or is left as it is."""
    spec = context.body.code.parameters[index]
    given = context.arguments.of_parameter(context.body, index)
    if isinstance(given, Thunk):
        return _is_written(ev, given.body, given.vid, given.context, depth + 1)
    splats = [argument for key, argument in context.arguments.keywords if key is None]
    if given is not None or not all(_lacks(ev, each, spec.name) for each in splats):
        return False
    if any(starred for starred, _ in context.arguments.positional):
        return False
    parent = context.body.parent
    return spec.default >= 0 and parent is not None and parent.ops[spec.default][0] == ir.CONST


def _lacks(ev: Evaluator, argument: Argument, name: str) -> bool:
    """Whether what is passed as `**` certainly has no such name."""
    if not isinstance(argument, Thunk):
        return False
    if argument.context is not None and argument.context.arguments.partly:
        return False
    mappings = ev.argument(argument)
    wanted = frozenset((ev.pool.const(name),))
    return bool(mappings) and all(
        may_lack(ev, mapping, name) and not item(ev, mapping, wanted) for mapping in mappings
    )

"""Does a call run at all, and with which arguments?"""

from reach.flow.bodies import Body
from reach.flow.containers import item
from reach.flow.contexts import Argument, Arguments, Context, Thunk
from reach.flow.evaluator import Evaluator
from reach.flow.lacking import may_lack
from reach.flow.narrowing import outcome
from reach.flow.operands import context_dependent
from reach.flow.values import EMPTY, Values
from reach.graph.settled import NO_SETTINGS, Settings, decided
from reach.graph.sites import Target
from reach.records import code as ir


def runs(
    ev: Evaluator, body: Body, vid: int, context: Context | None, settings: Settings = NO_SETTINGS
) -> bool:
    """False where a condition around a call certainly fails because of who called the function:
    `if cache: load()` in a call that leaves `cache=False` as it is. Only what is written as it is
    counts: what goes through settings may be otherwise, unless the way begins with a command line
    that leaves them as they are."""
    if vid < 0:
        return True
    op, blocks = body.ops[vid], body.code.blocks
    block = int(op[6]) if op[0] == ir.CALL else 0
    believed = context is not None and not context.arguments.partly
    marks = context_dependent(body)
    while block > 0:
        block, cond, wanted = blocks[block]
        if cond < 0:
            continue
        if settings and decided(ev, body, cond, context, settings) is (not wanted):
            return False
        if believed and marks[cond] and _certain(ev, body, cond, context) is (not wanted):
            return False
    return True


def switched_off(body: Body, vid: int) -> bool:
    """Whether a condition around a call is written as false: `if False`, `while 0`."""
    op = body.ops[vid] if vid >= 0 else ()
    block = int(op[6]) if op and op[0] == ir.CALL else 0
    while block > 0:
        block, cond, wanted = body.code.blocks[block]
        literal = body.ops[cond] if cond >= 0 else ()
        if literal and literal[0] == ir.CONST and bool(literal[1]) is not wanted:
            return True
    return False


def _certain(ev: Evaluator, body: Body, vid: int, context: Context | None) -> bool | None:
    """The truth of a condition, as far as what is written decides it: `options and options.bits`
    is false without options, whatever their bits."""
    op = body.ops[vid]
    if op[0] == ir.NOT:
        inner = _certain(ev, body, op[1], context)
        return None if inner is None else not inner
    if op[0] in (ir.AND, ir.OR):
        both = [_certain(ev, body, operand, context) for operand in op[1:3]]
        decisive = bool(op[0] == ir.OR)
        if decisive in both:
            return decisive
        return None if None in both else not decisive
    return outcome(ev, body, vid, context) if _is_written(ev, body, vid, context, 0) else None


_TRANSPARENT = {
    ir.COMPARE: (2, 3),
    ir.NOT: (1,),
    ir.AND: (1, 2),
    ir.OR: (1, 2),
    ir.REFINE: (1,),
    ir.SELECT: (2, 3),
}
"""Operations that only put their operands together or choose one, and where these are."""

_OF_TEXTS = frozenset("casefold endswith lower lstrip rstrip startswith strip upper".split())
"""Methods of texts that depend on nothing but the text and their arguments."""

MAX_HOPS = 12
"""Operations and calls between a condition and the constant that decides it."""


def _is_written(ev: Evaluator, body: Body, vid: int, context: Context | None, depth: int) -> bool:
    """Whether an operation is made of constants, in the code or in the calls that led here."""
    op = body.ops[vid]
    if depth > MAX_HOPS:
        return False
    if op[0] == ir.CONST:
        return True
    if op[0] == ir.PARAM:
        return context is not None and _is_given(ev, context, op[1], depth + 1)
    if op[0] == ir.ATTR:
        return body.ops[op[1]][0] in (ir.GLOBAL, ir.FROM, ir.CLASS) and op[2].isupper()
    if op[0] == ir.CALL:
        method = body.ops[op[1]]
        if method[0] != ir.ATTR or method[2] not in _OF_TEXTS or op[3]:
            return False
        return all(_is_written(ev, body, v, context, depth + 1) for v in (method[1], *op[2]))
    if op[0] == ir.UNPACK and body.ops[op[1]][0] == ir.TUPLE and op[3] < 0:
        items = body.ops[op[1]][1]
        starred = any(each < 0 for each in items) or op[2] >= len(items)
        return not starred and _is_written(ev, body, items[op[2]], context, depth + 1)
    places = _TRANSPARENT.get(op[0])
    return places is not None and all(
        _is_written(ev, body, op[place], context, depth + 1) for place in places
    )


def _is_given(ev: Evaluator, context: Context, index: int, depth: int) -> bool:
    """Whether a parameter has a constant from its caller, or is left as it is."""
    spec = context.body.code.parameters[index]
    position = index if spec.kind == ir.POSITIONAL else 1 << 30
    given = context.arguments.first(position, spec.name)
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


def together(targets: list[Target]) -> Arguments:
    """The arguments of a call that reaches one method on several objects: all of these."""
    first = targets[0].arguments
    receivers: Values = EMPTY
    for target in targets:
        given = target.arguments.positional
        if given[1:] != first.positional[1:] or target.arguments.keywords != first.keywords:
            return first
        if not given or given[0][0] or not isinstance(given[0][1], frozenset):
            return first
        receivers |= given[0][1]
    return first._replace(positional=((False, receivers), *first.positional[1:]))

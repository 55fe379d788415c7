"""Does a call run at all, and with which arguments?"""

from reach.flow.bodies import Body
from reach.flow.contexts import Arguments, Context
from reach.flow.evaluator import Evaluator
from reach.flow.narrowing import outcome
from reach.flow.once import once
from reach.flow.operands import context_dependent
from reach.flow.surroundings import conditions
from reach.flow.values import EMPTY, Const, Module, Values
from reach.graph.settled import NO_SETTINGS, Settings, decided
from reach.graph.sites import Target
from reach.graph.written import is_written
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
        if believed and marks[cond] and certain(ev, body, cond, context) is (not wanted):
            return False
    return True


def certain(ev: Evaluator, body: Body, vid: int, context: Context | None) -> bool | None:
    """The truth of a condition, as far as what is written decides it: `options and options.bits`
    is false without options, whatever their bits."""
    return once(ev, ("certain", body, vid, context), lambda: _certain(ev, body, vid, context))


def switched_off(ev: Evaluator, body: Body, vid: int) -> bool:
    """Whether a condition around a call is written as false: `if False`, `while 0`, `if DEBUG` of a
    module that says `DEBUG = False` and nothing else."""
    return bool(once(ev, ("off", body, vid), lambda: _switched_off(ev, body, vid)))


def _switched_off(ev: Evaluator, body: Body, vid: int) -> bool:
    op = body.ops[vid] if vid >= 0 else ()
    block = int(op[6]) if op and op[0] == ir.CALL else 0
    while block > 0:
        block, cond, wanted = body.code.blocks[block]
        if cond >= 0 and _written_as(ev, body, cond) is (not wanted):
            return True
    return False


def _written_as(ev: Evaluator, body: Body, cond: int) -> bool | None:
    op = body.ops[cond]
    if op[0] == ir.CONST:
        return bool(op[1])
    if op[0] == ir.NOT:
        inner = _written_as(ev, body, op[1])
        return None if inner is None else not inner
    if op[0] in (ir.AND, ir.OR):
        both = [_written_as(ev, body, operand) for operand in op[1:3]]
        decisive = bool(op[0] == ir.OR)
        if decisive in both:
            return decisive
        return None if None in both else not decisive
    name = op[1] if op[0] == ir.GLOBAL else op[2] if op[0] in (ir.ATTR, ir.FROM) else ""
    if name == "TYPE_CHECKING":  # true for nobody who runs the program
        return False
    if body.facts.path.endswith(".ipynb"):  # whoever runs it changes what its cells say
        return None
    parts = op[2:4] if op[0] == ir.COMPARE else (cond,)
    flags = [part for part in parts if body.ops[part][0] not in (ir.CONST, ir.TUPLE)]
    constant = bool(flags) and all(_is_constant(ev, body, body.ops[part]) for part in flags)
    return outcome(ev, body, cond, None) if constant else None


_NAMES = (ir.GLOBAL, ir.FROM, ir.IMPORT)
"""Operations that may be the name of a module."""


def _is_constant(ev: Evaluator, body: Body, op: ir.Op) -> bool:
    """Whether this is called like a constant of a module, of this one or of another, or is the
    version of Python."""
    part = op[0] == ir.ITEM or (op[0] == ir.ATTR and op[2] == "major")
    whole = body.ops[op[1]] if part else op
    if whole[0] in (ir.ATTR, ir.FROM) and whole[2] == "version_info":
        return True
    if op[0] == ir.ATTR and op[2].isupper():
        base = op[1]
        while body.ops[base][0] == ir.REFINE:
            base = body.ops[base][1]
        modules = ev.eval(body, base) if body.ops[base][0] in _NAMES else ()
        return bool(modules) and all(isinstance(value, Module) for value in modules)
    name = op[1] if op[0] == ir.GLOBAL else op[2] if op[0] == ir.FROM else ""
    return bool(name.isupper())


def contradicted(
    ev: Evaluator, body: Body, vid: int, operand: int, context: Context | None
) -> bool:
    """Whether what an operand of a call has rules the call out: a condition around it asks for
    something else, whatever settings there are."""
    while operand >= 0 and body.ops[operand][0] == ir.REFINE:
        operand = body.ops[operand][1]
    if operand < 0 or body.ops[operand][0] != ir.PARAM or body.ops[vid][0] != ir.CALL:
        return False
    if context is None or context.arguments.partly:
        return False
    return any(
        outcome(ev, body, cond, context) is (not holds)
        and is_written(ev, body, cond, context, body.ops[operand][1])
        for cond, holds in conditions(body, body.ops[vid][6])
    )


def _certain(ev: Evaluator, body: Body, vid: int, context: Context | None) -> bool | None:
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
    if not is_written(ev, body, vid, context):
        return None
    known = outcome(ev, body, vid, context)
    if known is None and op[0] == ir.ATTR:  # a default that the object was certainly left with
        values = ev.eval(body, vid, context)
        truths = {bool(v.value) for v in values if isinstance(v, Const)}
        known = truths.pop() if len(truths) == 1 and len(values) == 1 else None
    return known


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

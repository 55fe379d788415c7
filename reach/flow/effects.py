"""The last assignment to an attribute, through the calls in between.

`c.fn = a; change(c); c.fn()`: when `change` certainly assigns `c.fn`, that is the value read.
"""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.calls import invocations
from reach.flow.classes import mro
from reach.flow.constructors import call_arguments
from reach.flow.contexts import Context
from reach.flow.values import EMPTY, Class, External, Instance, Unknown, Values
from reach.flow.writers import called_name, names_of
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_NESTING = 3
"""Calls within calls that are looked into."""

MAX_OPERATIONS = 300
"""Operations before a read that are searched."""


def last_write(
    ev: "Evaluator", body: Body, read: int, instance: Instance, name: str, context: Context | None
) -> Values | None:
    """The value that was certainly assigned last before a read; None where it is not certain.

    Only for objects made earlier in the same body, in straight-line code."""
    if instance.site is not body or instance.vid >= read or read - instance.vid > MAX_OPERATIONS:
        return None
    if not _worth_it(ev, instance, name):
        return None
    ops = body.ops
    for vid in range(read - 1, instance.vid, -1):
        op = ops[vid]
        if op[0] == ir.SETATTR and op[2] == name:
            bases = ev.eval(body, op[1], context)
            if bases == {instance} and op[5] == 0:
                return ev.eval(body, op[3], context)
            if instance in bases:
                return None
        elif op[0] == ir.CALL:
            effect = _effect(ev, body, vid, instance, name, context, 0)
            if effect is not None:
                return effect if effect and op[6] == 0 else None
    return None


def _worth_it(ev: "Evaluator", instance: Instance, name: str) -> bool:
    """Whether anything but a constructor may assign the attribute."""
    if name in ev.program.written_names:
        return True
    for owner in mro(ev, instance.cls):
        if isinstance(owner, Class):
            for body, _ in ev.program.self_stores.get((owner.body, name), ()):
                if not body.code.name.endswith("__init__"):
                    return True
    return False


def _effect(
    ev: "Evaluator",
    body: Body,
    vid: int,
    instance: Instance,
    name: str,
    context: Context | None,
    depth: int,
) -> Values | None:
    """What a call certainly assigns; empty when it may assign something, None when nothing."""
    writers, called = ev.program.writers, called_name(body, body.ops[vid])
    may_write = writers.of(name)
    if called not in may_write and called in writers.names:
        return None
    callees = ev.eval(body, body.ops[vid][1], context)
    if any(isinstance(v, (Unknown, External)) for v in callees):
        return None
    given = call_arguments(body, vid, context)
    found = [i for v in callees for i in invocations(ev, v, given, body, vid, context)]
    answers = []
    for made in found:
        if may_write.isdisjoint(names_of(made.body)):
            continue
        inner = ev.context(made.body, made.closure, made.arguments)
        answers.append(_within(ev, made.body, instance, name, inner, depth))
    if all(a is None for a in answers):
        return None
    if len(answers) == 1 and answers[0] is not None:
        return answers[0]
    return EMPTY


def _within(
    ev: "Evaluator",
    body: Body,
    instance: Instance,
    name: str,
    context: Context | None,
    depth: int,
) -> Values | None:
    ops = body.ops
    for vid in range(min(len(ops), MAX_OPERATIONS) - 1, -1, -1):
        op = ops[vid]
        if op[0] == ir.SETATTR and op[2] == name:
            bases = ev.eval(body, op[1], context)
            if bases == {instance} and op[5] == 0:
                return ev.eval(body, op[3], context)
            if any(isinstance(b, Instance) and b.cls is instance.cls for b in bases):
                return EMPTY
        elif op[0] == ir.CALL and depth < MAX_NESTING:
            effect = _effect(ev, body, vid, instance, name, context, depth + 1)
            if effect is not None:
                return effect if op[6] == 0 else EMPTY
    return None

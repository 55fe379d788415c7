"""Traits of traitlets: methods under `@default("name")` run when the attribute is read, those under
`@observe("name")` and `@validate("name")` when it is assigned."""

from collections.abc import Iterable, Iterator

from reach.flow.bodies import Body
from reach.flow.classes import MAX_OVERRIDES, class_context, mro, subclasses
from reach.flow.contexts import Arguments
from reach.flow.evaluator import Evaluator
from reach.flow.values import Class, External, Function, Instance, Member, in_order
from reach.flow.writers import called_name
from reach.graph.sites import Target
from reach.graph.special import targets
from reach.records import code as ir

READ = ("default",)
WRITTEN = ("validate", "observe")

_Declared = dict[Body, dict[tuple[str, str], list[tuple[int, int]]]]
"""By class, by kind and attribute: the decorators and the methods that stand under them."""


def trait_targets(
    ev: Evaluator, value: Instance | Member, name: str, kinds: Iterable[str]
) -> list[Target]:
    """The methods of an object that traits of this name run."""
    declared: _Declared = ev.tables["traits"] if "traits" in ev.tables else _declared(ev)
    if not declared or isinstance(value, Member):
        return []
    below = [] if value.exact else subclasses(ev, value.cls)
    classes = [value.cls, *(below if len(below) <= MAX_OVERRIDES else ())]
    found: dict[Function, None] = {}
    for cls in classes:
        for kind in kinds:
            found.update(dict.fromkeys(_methods(ev, declared, cls, kind, name)))
    given = Arguments(((False, frozenset((value,))),), partly=True)
    return [target for function in found for target in targets(ev, function, given)]


def _methods(
    ev: Evaluator, declared: _Declared, cls: Class, kind: str, name: str
) -> Iterator[Function]:
    """Those of a class and of those above it; of defaults, the nearest."""
    for owner in mro(ev, cls):
        places = declared.get(owner.body, {}).get((kind, name)) if type(owner) is Class else None
        for decorator, method in places or ():
            assert isinstance(owner, Class)
            context = class_context(ev, owner)
            made = ev.eval(owner.body, decorator, context)
            if any(isinstance(v, External) and v.name.startswith("traitlets.") for v in made):
                values = in_order(ev.eval(owner.body, method, context))
                yield from (v for v in values if isinstance(v, Function))
        if places and kind != "observe":
            break


def _declared(ev: Evaluator) -> _Declared:
    found: _Declared = {}
    for body in ev.program.bodies:
        if body.code.kind != "class":
            continue
        for op in body.ops:
            maker = body.ops[op[1]] if _decorates(op) else (ir.UNKNOWN,)
            kind = called_name(body, maker) if maker[0] == ir.CALL else ""
            if kind not in READ and kind not in WRITTEN:
                continue
            for argument in maker[2]:
                given = body.ops[argument] if argument >= 0 else (ir.UNKNOWN,)
                if given[0] == ir.CONST and isinstance(given[1], str):
                    row = found.setdefault(body, {}).setdefault((kind, given[1]), [])
                    row.append((maker[1], op[2][0]))
    ev.tables["traits"] = found
    return found


def _decorates(op: ir.Op) -> bool:
    return bool(op[0] == ir.CALL and op[7] & ir.DECORATOR and op[2] and op[2][0] >= 0)

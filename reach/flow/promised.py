"""What a parameter is declared to be, against what arrives there: where several calls of one site
are not told apart, objects of unrelated classes arrive as well, which the declaration rules out."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.classes import is_protocol, mro
from reach.flow.values import EMPTY, Class, Const, External, Instance, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_EITHER = frozenset(("Optional", "Union"))
_PLAIN = frozenset(
    f"<builtin>.{name}" for name in "str int float bool bytes list dict tuple set frozenset".split()
)


def fitting(ev: "Evaluator", body: Body, index: int, values: Values) -> Values:
    """The values without objects of project classes that have nothing to do with the declared ones.

    A declaration that nothing fits is not believed, once all that arrives is known."""
    annotation = body.code.parameters[index].annotation
    if annotation < 0 or body.parent is None:
        return values
    classes = {v.cls for v in values if isinstance(v, Instance)}
    if not classes:
        return values
    declared = _declared(ev, body, index, body.parent, annotation)
    good = {cls for cls in classes if any(_related(ev, cls, c) for c in declared)}
    if not declared or len(good) == len(classes):
        return values
    if not good:
        ev.depend("guess")
        if ev.guessing:
            return values
    return frozenset(v for v in values if not isinstance(v, Instance) or v.cls in good)


def takes_all(ev: "Evaluator", body: Body, index: int) -> bool:
    """Whether a parameter is declared so that it leaves out nothing of what arrives."""
    annotation = body.code.parameters[index].annotation
    if annotation < 0 or body.parent is None:
        return True
    return not _declared(ev, body, index, body.parent, annotation)


def _declared(
    ev: "Evaluator", body: Body, index: int, parent: Body, annotation: int
) -> list[Class]:
    wanted = ev.read(("promised", body, index), _promised, ev, parent, annotation)
    return [c for c in wanted if isinstance(c, Class)]


def _related(ev: "Evaluator", one: Class, other: Class) -> bool:
    if other in mro(ev, one) or one in mro(ev, other):
        return True
    plain = _plain_bases(ev, other)
    return bool(plain) and not plain.isdisjoint(_plain_bases(ev, one))


def _promised(ev: "Evaluator", body: Body, vid: int) -> Values:
    """The classes of which a value is an object; none where a declaration leaves that open."""
    op = body.ops[vid]
    if op[0] == ir.BINOP and op[1] == "|":
        return _all(ev, body, [op[2], op[3]])
    if op[0] == ir.ITEM:
        base = body.ops[op[1]]
        name = base[2] if base[0] in (ir.ATTR, ir.FROM) else base[1]
        if name in _EITHER:
            key = body.ops[op[2]]
            return _all(ev, body, list(key[1]) if key[0] == ir.TUPLE else [op[2]])
        return _promised(ev, body, op[1])
    found: set[Class] = set()
    values = ev.eval(body, vid)
    for value in values:
        if isinstance(value, Class) and not is_protocol(value):
            found.add(value)
        elif not (isinstance(value, Const) and value.value is None):
            return EMPTY
    return frozenset(found)


def _plain_bases(ev: "Evaluator", cls: Class) -> frozenset[str]:
    """The types of Python that objects of a class may stand in for."""
    outside = (v.name for v in mro(ev, cls) if isinstance(v, External))
    return frozenset(name for name in outside if name in _PLAIN)


def _all(ev: "Evaluator", body: Body, parts: list[int]) -> Values:
    """The classes of all alternatives; none if one of them leaves open what it is."""
    found: Values = EMPTY
    for part in parts:
        classes = _promised(ev, body, part)
        plain = body.ops[part] == (ir.CONST, None, *body.ops[part][2:])
        if not classes and not plain and not _is_plain(ev, body, part):
            return EMPTY
        found |= classes
    return found


def _is_plain(ev: "Evaluator", body: Body, vid: int) -> bool:
    """Whether an alternative is a type of Python which no class of the project stands in for."""
    values = ev.eval(body, vid)
    return bool(values) and all(isinstance(v, External) and v.name in _PLAIN for v in values)

"""What a web application keeps for its handlers: `app.state.model = …` where it starts, and
`request.app.state.model` where it answers."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.settings.hooks import table
from reach.flow.values import EMPTY, External, Unknown, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_KEEPERS = ("state", "ctx")
"""Attributes of applications that take what they are given."""

_FRAMEWORKS = ("fastapi.", "starlette.", "sanic.", "litestar.")

MAX_KEPT = 40
"""Assignments of one name that are followed."""

Stores = dict[tuple[str, str], list[tuple[Body, int]]]


def kept(ev: "Evaluator", body: Body, op: ir.Op, found: Values) -> Values:
    """What is assigned to an attribute of what an application keeps, where that is not known."""
    holder = keeper(body, op[1])
    if holder is None or not all(isinstance(v, (Unknown, External)) for v in found):
        return found
    if not _is_application(body, holder[1], found):
        return found
    stores: Stores = table(ev, "kept by applications", lambda: _stores(ev))
    places = stores.get((holder[2], op[2]), [])[:MAX_KEPT]
    return EMPTY.union(*(ev.eval(owner, vid) for owner, vid in places)) or found


def keeper(body: Body, vid: int) -> ir.Op | None:
    """The `x.state` that an operation reads or changes."""
    for _ in range(MAX_KEPT):
        op = body.ops[vid]
        if op[0] == ir.ATTR:
            return op if op[2] in _KEEPERS else None
        if op[0] != ir.SETATTR:
            return None
        vid = op[1]
    return None


def _is_application(body: Body, vid: int, found: Values) -> bool:
    """Whether this is an application: `request.app`, or something of a framework."""
    op = body.ops[vid]
    if op[0] == ir.ATTR and op[2] == "app":
        return True
    return any(isinstance(v, External) and v.name.startswith(_FRAMEWORKS) for v in found)


def _stores(ev: "Evaluator") -> Stores:
    """Assignments to attributes of whatever is called `state` or `ctx`."""
    found: Stores = {}
    for body in ev.program.bodies:
        for op in body.ops:
            if op[0] == ir.SETATTR:
                holder = keeper(body, op[1])
                if holder is not None:
                    found.setdefault((holder[2], op[2]), []).append((body, op[3]))
    return found

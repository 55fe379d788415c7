"""`contextvars.ContextVar`: what is set anywhere, and the default."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.library import Site, model
from reach.flow.settings.calls import made_by
from reach.flow.settings.hooks import asks_for, table
from reach.flow.settings.named_calls import calls_named
from reach.flow.values import External, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_MADE = "contextvars.ContextVar()"
_Sets = dict[tuple[Body | None, int], list[tuple[Body, int]]]
"""By the call that makes a variable, what it is set to."""

MAX_SETS = 40
"""Calls that set one variable and are followed."""

asks_for((_MADE,))


@model(f"{_MADE}.get")
def _got(site: Site) -> Values:
    variable = site.callee.receiver
    made = made_by(site.ev, variable) if variable is not None else None
    found = site.arg(0, "default")
    if made is not None:
        sets: _Sets = table(site.ev, "set context variables", lambda: _sets(site.ev))
        places = sets.get((made.body, made.vid), ())[:MAX_SETS]
        found = found.union(made.keyword("default"), *(site.ev.eval(b, v) for b, v in places))
    return found or site.opaque()


def _sets(ev: "Evaluator") -> _Sets:
    found: _Sets = {}
    for body, vid in calls_named(ev, "set"):
        op = body.ops[vid]
        callee = body.ops[op[1]]
        if len(op[2]) != 1 or op[2][0] < 0 or len(callee) < 4:
            continue
        for value in ev.eval(body, callee[1]):
            if isinstance(value, External) and value.name == _MADE:
                found.setdefault((value.site, value.vid), []).append((body, op[2][0]))
    return found

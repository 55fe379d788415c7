"""Digests that are compared, and with what."""

from collections.abc import Iterator

from reach.flow.bodies import Body
from reach.flow.contexts import Context, Thunk
from reach.flow.evaluator import Evaluator
from reach.flow.values import Const, External
from reach.flow.writers import called_name
from reach.graph.dominance import Partial
from reach.judge.partial import are_about
from reach.judge.slices import arguments
from reach.records import code as ir
from reach.records.rule import Guard
from reach.rules import NameIndex


def compares(body: Body, test: Partial) -> bool:
    """Whether a test is one of equality."""
    op = body.ops[test.cond]
    if op[0] == ir.COMPARE:
        return op[1] in ("==", "!=")
    return op[0] == ir.CALL and called_name(body, op) == "compare_digest" and len(op[2]) == 2


_PARTS = frozenset((ir.AWAIT, ir.ITEM, ir.REFINE, ir.UNPACK))

MAX_STEPS = 30
"""Steps back to where what a digest is compared with was got."""


class Digests:
    """Knows what the guards say about digests."""

    def __init__(self, ev: Evaluator, known: NameIndex[Guard]) -> None:
        self.ev = ev
        self.known = known

    def compared(
        self, body: Body, one: int, other: int, context: Context | None
    ) -> Iterator[Guard]:
        """The guards that it is to find an expression equal to another one."""
        computed = self._computed(body, one, context)
        if not computed:
            return
        values = self.ev.eval(body, other, context)
        constant = bool(values) and all(isinstance(v, Const) and v.value for v in values)
        elsewhere = not constant and self._recorded(body, other, context)
        for guard in computed:
            if not guard.optional and (guard.keyed or (elsewhere if guard.recorded else constant)):
                yield guard

    def where_given(
        self, body: Body, test: Partial, context: Context | None
    ) -> Iterator[tuple[Guard, int]]:
        """The guards that a test is which is only made where there is something to compare with,
        and the digest."""
        op, equal = body.ops[test.cond], test.outcome
        if op[0] == ir.COMPARE:
            left, right, equal = op[2], op[3], (op[1] == "==") == test.outcome
        else:
            left, right = arguments(op)[:2]
        for one, other in ((left, right), (right, left)) if equal else ():
            if are_about(body, test.under, other) and self._recorded(body, other, context):
                for guard in self._computed(body, one, context):
                    if guard.optional:
                        yield guard, one

    def _recorded(self, body: Body, vid: int, context: Context | None) -> bool:
        """Whether something is not computed here. What is stored in an object was recorded, though
        the program may have done so itself."""
        if not self._computed(body, vid, context):
            return True
        for _ in range(MAX_STEPS):
            op = body.ops[vid]
            if op[0] in _PARTS:
                vid = op[1]
                continue
            given = (
                context.arguments.of_parameter(body, op[1])
                if op[0] == ir.PARAM and context
                else None
            )
            if not isinstance(given, Thunk):
                return bool(op[0] == ir.ATTR)
            body, vid, context = given.body, given.vid, given.context
        return False

    def _computed(self, body: Body, vid: int, context: Context | None) -> list[Guard]:
        """The guards of what computed an expression."""
        found = [
            guard
            for value in self.ev.eval(body, vid, context)
            if isinstance(value, External)
            for guard in self.known.lookup(value.name)
        ]
        return list(dict.fromkeys(found))

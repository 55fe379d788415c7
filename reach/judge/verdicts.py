"""What a test says about the result of a check: whether it turned out well.

A guard that has to be tested lists what is `good` and what is `bad` about the result: attributes,
keys, methods and constants by their last name, and `()` for the result itself. An expression is
then good, or bad, when it is true: `result.infected_files` and `len(types)` are bad, `not types`
and `set(types) <= KNOWN` are good. Where that cannot be told, as when a function that is not
known looks at the result, a test counts that raises an error otherwise.

Not followed: what is done with a result in another function that is given it, and tests of a
counter that a loop over the result fills.
"""

from reach.flow.bodies import Body
from reach.flow.writers import called_name
from reach.judge.slices import arguments, key, receiver, slice_of
from reach.records import code as ir
from reach.records.rule import Guard

_KEEPING = frozenset("bool dict frozenset int len list max set sorted str sum tuple".split())
"""Functions whose result is true when there is something in what they are given."""

_THROUGH = frozenset((ir.REFINE, ir.AWAIT, ir.ANNOTATED, ir.ENTER, ir.SLICE))

_EQUAL = {"==": True, "is": True, "!=": False, "is not": False}
_MORE = {">": True, ">=": True, "<": False, "<=": False}
_MIRRORED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}

_ELSEWHERE = object()
"""The compared thing is computed, or anything but a constant."""


class Verdict:
    """Reads tests of what one call returned."""

    def __init__(self, body: Body, call: int, guard: Guard) -> None:
        self.body, self.call, self.guard = body, call, guard
        self._known: dict[int, bool | None] = {}
        self.scanner = {key(body, each) for each in receiver(body, body.ops[call])}

    def concerns(self, vid: int) -> bool:
        """Whether an expression is made from the result, or from what the scanner says later."""
        asked = slice_of(self.body, vid, loose=True)
        return self.call in asked.vids or bool(self.scanner & asked.atoms)

    def is_good(self, vid: int, outcome: bool) -> bool:
        """Whether a condition with this outcome says that all is well."""
        if not self.concerns(vid):
            return False
        good = self.when_true(vid)
        if good is None and not self._is_aside(vid):
            return _raises(self.body, vid, not outcome)
        return good is outcome

    def each_refused(self, vid: int) -> bool:
        """Whether a condition inside a loop is about one of the bad things that were found."""
        return any(
            op[0] == ir.ITER and self.concerns(op[1]) and self.when_true(op[1]) is False
            for op in map(self.body.ops.__getitem__, slice_of(self.body, vid, loose=True).vids)
        )

    # -- expressions -----------------------------------------------------------------------------

    def when_true(self, vid: int) -> bool | None:
        """True where it is good that an expression is true, False where it is bad."""
        if vid not in self._known:
            self._known[vid] = None
            self._known[vid] = self._when_true(vid)
        return self._known[vid]

    def _when_true(self, vid: int) -> bool | None:
        op = self.body.ops[vid]
        kind = op[0]
        if vid == self.call:
            return self._listed("()")
        if kind in _THROUGH:
            return self.when_true(op[1])
        if kind == ir.NOT:
            return _opposite(self.when_true(op[1]))
        if kind in (ir.PHI, ir.SELECT, ir.OR, ir.AND):
            arms = op[1] if kind == ir.PHI else op[2:4] if kind == ir.SELECT else op[1:3]
            return self._agreed(arms)
        if kind in (ir.ATTR, ir.ITEM):
            return self._part(op)
        if kind == ir.COMPARE:
            return self._compared(op)
        if kind == ir.COMP:
            return self._collected(op)
        if kind == ir.BINOP:
            return self._agreed(op[2:3] if op[1] == "-" else op[2:4])
        return self._called(op) if kind == ir.CALL else None

    def _listed(self, name: object) -> bool | None:
        if name in self.guard.good:
            return True
        return False if name in self.guard.bad else None

    def _agreed(self, vids: tuple[int, ...]) -> bool | None:
        found = {self.when_true(each) for each in vids if self.concerns(each)}
        return found.pop() if len(found) == 1 else None

    def _part(self, op: ir.Op) -> bool | None:
        known = self._listed(op[2] if op[0] == ir.ATTR else self._text(op[2]))
        if known is not None or op[1] == self.call:
            return known
        return self.when_true(op[1])

    def _text(self, vid: int) -> object:
        op = self.body.ops[vid]
        return op[1] if op[0] == ir.CONST and isinstance(op[1], str) else None

    def _called(self, op: ir.Op) -> bool | None:
        name, given = called_name(self.body, op), arguments(op)
        if name in ("any", "all") and len(given) == 1:
            return self._each(name, given[0])
        if name in _KEEPING and len(given) == 1 and not receiver(self.body, op):
            return self.when_true(given[0])
        for holder in receiver(self.body, op):
            if not self.concerns(holder) or any(map(self.concerns, given)):
                return None
            known = self._listed(self._text(given[0]) if name == "get" and given else name)
            if known is not None:
                return known
            whole = self.when_true(holder)
            return _opposite(whole) if name in ("issubset", "isdisjoint") else whole
        return None

    def _each(self, name: str, vid: int) -> bool | None:
        """Of all that was found: that one is such, or that all are."""
        inner = self.body.ops[vid]
        test = inner[2] if inner[0] == ir.COMP else vid
        known = self.when_true(test)
        return (name == "all") if known is None and self.each_refused(test) else known

    def _collected(self, op: ir.Op) -> bool | None:
        return False if self.each_refused(op[2]) else None

    def _is_aside(self, vid: int) -> bool:
        """Whether a test only looks at parts of the result that say nothing about it."""
        asked = slice_of(self.body, vid, loose=True).vids
        callee = self.body.ops[self.call][1]
        parts = [
            op[2] if op[0] == ir.ATTR else self._text(op[2])
            for each in asked - {callee}
            for op in (self.body.ops[each],)
            if op[0] in (ir.ATTR, ir.ITEM) and self.concerns(op[1])
        ]
        return bool(parts) and all(self._listed(part) is None for part in parts)

    # -- comparisons -----------------------------------------------------------------------------

    def _compared(self, op: ir.Op) -> bool | None:
        name, left, right = op[1], op[2], op[3]
        about = self.concerns(left), self.concerns(right)
        if all(about):
            return None
        if name in ("in", "not in"):
            inside = self.when_true(right) if about[1] else None
            return _opposite(inside) if name == "not in" else inside
        asked, other = (left, right) if about[0] else (right, left)
        if about[1]:
            name = _MIRRORED.get(name, name)
        return self._against(name, asked, other)

    def _against(self, name: str, asked: int, other: int) -> bool | None:
        """A part of the result compared with something else."""
        grade = self._listed(self._last(other))
        if grade is not None:
            return self._graded(name, grade)
        whole, value = self.when_true(asked), self._value(other)
        if whole is None or name in _MORE:
            return whole if _MORE.get(name) else _opposite(whole)
        if value is _ELSEWHERE:
            return _EQUAL.get(name)
        return whole if _EQUAL.get(name) is bool(value) else _opposite(whole)

    def _graded(self, name: str, grade: bool) -> bool | None:
        """Compared with a constant that is a verdict, as of `Severity`, which grow worse."""
        if name in _EQUAL:
            return _EQUAL[name] is grade
        if grade:
            return {"<=": True, ">": False}.get(name)
        return {">=": False, ">": False, "<": True}.get(name)

    def _last(self, vid: int) -> object:
        op = self.body.ops[vid]
        return op[2] if op[0] in (ir.ATTR, ir.FROM) else self._text(vid)

    def _value(self, vid: int) -> object:
        op = self.body.ops[vid]
        if op[0] == ir.CONST:
            return op[1]
        if op[0] in (ir.LIST, ir.TUPLE, ir.SET, ir.DICT) and not op[1]:
            return None
        empty = op[0] == ir.CALL and not arguments(op) and called_name(self.body, op) in _KEEPING
        return None if empty else _ELSEWHERE


def _opposite(good: bool | None) -> bool | None:
    return None if good is None else not good


def _raises(body: Body, cond: int, outcome: bool) -> bool:
    """Whether an error is raised where a condition has an outcome."""
    return any(
        op[7] & (ir.RAISE | ir.RAISED) and body.code.blocks[op[6]][1:] == (cond, outcome)
        for op in body.ops
        if op[0] == ir.CALL
    )

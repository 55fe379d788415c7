"""Choices that are refused: `if kind == "pickle": raise` before `READERS[kind]().read(data)`.

What a table has under a key is only called on this way if the key is that one. Limits: the test and
the look-up stand in one function, the keys are constants, and the call on the way is made from what
was looked up.
"""

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

from reach.flow.bodies import Body
from reach.flow.classes import mro
from reach.flow.containers import contents, entries
from reach.flow.values import Bundle, Class, Const, Container, External, Function, Value, Values
from reach.flow.writers import called_name
from reach.graph.dominance import Partial, Site
from reach.judge.certain import Certainty
from reach.judge.recognise import Fact
from reach.judge.slices import arguments, key, receiver, slice_of
from reach.records import code as ir
from reach.records.rule import Guard


class LookUp(NamedTuple):
    """Something taken out of a table."""

    table: int
    key: int
    default: int | None


class Choices:
    """Finds refused choices in the functions on a way."""

    def __init__(self, certain: Certainty, guards: Iterable[Guard]) -> None:
        self.certain = certain
        self.ev = certain.ev
        self.guards = list(guards)

    def refused(self, site: Site, below: list[Body], sink: str) -> Iterator[Fact]:
        """Guards of a place on the way: what it calls leads to the functions below, and the last
        one of them calls the sink."""
        body, blocks = site.body, site.body.code.blocks
        if len(blocks) == 1 or site.position >= len(body.ops):
            return
        asked = slice_of(body, site.position, loose=True).vids
        for look_up in [found for vid in asked for found in _look_ups(body, vid)]:
            tests = list(self._tests(site, key(body, look_up.key)))
            chosen = self._chosen(body, look_up, below, sink) if tests else frozenset()
            for test, keys in tests:
                if chosen and chosen <= keys:
                    for guard in self.guards:
                        if guard.optional is bool(test.under):
                            yield Fact(guard, None, body, test.cond)

    def _tests(self, site: Site, asked: Hashable) -> Iterator[tuple[Partial, frozenset[object]]]:
        """Tests that an expression is none of some constants, and these."""
        body = site.body
        for test in self.certain.pieces(site):
            op = body.ops[test.cond]
            if op[0] != ir.COMPARE or (op[1] in ("==", "in")) == test.outcome:
                continue
            if op[1] in ("in", "not in") and key(body, op[2]) == asked:
                values = self.ev.eval(body, op[3])
                yield test, _constants(v for each in values for v in contents(self.ev, each))
            elif op[1] in ("==", "!="):
                for one, other in ((op[2], op[3]), (op[3], op[2])):
                    if key(body, one) == asked:
                        yield test, _constants(self.ev.eval(body, other))

    def _chosen(
        self, body: Body, look_up: LookUp, below: list[Body], sink: str
    ) -> frozenset[object]:
        """The keys under which a table has what leads to all functions below; none where that may
        be got without one of them."""
        tables = self.ev.eval(body, look_up.table)
        if not tables or not all(isinstance(t, (Container, Bundle)) for t in tables):
            return frozenset()
        rows = [row for table in tables for row in entries(self.ev, table)]
        default = self.ev.eval(body, look_up.default) if look_up.default is not None else ()
        found: frozenset[object] | None = None
        only_by_key = not default
        for aim in below or (sink,):
            mine = frozenset(k for k, values in rows if any(self._leads(v, aim) for v in values))
            others = [v for k, values in rows if k not in mine for v in values]
            if mine and all(self._leads(v, aim) is False for v in others):
                found = mine if found is None else found & mine
                only_by_key |= all(self._leads(v, aim) is False for v in default)
        return found if found and only_by_key else frozenset()

    def _leads(self, value: Value, aim: Body | str) -> bool | None:
        """Whether calling a value, or a method of what it makes, may be a call of a function."""
        if isinstance(value, Const):
            return False
        if isinstance(value, External):
            return value.name == aim
        if isinstance(value, Function):
            return value.body is aim
        if isinstance(value, Class) and isinstance(aim, str):
            return False
        if isinstance(value, Class) and isinstance(aim, Body):
            return any(isinstance(c, Class) and c.body is aim.owner for c in mro(self.ev, value))
        return None


def _look_ups(body: Body, vid: int) -> Iterator[LookUp]:
    op = body.ops[vid]
    if op[0] == ir.ITEM:
        yield LookUp(op[1], op[2], None)
    elif op[0] == ir.CALL and called_name(body, op) == "get" and op[2]:
        given = arguments(op)
        for table in receiver(body, op):
            yield LookUp(table, given[0], given[1] if len(given) > 1 else None)


def _constants(values: Iterable[Value] | Values) -> frozenset[object]:
    return frozenset(v.value for v in values if isinstance(v, Const))

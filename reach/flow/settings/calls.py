"""Reading the arguments of a CALL operation by position and name."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.settings.hooks import texts
from reach.flow.values import EMPTY, External, Instance, Value, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


class Reading:
    """One CALL, read in one context."""

    __slots__ = ("body", "context", "ev", "op", "vid")

    def __init__(self, ev: "Evaluator", body: Body, vid: int, context: Context | None) -> None:
        self.ev = ev
        self.body = body
        self.vid = vid
        self.context = context
        self.op = body.ops[vid]

    @property
    def position(self) -> int:
        """Byte offset of the call."""
        return int(self.op[4])

    def given(self, *names: str) -> bool:
        """Whether one of the keywords is written."""
        return any(key in names for key, _ in self.op[3])

    def keyword(self, *names: str) -> Values:
        """Values of the first of the keywords that is given; those of `**` count."""
        for key, vid in self.op[3]:
            if key in names:
                return self.ev.eval(self.body, vid, self.context)
        found: Values = EMPTY
        for key, vid in self.op[3]:
            if key is None:
                found |= self._splat(vid, names)
        return found

    def _splat(self, vid: int, names: tuple[str, ...]) -> Values:
        from reach.flow.containers import item

        found: Values = EMPTY
        for mapping in self.ev.eval(self.body, vid, self.context):
            for name in names:
                key = frozenset((self.ev.pool.const(name),))
                found |= self.ev.read(("item", mapping, key), item, self.ev, mapping, key)
        return found

    def positional(self, index: int) -> Values:
        """Values of a positional argument."""
        given = self.op[2]
        if index >= len(given) or any(a < 0 for a in given[: index + 1]):
            return EMPTY
        return self.ev.eval(self.body, given[index], self.context)

    def argument(self, index: int, *names: str) -> Values:
        """Values of an argument by position or name."""
        return self.positional(index) or self.keyword(*names)

    def all(self) -> list[Values]:
        """Values of the positional arguments, those of `*` taken together."""
        from reach.flow.containers import elements

        found = []
        for vid in self.op[2]:
            if vid >= 0:
                found.append(self.ev.eval(self.body, vid, self.context))
            else:
                values = self.ev.eval(self.body, ~vid, self.context)
                found.append(frozenset(e for v in values for e in elements(self.ev, v)))
        return found

    def text(self, *names: str) -> str | None:
        """The one text that a keyword may be."""
        known = texts(self.keyword(*names))
        return known[0] if len(known) == 1 else None

    def keywords(self) -> list[tuple[str, Values]]:
        """Every keyword by name, with those that `**` brings."""
        from reach.flow.containers import entries

        found = []
        for key, vid in self.op[3]:
            values = self.ev.eval(self.body, vid, self.context)
            if key is not None:
                found.append((key, values))
                continue
            for mapping in values:
                found.extend((str(k), v) for k, v in entries(self.ev, mapping))
        return found


def made_by(ev: "Evaluator", value: Value) -> Reading | None:
    """The call that made an object."""
    if not isinstance(value, (External, Instance)) or value.site is None or value.vid < 0:
        return None
    if value.site.ops[value.vid][0] != ir.CALL:
        return None
    return Reading(ev, value.site, value.vid, value.context)

"""The arguments of a sink call, by parameter."""

from reach.flow.bodies import Body
from reach.flow.containers import contents, item
from reach.flow.contexts import Argument, Arguments
from reach.flow.evaluator import Evaluator
from reach.flow.sequences import mapping
from reach.flow.settings.hooks import known_attribute
from reach.flow.settings.lightning import option
from reach.flow.values import (
    EMPTY,
    Bundle,
    Const,
    Container,
    External,
    Pattern,
    Unknown,
    Value,
    Values,
    in_order,
)
from reach.records import code as ir
from reach.records.record import dataclass
from reach.records.rule import Sink


@dataclass(frozen=True, slots=True)
class Given:
    """One parameter at one call."""

    values: Values
    surely: bool
    """It is certainly passed."""
    maybe: bool
    """It may be passed: surely, or hidden in a `**` that holds it."""


class SinkArguments:
    """Looks up arguments of one call of a sink."""

    def __init__(self, ev: Evaluator, sink: Sink, arguments: Arguments) -> None:
        self.ev = ev
        self.sink = sink
        self.arguments = arguments
        self._known: dict[str, Given] = {}

    def get(self, name: str) -> Given:
        """A parameter by name; `a.b` is the item b of the dictionary passed as a."""
        if name not in self._known:
            if "." in name:
                outer, _, inner = name.partition(".")
                within = self._inside(self.get(outer).values, inner)
                beside = [self.get(alias) for alias, meant in self.sink.aliases if meant == name]
                self._known[name] = next((g for g in (within, *beside) if g.maybe), within)
            else:
                self._known[name] = self._each(name, self._find(name))
        return self._known[name]

    def _each(self, name: str, given: Given) -> Given:
        """The elements of an identifier that may be a list, the entry of one that is a mapping."""
        if name != self.sink.identifier:
            return given
        if self.sink.entry is not None:
            return Given(self._entries(given.values, self.sink.entry), given.surely, given.maybe)
        if not self.sink.several:
            return given
        lists = [v for v in in_order(given.values) if isinstance(v, Container | Bundle)]
        inside = [contents(self.ev, value) for value in lists]
        values: Values = (given.values - frozenset(lists)).union(*inside)
        return Given(values, given.surely, given.maybe)

    def _entries(self, values: Values, entry: str) -> Values:
        """What mappings say under a key; those that do not say it as they are."""
        key = frozenset((self.ev.pool.const(entry),))
        found: set[Value] = set()
        for value in values:
            inner = item(self.ev, value, key) if isinstance(value, Container | Bundle) else EMPTY
            found |= {v for v in inner if isinstance(v, Const)} or {value}
        return frozenset(found)

    def _find(self, name: str) -> Given:
        names = {name, *(alias for alias, meant in self.sink.aliases if meant == name)}
        for key, argument in self.arguments.keywords:
            if key in names:
                return Given(self.ev.argument(argument), True, True)
        if name in self.sink.parameters:
            found = self._positional(self.sink.parameters.index(name))
            if found is not None:
                return found
        found = Given(EMPTY, False, False)
        for key, argument in self.arguments.keywords:
            if key is None:
                for one in sorted(names):
                    more = self._inside(self.ev.argument(argument), one)
                    found = Given(
                        found.values | more.values,
                        found.surely or more.surely,
                        found.maybe or more.maybe,
                    )
        if self.sink.started and not found.maybe:
            values = option(self.ev, name)
            return Given(values, bool(values), bool(values))
        return found

    def written(self, name: str) -> Argument | None:
        """The argument itself, where it is passed by position or name."""
        names = {name, *(alias for alias, meant in self.sink.aliases if meant == name)}
        for key, argument in self.arguments.keywords:
            if key in names:
                return argument
        if name not in self.sink.parameters:
            return None
        return self.arguments.first(self.sink.parameters.index(name))

    def _positional(self, index: int) -> Given | None:
        from reach.flow.parameters import positional

        values, complete = positional(self.ev, self.arguments, index)
        if complete:
            return Given(values, True, True)
        return Given(values, False, True) if values else None

    def _inside(self, mappings: Values, name: str) -> Given:
        """What a dictionary passes under a name. What it holds for certain may be unknown; what
        an unknown one holds does not count as passed."""
        values: Values = EMPTY
        surely, key = bool(mappings), frozenset((self.ev.pool.const(name),))
        for value in mappings:
            text = _in_text(self.ev, value, name)
            if text is not None:
                surely, values = surely and bool(text), values | text
                continue
            exact = mapping(self.ev, value)
            if exact is not None:
                surely = surely and name in exact
                values |= self.ev.argument(exact.get(name))
                continue
            surely = False
            if isinstance(value, External):  # a configuration remembers where it was loaded from
                values |= known_attribute(self.ev, value, name) or EMPTY
            found = item(self.ev, value, key)
            values |= frozenset(v for v in found if not isinstance(v, Unknown))
        return Given(values, surely, surely or bool(values))


def _in_text(ev: Evaluator, value: Value, name: str) -> Values | None:
    """What a text such as `pretrained=org/name,revision=main` says under a name; None for what is
    no text."""
    if isinstance(value, Const) and isinstance(value.value, str):
        parts: tuple[str | None, ...] = (value.value,)
    elif isinstance(value, Pattern):
        parts = value.parts
    else:
        return None
    entries: list[list[str | None]] = [[]]
    for part in parts:
        first, *others = part.split(",") if part is not None else (None,)
        entries[-1].append(first)
        entries += [[other] for other in others]
    for first, *rest in entries:
        key, _, text = (first or "").partition("=")
        said = tuple(p for p in (text.strip(), *rest) if p != "")
        if key.strip() == name and said:
            return frozenset((_text(ev, value, said),))
    return EMPTY


def _text(ev: Evaluator, value: Const | Pattern, parts: tuple[str | None, ...]) -> Value:
    """A part of a text."""
    if isinstance(value, Const):
        return ev.pool.const(parts[0], value.body, value.position, value.kind)
    if parts == (None,) and len(value.reasons) == 1:
        return value.reasons[0]
    if None in parts:
        return ev.pool.pattern(parts, value.body, value.position, value.reasons)
    return ev.pool.const(parts[0], value.body, value.position)


def named_operands(sink: Sink, body: Body, vid: int) -> list[int]:
    """The operands of a call that say what is loaded; `~` before a splat, which may hold all."""
    op = body.ops[vid]
    if op[0] != ir.CALL:
        return []
    wanted = {sink.identifier, sink.revision, sink.file} - {None}
    names = wanted | {alias for alias, meant in sink.aliases if meant in wanted}
    found: list[int] = []
    handed_on = not _is_named_so(sink, body.ops[op[1]])
    for index, operand in enumerate(op[2]):
        if operand < 0:
            found.append(operand)
            break
        if handed_on or (index < len(sink.parameters) and sink.parameters[index] in wanted):
            found.append(operand)
    found += [
        value if name is not None else ~value
        for name, value in op[3]
        if name is None or name in names
    ]
    return found


def _is_named_so(sink: Sink, callee: ir.Op) -> bool:
    """Whether a callee is written like a sink; else it may be a function that is given the sink,
    as in `to_thread(load, name)`."""
    if callee[0] not in (ir.ATTR, ir.FROM):
        return False
    return any(name.rpartition(".")[2] == callee[2] for name in sink.names)


def constants(values: Values) -> list[Const]:
    """The constants among values, in order."""
    return sorted((v for v in values if isinstance(v, Const)), key=lambda v: v.order)


def is_none(value: Value) -> bool:
    """The constant None."""
    return isinstance(value, Const) and value.value is None

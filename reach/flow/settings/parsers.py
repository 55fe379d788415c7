"""Which options a parser has: those added to it, to its groups, its subcommands, its parents."""

from collections.abc import Hashable, Iterable
from dataclasses import field
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.settings.calls import Reading, made_by
from reach.flow.settings.hooks import asks_for, table
from reach.flow.settings.named_calls import Places
from reach.flow.settings.options import Option, declares, options
from reach.flow.values import Class, External, Instance, Unknown, Value, Values
from reach.records import code as ir
from reach.records.record import dataclass

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

asks_for(
    f"{module}.ArgumentParser()"
    for module in ("argparse", "configargparse", "jsonargparse", "simple_parsing", "gooey", "trl")
)
asks_for(("optparse.OptionParser()", "tensorflow.ArgumentParser()"))

_ADDING = ("add_argument", "add_option", "add_arg", "add")


@dataclass(slots=True)
class Declared:
    """What one parser declares."""

    options: dict[str, list[Option]] = field(default_factory=dict)
    """By dest."""
    defaults: dict[str, list[tuple[Body, int]]] = field(default_factory=dict)
    """`set_defaults`: the vids of the values."""
    spread: list[tuple[Body, int]] = field(default_factory=list)
    """`set_defaults(**mapping)`: the vids of the mappings."""


@dataclass(slots=True)
class Index:
    """All parsers of the program."""

    parsers: dict[Hashable, Declared] = field(default_factory=dict)
    loose: dict[str, Declared] = field(default_factory=dict)
    """By path of the file: options added to something that is not known."""
    heirs: dict[Hashable, list[Value]] = field(default_factory=dict)
    """Parser -> those made with `parents=` it."""


def index(ev: "Evaluator") -> Index:
    """The parsers as they are known now."""
    found: Index = table(ev, "parsers", lambda: _build(ev))
    return found


def declared(ev: "Evaluator", parser: Value) -> list[Declared]:
    """Everything that may be declared on a parser."""
    known = index(ev).parsers
    return [known[key] for key in _aliases(ev, parser) if key in known]


def _key(value: Value) -> Hashable | None:
    """What tells one parser from another, in every context."""
    if isinstance(value, External):
        return (value.site, value.vid) if value.site is not None else value.name
    if isinstance(value, Instance):
        return value.cls.body
    return None


def _aliases(ev: "Evaluator", parser: Value) -> Iterable[Hashable]:
    """The parser, and those handed to the call that made it (`parser = extend(parser)`)."""
    found: dict[Hashable, None] = {}
    work = [parser]
    while work and len(found) < 20:
        value = work.pop()
        key = _key(value)
        if key is None or key in found:
            continue
        found[key] = None
        call = made_by(ev, value) if isinstance(value, External) else None
        if call is not None:
            work += [v for values in call.all()[:4] for v in values if _is_object(v)]
        if isinstance(value, Instance):
            from reach.flow.classes import mro

            found.update(dict.fromkeys(c.body for c in mro(ev, value.cls) if isinstance(c, Class)))
    return found


def _is_object(value: Value) -> bool:
    return (isinstance(value, External) and value.site is not None) or isinstance(value, Instance)


def _build(ev: "Evaluator") -> Index:
    found = Index()
    _inherit(ev, found)
    calls = ev.program.attribute_calls
    for name in _ADDING:
        for body, vid in calls.get(name, ()):
            if name == "add" and not _dashed(body, vid):
                continue
            if declares(body.ops[vid]):
                _add_option(ev, found, body, vid)
    for body, vid in calls.get("set_defaults", ()):
        for place in _holders(ev, found, body, vid):
            for key, value in body.ops[vid][3]:
                if key is not None:
                    place.defaults.setdefault(key, []).append((body, value))
                else:
                    place.spread.append((body, value))
    return found


def _dashed(body: Body, vid: int) -> bool:
    """Whether the first argument is written like an option."""
    given = body.ops[vid][2]
    if not given or given[0] < 0:
        return False
    op = body.ops[given[0]]
    return op[0] == ir.CONST and isinstance(op[1], str) and op[1].startswith("-")


def _add_option(ev: "Evaluator", found: Index, body: Body, vid: int) -> None:
    places = _holders(ev, found, body, vid)
    for option in options(ev, body, vid):
        for place in places:
            place.options.setdefault(option.dest, []).append(option)


def _holders(ev: "Evaluator", found: Index, body: Body, vid: int) -> list[Declared]:
    """The parsers that the receiver of a call belongs to."""
    receivers = ev.eval(body, body.ops[body.ops[vid][1]][1])
    keys = _owners(found, receivers)
    if not keys:
        return [found.loose.setdefault(body.facts.path, Declared())]
    return [found.parsers.setdefault(key, Declared()) for key in keys]


def _owners(found: Index, receivers: Values) -> dict[Hashable, None]:
    """Keys of the receivers, of what they are groups or subcommands of, and of their heirs."""
    keys: dict[Hashable, None] = {}
    work: list[Value] = sorted(receivers, key=lambda v: v.order)
    while work:
        value = work.pop()
        key = _key(value)
        if key is None or key in keys or isinstance(value, Unknown):
            continue
        keys[key] = None
        if isinstance(value, External) and value.receiver is not None:
            work.append(value.receiver)
        work += found.heirs.get(key, ())
    return keys


def _inherit(ev: "Evaluator", found: Index) -> None:
    """`ArgumentParser(parents=[...])` and `add_parser(..., parents=[...])`."""
    from reach.flow.items import iterated

    places: Places = table(ev, "calls with parents", lambda: _with_parents(ev))
    for body, vid in places:
        children = [v for v in ev.eval(body, vid) if _is_object(v)]
        for parents in Reading(ev, body, vid, None).keyword("parents"):
            for parent in iterated(ev, parents, body, 0):
                key = _key(parent)
                if key is not None:
                    found.heirs.setdefault(key, []).extend(children)


def _with_parents(ev: "Evaluator") -> Places:
    return [
        (body, vid)
        for body in ev.program.bodies
        for vid, op in enumerate(body.ops)
        if op[0] == ir.CALL and op[3] and any(key == "parents" for key, _ in op[3])
    ]

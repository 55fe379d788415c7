"""Classes that a call makes: `type(name, bases, names)`, `namedtuple`, `make_dataclass`.

The class has a body without operations; its bases, members and fields are read from the call."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.classes import is_metaclass, mro, named_of_heirs
from reach.flow.constructors import call_arguments
from reach.flow.containers import contents, entries, item
from reach.flow.contexts import Argument, Arguments, Context
from reach.flow.library import Site, model
from reach.flow.values import EMPTY, Class, Const, External, Value, Values
from reach.records import code as ir
from reach.records.code import Code

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_TUPLES = frozenset(("collections.namedtuple", "typing.NamedTuple"))
_RECORDS = _TUPLES | {"dataclasses.make_dataclass", "attr.make_class", "attrs.make_class"}


@model("<builtin>.type")
def _type(site: Site) -> Values:
    if len(site.arguments.positional) >= 3:
        return _made(site)
    found: set[Value] = set()
    for value in site.arg(0):
        cls = getattr(value, "cls", None)
        if isinstance(cls, Class):
            found.add(cls)
        elif isinstance(value, External) and value.name.endswith("()"):
            found.add(site.ev.pool.external(value.name[:-2]))
    if site.body is not None and named_of_heirs(site.ev, site.body, site.vid, site.arg(0)):
        return frozenset(found) | site.opaque()
    return frozenset(found) or site.opaque()


@model(*_RECORDS)
def _made(site: Site) -> Values:
    body = site.body
    if body is None or body.ops[site.vid][0] != ir.CALL:
        return site.opaque()
    return frozenset((class_made(site.ev, site.arguments, body, site.vid, site.context),))


def class_made(
    ev: "Evaluator", arguments: Arguments, site: Body, vid: int, context: Context | None
) -> Class:
    """The class that a call makes."""
    made = ev.remember(("class", site, vid), lambda: _empty(ev, arguments, site, vid))
    return ev.pool.cls(made, context, site, vid)


def _empty(ev: "Evaluator", arguments: Arguments, parent: Body, vid: int) -> Body:
    names = ev.strings(ev.argument(arguments.first(0, "typename")))
    name = names[0].value if len(names) == 1 and names[0].value.isidentifier() else "<class>"
    full = f"{parent.code.name}.{name}" if parent.code.name else name
    op = parent.ops[vid]
    code = Code(
        -1,
        "class",
        full,
        parent.code.index,
        (),
        -1,
        (),
        {},
        (),
        (),
        (),
        (),
        (),
        op[4],
        op[5],
        op[4],
    )
    return Body(-1, parent.facts, code, parent)


def is_synthetic(cls: Class) -> bool:
    """Whether a call made the class."""
    return bool(cls.site.ops[cls.vid][0] == ir.CALL)


def _call(ev: "Evaluator", cls: Class) -> tuple[Arguments, str]:
    """The arguments of the call, and the name of what was called: of a metaclass, `type`."""
    names = {
        v.name if isinstance(v, External) else "<builtin>.type"
        for v in ev.eval(cls.site, cls.site.ops[cls.vid][1], cls.closure)
        if isinstance(v, External) or (isinstance(v, Class) and is_metaclass(ev, v))
    }
    kind = min(names & (_RECORDS | {"<builtin>.type"}), default="")
    return call_arguments(cls.site, cls.vid, cls.closure), kind


def _keyword(arguments: Arguments, name: str) -> Argument | None:
    return next((a for k, a in arguments.keywords if k == name), None)


def made_bases(ev: "Evaluator", cls: Class) -> list[Value]:
    """The bases of a class that a call made."""
    arguments, kind = _call(ev, cls)
    if kind in _TUPLES:
        return [ev.pool.external("typing.NamedTuple")]
    given = arguments.first(1) if kind == "<builtin>.type" else _keyword(arguments, "bases")
    found: list[Value] = []
    for container in ev.argument(given):
        for value in sorted(contents(ev, container), key=lambda v: v.order):
            if isinstance(value, (Class, External)) and value is not cls:
                found += [value]
    return found


def made_member(ev: "Evaluator", cls: Class, name: str) -> Values:
    """What the call gives a name of the class."""
    arguments, kind = _call(ev, cls)
    given = arguments.first(2) if kind == "<builtin>.type" else _keyword(arguments, "namespace")
    key = frozenset((ev.pool.const(name),))
    found: Values = EMPTY
    for container in ev.argument(given):
        values = item(ev, container, key)
        if values and _gives(ev, cls, container, name):
            found |= values
    return found


def _gives(ev: "Evaluator", cls: Class, names: Value, name: str) -> bool:
    """Whether a class takes a name from a mapping that has it. What is there under a key that is
    not known has no name that Python itself or a class above gives a meaning."""
    if any(key == name for key, _ in entries(ev, names)):
        return True
    if name.startswith("__"):
        return False
    return not any(
        name in above.body.code.exports or (above.body, name) in ev.program.self_stores
        for above in mro(ev, cls)[1:]
        if isinstance(above, Class)
    )


def made_fields(ev: "Evaluator", cls: Class) -> list[str]:
    """Names of the fields, in order."""
    arguments, kind = _call(ev, cls)
    if kind not in _RECORDS:
        return []
    names: list[str] = []
    for value in ev.argument(arguments.first(1, "field_names")):
        if isinstance(value, Const) and isinstance(value.value, str):
            names += value.value.replace(",", " ").split()
            continue
        for position in range(64):
            found = item(ev, value, frozenset((ev.pool.const(position),)))
            name = _field_name(ev, found)
            if name is None:
                break
            names.append(name)
    return names


def made_default(ev: "Evaluator", cls: Class, name: str) -> Values:
    """What `namedtuple(…, defaults=…)` gives a field: the last fields have defaults."""
    arguments, kind = _call(ev, cls)
    given = _keyword(arguments, "defaults") if kind in _TUPLES else None
    names = made_fields(ev, cls) if given is not None else []
    found: Values = EMPTY
    for defaults in ev.argument(given) if name in names else ():
        after = len(names) - names.index(name)
        found |= item(ev, defaults, frozenset((ev.pool.const(-after),)))
    return found


def _field_name(ev: "Evaluator", values: Values) -> str | None:
    """`"x"`, or the first of `("x", type)`."""
    first = frozenset((ev.pool.const(0),))
    for value in values:
        if isinstance(value, Const):
            return value.value if isinstance(value.value, str) else None
        texts = ev.strings(item(ev, value, first))
        if texts:
            return str(texts[0].value)
    return None

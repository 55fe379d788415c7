"""Names, attributes and items as data: `globals`, `setattr`, `vars`, `import_module`, getters."""

from reach.flow.attributes import attribute
from reach.flow.bodies import Body
from reach.flow.callbacks import callbacks, maker
from reach.flow.classes import bases, fields, mro, subclasses
from reach.flow.factories import default_of
from reach.flow.library import Site, model
from reach.flow.metaclasses import of_metaclass
from reach.flow.named_modules import beginning, chosen, matching_modules
from reach.flow.prefixes import asked_names, prefixes
from reach.flow.settings.hooks import method
from reach.flow.through import traced
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
    Const,
    Instance,
    Module,
    Pattern,
    Value,
    Values,
    in_order,
)
from reach.records import code as ir

MAX_RECORDS = 64
"""Records in one record that are taken apart."""


@model("<builtin>.globals", "<builtin>.locals")
def _globals(site: Site) -> Values:
    body = site.body
    if body is None:
        return EMPTY
    scope = body.module if site.callee.name == "<builtin>.globals" else body
    entries = [
        (name, site.ev.eval(scope, vid, site.context if scope is body else None))
        for name, vid in list(scope.code.exports.items())[:400]
    ]
    return frozenset((site.ev.pool.bundle("dict", entries),))


UNNAMED = "module whose name is not known"
"""What is imported by a name that nobody knows."""

NAMED_IN_PART = "module whose name is known in part"
"""What else is imported by a name that begins in a known way."""

MISSING = "module that its package does not have"


@model("<builtin>.__import__", "importlib.import_module")
def by_name(site: Site) -> Values:
    """The modules that a call imports."""
    ev, found = site.ev, EMPTY
    origin = site.body if site.body is not None else ev.program.bodies[0]
    alone = site.callee.name == "<builtin>.__import__"
    top = alone and site.keyword("fromlist") is None and len(site.arguments.positional) < 4
    for name in site.arg(0, "name"):
        text = beginning(name)
        level = len(text) - len(text.lstrip("."))
        package = site.arg(1, "package") if level and not alone else EMPTY
        anchors = sorted({v.value for v in ev.strings(package)})
        if top and "." in text:
            text = text.partition(".")[0]
        else:
            found |= _in_part(site, origin, name, anchors)
            if isinstance(name, Pattern):
                continue
        if not text:
            found |= ev.unknown(UNNAMED, site.body, site.position)
        elif anchors:
            for anchor in anchors:
                above = anchor.split(".")
                dotted = [*above[: len(above) - level + 1], text.lstrip(".")]
                found |= _there(site, origin, ".".join(filter(None, dotted)), 0)
        else:
            found |= _there(site, origin, text.lstrip("."), level)
    return found


def _there(site: Site, origin: Body, module: str, level: int) -> Values:
    """A module by its name; one that its package in the project does not have is none."""
    from reach.flow.modules import import_module

    program, above = site.ev.program, module.rpartition(".")[0]
    missing = above and program.resolve(origin.facts, module, level) is None
    if missing and program.resolve(origin.facts, above, level) is not None:
        return site.ev.unknown(MISSING, site.body, site.position)
    return import_module(site.ev, origin, module, level)


def _in_part(site: Site, origin: Body, name: Value, anchors: list[str]) -> Values:
    """The modules that a name may mean which is known in part, or which an option has a part of."""
    ev = site.ev
    parts = name.parts if isinstance(name, Pattern) else chosen(name, site.body, site.vid)
    if parts is None:
        return EMPTY
    relative = site.callee.name[0] != "<"
    found = matching_modules(ev, origin, parts, anchors, relative)
    if isinstance(name, Const):
        if not found:
            return EMPTY
        named = matching_modules(ev, origin, (beginning(name),), anchors, relative)
        ev.program.named.update((v.body, None) for v in named if isinstance(v, Module))
        ev.program.chosen.update((v.body, None) for v in found if isinstance(v, Module))
    return found | ev.unknown(NAMED_IN_PART if found else UNNAMED, site.body, site.position)


@model("<builtin>.setattr")
def _setattr(site: Site) -> Values:
    return frozenset((site.ev.pool.const(None, site.body, site.position),))


@method("__new__")
def _new(site: Site) -> Values | None:
    """`super().__new__(cls)` and the like: an object whose constructor did not run."""
    classes = [v for v in site.arg(0) if isinstance(v, Class)]
    found: set[Value] = set()
    for cls in classes:
        found.update(of_metaclass(site.ev, cls) or (site.ev.pool.instance(cls),))
    return frozenset(found) or None


@method("__subclasses__")
def _subclasses(site: Site) -> Values | None:
    """`cls.__subclasses__()`: the classes of the project right below a class."""
    cls = site.callee.receiver
    if not isinstance(cls, Class):
        return None
    below = [c for c in subclasses(site.ev, cls) if cls in bases(site.ev, c)]
    rest: Values = frozenset(below[:MAX_NAMES])
    return frozenset((site.ev.pool.bundle("list", (), rest),)) if below else None


MAX_NAMES = 400
"""Names of one object that `vars` lists; classes below one."""


@model("operator.methodcaller", "operator.attrgetter", "operator.itemgetter")
def _getter(site: Site) -> Values:
    return traced(site)


@model("operator.methodcaller()")
def _method_called(site: Site) -> Values:
    from reach.flow.calls import call_values

    found: Values = EMPTY
    for functions, inner in callbacks(site.ev, site.callee, site.arguments):
        found |= call_values(site.ev, functions, inner, site.body, site.vid, site.context)
    return found


@model("operator.attrgetter()")
def _attribute_got(site: Site) -> Values:
    ev = site.ev
    columns: list[Values] = []
    for _, argument in maker(ev, site.callee).positional:
        found: Values = EMPTY
        for name in ev.strings(ev.argument(argument)):
            found |= _path(site, name.value)
        columns.append(found)
    return _row(site, columns)


def _path(site: Site, path: str) -> Values:
    values = site.arg(0)
    for name in path.split(".")[:8]:
        values = frozenset(v for value in values for v in attribute(site.ev, value, name))
    return values


@model("operator.itemgetter()")
def _item_got(site: Site) -> Values:
    from reach.flow.items import item_of

    ev = site.ev
    body = site.body if site.body is not None else ev.program.bodies[0]
    columns: list[Values] = []
    for _, argument in maker(ev, site.callee).positional:
        key = ev.argument(argument)
        found: Values = EMPTY
        for value in site.arg(0):
            found |= item_of(ev, value, key, body, site.position)
        columns.append(found)
    return _row(site, columns)


def _row(site: Site, columns: list[Values]) -> Values:
    if len(columns) == 1:
        return columns[0]
    return frozenset((site.ev.pool.bundle("tuple", list(enumerate(columns))),))


@model("dataclasses.fields", "attrs.fields", "attr.fields")
def _listed_fields(site: Site) -> Values:
    """The fields of a record: `for field in fields(cls)` sees the name and default of each."""
    found = [_fields_of(site, value) for value in in_order(site.arg(0, "class_or_instance"))]
    return EMPTY.union(*found) or site.opaque()


def _fields_of(site: Site, value: Value) -> Values:
    cls = value.cls if isinstance(value, Instance) else value
    known = fields(site.ev, cls) if isinstance(cls, Class) else {}
    rows: list[tuple[int, Values]] = []
    for number, (name, (owner, vid)) in enumerate(known.items()):
        default = default_of(site.ev, owner, vid) if vid >= 0 else EMPTY
        said: list[tuple[str, Values]] = [("name", frozenset((site.ev.pool.const(name),)))]
        said += [("default", default)] if default else []
        rows.append((number, frozenset((site.ev.pool.bundle("object", said),))))
    return frozenset((site.ev.pool.bundle("list", rows),)) if rows else EMPTY


@model("dataclasses.replace", "copy.replace", "attrs.evolve", "attr.evolve")
def _replaced(site: Site) -> Values:
    """Another object of the class, with the fields that are given and those of the old one."""
    return frozenset(_with_others(site, v) for v in site.arg(0, "obj"))


def _with_others(site: Site, value: Value) -> Value:
    if not isinstance(value, Instance):
        return value
    pool, body = site.ev.pool, site.body
    if body is None or body.ops[site.vid][0] != ir.CALL:
        return pool.instance(value.cls, exact=value.exact)
    return pool.instance(value.cls, body, site.vid, site.context, value.exact)


@model("typing.NamedTuple._replace")
def _replaced_tuple(site: Site) -> Values:
    receiver = site.callee.receiver
    return frozenset((_with_others(site, receiver),)) if receiver is not None else site.opaque()


@method("model_copy", "copy")
def _copied_model(site: Site) -> Values | None:
    """`model.model_copy(update={...})` of pydantic."""
    receiver = site.callee.receiver
    if not isinstance(receiver, Instance) or not site.callee.name.startswith("pydantic"):
        return None
    return frozenset((_with_others(site, receiver),))


@model("typing.NamedTuple._asdict")
def _tuple_as_dict(site: Site) -> Values:
    receiver = site.callee.receiver
    return contents_of(site, receiver, "dict", {}) if receiver is not None else site.opaque()


@model("<builtin>.vars")
def _vars(site: Site) -> Values:
    return frozenset(v for value in site.arg(0) for v in namespace(site, value)) or site.opaque()


def namespace(site: Site, value: Value) -> Values:
    """`vars(value)`."""
    ev = site.ev
    if isinstance(value, Bundle) and value.kind in ("object", "config"):
        return frozenset((ev.pool.bundle("dict", value.entries, value.rest),))
    if not isinstance(value, (Class, Instance, Module)):
        return attribute(ev, value, "__dict__")
    entries = [(name, attribute(ev, value, name)) for name in _names(site, value)]
    return frozenset((ev.pool.bundle("dict", entries),))


_RECORDS = ("dataclasses", "attrs", "attr")


@model(*(f"{module}.asdict" for module in _RECORDS), *(f"{module}.astuple" for module in _RECORDS))
def _as_container(site: Site) -> Values:
    """The fields of a record by name or in order, records in them likewise."""
    kind = "dict" if site.callee.name.endswith("asdict") else "tuple"
    found = [contents_of(site, value, kind, {}) for value in in_order(site.arg(0, "obj"))]
    return EMPTY.union(*found) or site.opaque()


@method("model_dump", "dict")
def _dumped(site: Site) -> Values | None:
    """`model.model_dump()` of pydantic."""
    receiver = site.callee.receiver
    if not isinstance(receiver, Instance) or not site.callee.name.startswith("pydantic"):
        return None
    return contents_of(site, receiver, "dict", {})


def contents_of(site: Site, value: Value, kind: str, known: dict[Value, Values]) -> Values:
    """A record taken apart; each that it holds once, so that records of records stay few."""
    if not isinstance(value, Instance):
        return frozenset((value,))
    if value in known or len(known) >= MAX_RECORDS:
        return known.get(value, frozenset((value,)))
    outermost = not known
    known[value] = frozenset((value,))
    entries: list[tuple[str, Values]] = []
    for name in fields(site.ev, value.cls):
        held = in_order(attribute(site.ev, value, name))
        inner = [contents_of(site, each, kind, known) for each in held]
        entries.append((name, EMPTY.union(*inner)))
    if not entries:
        return site.opaque() if outermost else known[value]
    if kind == "tuple":
        rows = [(number, values) for number, (_, values) in enumerate(entries)]
        known[value] = frozenset((site.ev.pool.bundle("tuple", rows),))
    else:
        known[value] = frozenset((site.ev.pool.bundle("dict", entries),))
    return known[value]


def _names(site: Site, value: Class | Instance | Module) -> list[str]:
    found: dict[str, None] = {}
    if isinstance(value, Instance):
        for owner in mro(site.ev, value.cls):
            if isinstance(owner, Class):
                found.update(dict.fromkeys(n for n, _ in owner.body.code.fields))
                found.update(dict.fromkeys(site.ev.program.own_attributes.get(owner.body, ())))
    elif value.body is not None:
        found.update(dict.fromkeys(value.body.code.exports))
    return list(found)[:MAX_NAMES]


MAX_LISTED = 48
"""Names of one object that `dir` lists one by one."""


@model("<builtin>.dir")
def _listed(site: Site) -> Values:
    """The names of the objects that the classes of an object make in their bodies, or a module:
    who goes through all names looks for something like fields, not for methods, unless for those
    that begin with a text."""
    ev = site.ev
    found: dict[str, None] = {}
    begun = prefixes(site.body, site.vid) if site.body is not None and site.vid >= 0 else []
    for value in in_order(site.arg(0)):
        if not isinstance(value, (Class, Instance, Module)):
            return site.opaque()
        if isinstance(value, Module):
            bodies = [value.body] if value.body is not None else []
        else:
            classes = mro(ev, value if isinstance(value, Class) else value.cls)
            bodies = [owner.body for owner in classes if isinstance(owner, Class)]
        for body in bodies:
            exports = body.code.exports.items()
            found.update(dict.fromkeys(n for n, v in exports if _is_made(body, v)))
        found.update(dict.fromkeys(asked_names(ev, value, begun)))
    if not found or len(found) > MAX_LISTED:
        return site.opaque()
    names = frozenset(ev.pool.const(name) for name in sorted(found))
    return frozenset((ev.pool.bundle("list", (), names),))


def _is_made(body: Body, vid: int) -> bool:
    """Whether an operation is a call, and no decorator of a function."""
    op = body.ops[vid]
    if op[0] != ir.CALL:
        return False
    while op[0] == ir.CALL and op[2] and op[2][0] >= 0:
        op = body.ops[op[2][0]]
    return bool(op[0] != ir.FUNC)

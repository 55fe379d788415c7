"""Classes: bases, method resolution order, members, fields."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body, Fields
from reach.flow.contexts import Arguments, Context
from reach.flow.standard import class_lacks
from reach.flow.stores import Read, assigned
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
    Container,
    External,
    Function,
    Instance,
    Value,
    Values,
    Wrapped,
    in_order,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_MRO = 200


def class_of_body(ev: "Evaluator", body: Body | None) -> Class | None:
    """The class value of a class body, outside any particular context."""
    if body is None or body.parent is None:
        return None
    if ev.class_sites is None:
        ev.class_sites = _class_sites(ev)
    site = ev.class_sites.get(body)
    return ev.pool.cls(body, None, body.parent, site) if site is not None else None


def _class_sites(ev: "Evaluator") -> dict[Body, int]:
    sites: dict[Body, int] = {}
    for body in ev.program.bodies:
        for vid, op in enumerate(body.ops):
            if op[0] == ir.CLASS:
                sites[body.child(op[1])] = vid
    return sites


def bases(ev: "Evaluator", cls: Class) -> list[Value]:
    """The direct bases: one value each, where there is a choice a project class, and anything
    before the `object` that stands in for what is not installed."""
    if cls.site.ops[cls.vid][0] == ir.CALL:
        from reach.flow.synthetic import made_bases

        return made_bases(ev, cls)
    found: list[Value] = []
    for vid in cls.site.ops[cls.vid][2]:
        if vid < 0:
            found += _spread(ev, cls, ~vid)
            continue
        values = ev.eval(cls.site, vid, cls.closure)
        classes = [v for v in values if isinstance(v, Class) and v is not cls]
        outside = [_unparametrised(ev, v) for v in values if isinstance(v, External)]
        if classes:
            found.append(min(classes, key=lambda v: v.order))
        elif outside:
            said = [v for v in outside if v.name != "<builtin>.object"]
            found.append(min(said or outside, key=lambda v: v.order))
    return found


def _spread(ev: "Evaluator", cls: Class, vid: int) -> list[Value]:
    """The classes in lists that bases are taken from, `class Settings(*parts)`: where conditions
    decide what is in one, all that may be."""
    from reach.flow.containers import contents
    from reach.flow.sequences import alternatives

    values = ev.eval(cls.site, vid, cls.closure)
    known = alternatives(ev, values)
    if known is None:
        held = [in_order(contents(ev, value)) for value in in_order(values)]
    else:
        held = [in_order(ev.argument(each)) for elements in known for each in elements]
    return list(dict.fromkeys(v for each in held for v in each if isinstance(v, Class)))


_STAND_FOR = {
    "abc.ABCMeta": "<builtin>.type",
    **{f"typing.{n}": f"<builtin>.{n.lower()}" for n in "Dict FrozenSet List Set Tuple".split()},
    **{f"typing.{n}": f"collections.{n}" for n in "ChainMap Counter OrderedDict".split()},
    **{
        f"typing.{name}": f"collections.abc.{name}"
        for name in "Iterable Iterator Mapping MutableMapping MutableSequence MutableSet"
        " Sequence".split()
    },
}
"""Names of classes in annotations, which are bases too; a metaclass that makes them as usual."""


def _unparametrised(ev: "Evaluator", base: External) -> External:
    """`list` for `list[T]` and `List[T]`."""
    plain = base.name.removesuffix("[]")
    name = _STAND_FOR.get(plain, plain)
    return base if name == base.name else ev.pool.external(name)


def mro(ev: "Evaluator", cls: Class) -> list[Value]:
    """Method resolution order (C3); bases in order of mention where C3 has no answer."""
    known = ev.mros.get(cls)
    if known is not None:
        return known
    ev.mros[cls] = [cls]
    direct = bases(ev, cls)
    sequences = [list(mro(ev, b)) if isinstance(b, Class) else [b] for b in direct]
    merged = _c3([*sequences, list(direct)])
    if merged is None:
        merged = list(dict.fromkeys(v for sequence in sequences for v in sequence))
    ev.mros[cls] = result = [cls, *(v for v in merged if v is not cls)][:MAX_MRO]
    return result


def _c3(sequences: list[list[Value]]) -> list[Value] | None:
    result: list[Value] = []
    work = [s for s in sequences if s]
    while work:
        for sequence in work:
            head = sequence[0]
            if not any(head in other[1:] for other in work):
                break
        else:
            return None
        result.append(head)
        work = [[v for v in s if v is not head] for s in work]
        work = [s for s in work if s]
    return result


def is_metaclass(ev: "Evaluator", cls: Class) -> bool:
    """Whether the objects of a class are classes."""
    return any(isinstance(v, External) and v.name == "<builtin>.type" for v in mro(ev, cls))


def external_bases(ev: "Evaluator", cls: Class) -> list[str]:
    """Dotted names of the bases that are outside the project."""
    return [v.name for v in mro(ev, cls) if isinstance(v, External)]


def class_context(ev: "Evaluator", cls: Class) -> Context | None:
    """The context in which the body of a class runs."""
    if cls.closure is None:
        return None
    return ev.context(cls.body, cls.closure, Arguments())


def member(
    ev: "Evaluator",
    cls: Class,
    name: str,
    after: Class | None = None,
    read: Read | None = None,
) -> tuple[Values, Value | None]:
    """What a class defines or inherits under a name, unbound, and the class it comes from.

    The owner may be an external base, which then is taken to define the name."""
    order = mro(ev, cls)
    if after is not None and after in order:
        order = order[order.index(after) + 1 :]
    for owner in order:
        if isinstance(owner, External):
            if owner.name in _NO_MEMBERS or class_lacks(owner.name, name):
                continue
            return frozenset((ev.pool.external(f"{owner.name}.{name}", cls),)), owner
        if not isinstance(owner, Class):
            continue
        values = own_member(ev, owner, name, read)
        if values:
            return values, owner
    return EMPTY, None


_NO_MEMBERS = frozenset(
    "abc.ABC typing.Generic typing.Protocol typing_extensions.Protocol typing.NamedTuple"
    " enum.Enum enum.IntEnum enum.StrEnum".split()
)


def own_member(ev: "Evaluator", cls: Class, name: str, read: Read | None = None) -> Values:
    """What the class body itself, or an assignment to the class, gives a name."""
    values: Values = EMPTY
    if cls.body.index < 0:
        from reach.flow.synthetic import made_member

        values = made_member(ev, cls, name)
    vid = cls.body.code.exports.get(name)
    if vid is not None:
        values = ev.eval(cls.body, vid, class_context(ev, cls))
    changed = assigned(ev, cls, name, read)
    if changed and is_property(values):
        changed = frozenset(v for v in changed if isinstance(v, (Container, Bundle)))
    return values | changed


def is_property(values: Values) -> bool:
    """Whether this is a property, which is asked whatever was assigned: of what it gives, and was
    changed in place, only containers are known to be that."""
    return any(isinstance(v, Wrapped) and v.kind == "property" for v in values)


def subclasses(ev: "Evaluator", cls: Class) -> list[Class]:
    """All project classes that inherit from a class, outside any context."""
    if ev.subclasses is None:
        ev.subclasses = _subclass_index(ev)
    return ev.subclasses.get(cls.body, [])


def named_of_heirs(ev: "Evaluator", body: Body, vid: int, objects: Values) -> bool:
    """Whether the name is asked for of the class of an object that may be of another one below."""
    named = any(
        body.ops[user][0] == ir.ATTR and body.ops[user][2] in ("__name__", "__qualname__")
        for user in body.users[vid]
    )
    return named and any(
        isinstance(v, Instance) and not v.exact and bool(subclasses(ev, v.cls)) for v in objects
    )


MAX_OVERRIDES = 40
"""Subclasses whose methods are looked at; more are taken to be told apart by nobody."""

MAX_FAMILY, FEW_OVERRIDES = 400, 12
"""But in a family of up to so many, what only so few of them define is looked at."""


def overriding(ev: "Evaluator", cls: Class, name: str) -> list[tuple[Class, Class]]:
    """Subclasses that give a name another meaning, each with the class that defines it there:
    the subclass itself, or another base of it."""
    below, above = subclasses(ev, cls), mro(ev, cls)
    if len(below) > MAX_OVERRIDES:
        defining = [s for s in below[:MAX_FAMILY] if name in s.body.code.exports]
        if len(below) > MAX_FAMILY or not 0 < len(defining) <= FEW_OVERRIDES:
            return []
        below = defining
    found = []
    for sub in below:
        for owner in mro(ev, sub):
            if isinstance(owner, Class) and name in owner.body.code.exports:
                if owner not in above and (owner is sub or owner not in below):
                    found.append((sub, owner))
                break
    return found


def _subclass_index(ev: "Evaluator") -> dict[Body, list[Class]]:
    index: dict[Body, list[Class]] = {}
    bodies = [body for body in ev.program.bodies if body.code.kind == "class"]
    classes = [cls for body in bodies if (cls := class_of_body(ev, body)) is not None]
    for cls in classes:
        for owner in mro(ev, cls)[1:]:
            if isinstance(owner, Class):
                index.setdefault(owner.body, []).append(cls)
    for protocol in [c for c in classes if is_protocol(c)]:
        known = index.setdefault(protocol.body, [])
        known += [c for c in classes if c not in known and _fits(ev, c, protocol)]
    return index


def is_protocol(cls: Class) -> bool:
    """Whether a class says what others have to define, and is no base of theirs."""
    ops = cls.site.ops
    for base in cls.site.ops[cls.vid][2]:
        if base < 0:
            continue
        op = ops[ops[base][1]] if ops[base][0] == ir.ITEM else ops[base]
        if op[0] in (ir.ATTR, ir.FROM) and op[2] == "Protocol":
            return True
        if op[0] == ir.GLOBAL and op[1] == "Protocol":
            return True
    return False


def _fits(ev: "Evaluator", cls: Class, protocol: Class) -> bool:
    """Whether a class defines all methods of a protocol, for as many arguments."""
    wanted = _functions(protocol)
    if not wanted or is_protocol(cls):
        return False
    found: dict[str, Body | None] = {}
    for owner in mro(ev, cls):
        if isinstance(owner, Class):
            found = {**dict.fromkeys(owner.body.code.exports), **_functions(owner), **found}
    return all(name in found and _takes(found[name], wanted[name]) for name in wanted)


def _functions(cls: Class) -> dict[str, Body]:
    """The functions that a class body defines, by name."""
    ops = cls.body.ops
    return {
        name: cls.body.child(ops[vid][1])
        for name, vid in cls.body.code.exports.items()
        if ops[vid][0] == ir.FUNC
    }


def _takes(method: Body | None, wanted: Body) -> bool:
    """Whether a method takes the arguments of another; True where it is not known."""
    if method is None:
        return True
    ours, theirs = method.code.parameters, wanted.code.parameters
    kinds = {p.kind for p in ours}
    if not {p.kind for p in theirs} & {ir.STAR, ir.DOUBLE_STAR} <= kinds:
        return False
    given = sum(p.kind == ir.POSITIONAL for p in theirs)
    ordinary = [p for p in ours if p.kind == ir.POSITIONAL]
    if given > len(ordinary) and ir.STAR not in kinds:
        return False
    if any(p.default < 0 for p in ordinary[given:]):
        return False
    keywords = {p.name for p in theirs if p.kind == ir.KEYWORD}
    return keywords <= {p.name for p in ours} or ir.DOUBLE_STAR in kinds


def fields(ev: "Evaluator", cls: Class) -> dict[str, tuple[Class, int]]:
    """Annotated fields in the order of a generated `__init__`: name -> (class, ANNOTATED vid)."""
    found: dict[str, tuple[Class, int]] = {}
    for owner in reversed(mro(ev, cls)):
        if isinstance(owner, Class):
            annotated, others = _own_fields(owner.body)
            for name, vid in annotated:
                found[name] = (owner, vid)
            for name, vid in others:
                found.setdefault(name, (owner, vid))
            if owner.body.index < 0:
                from reach.flow.synthetic import made_fields

                found.update((name, (owner, -1)) for name in made_fields(ev, owner))
    return found


def _own_fields(body: Body) -> Fields:
    """The fields that a class body itself has: annotated ones, and those of attrs without."""
    found = body.fields
    if found is None:
        annotated = [each for each in body.code.fields if not _is_class_variable(body, each[1])]
        found = body.fields = annotated, _unannotated(body)
    return found


def _is_class_variable(body: Body, vid: int) -> bool:
    ops = body.ops
    annotation = ops[ops[vid][2]]
    if annotation[0] == ir.ITEM:
        annotation = ops[annotation[1]]
    return annotation[0] in (ir.GLOBAL, ir.ATTR, ir.FROM) and "ClassVar" in annotation


def _unannotated(body: Body) -> list[tuple[str, int]]:
    """Fields of attrs without an annotation: `name = attr.ib(...)`."""
    ops = body.ops
    return [
        (name, vid)
        for name, vid in body.code.exports.items()
        if ops[vid][0] == ir.CALL and _declares(body, ops[ops[vid][1]])
    ]


def _declares(body: Body, callee: ir.Op) -> bool:
    """Whether this function of attrs declares a field."""
    written = callee[2] if callee[0] in (ir.ATTR, ir.FROM) else callee[1]
    if written != "field":
        return written in ("ib", "attrib")
    if callee[0] == ir.ATTR:
        return body.ops[callee[1]][:2] in ((ir.GLOBAL, "attr"), (ir.GLOBAL, "attrs"))
    vid = body.module.code.exports.get("field", -1) if callee[0] == ir.GLOBAL else -1
    return vid >= 0 and body.module.ops[vid][:2] in ((ir.FROM, "attr"), (ir.FROM, "attrs"))


def has_generated_init(ev: "Evaluator", cls: Class) -> bool:
    """Whether objects are made from the annotated fields: dataclasses, pydantic and the like."""
    values, owner = member(ev, cls, "__init__")
    if any(isinstance(v, Function) for v in values):
        return False
    known = bool(fields(ev, cls)) and (owner is None or isinstance(owner, External))
    return known and any(_makes_records(ev, each) for each in mro(ev, cls))


_PLAIN_BASES = frozenset(
    "<builtin>.object abc.ABC typing.Generic typing.Protocol typing_extensions.Protocol".split()
)


def _makes_records(ev: "Evaluator", cls: Value) -> bool:
    """Whether a class gives annotated names a meaning: a decorator, a base, a metaclass may."""
    if not isinstance(cls, Class):
        return not isinstance(cls, External) or cls.name not in _PLAIN_BASES
    if cls.body.code.decorators or cls.body.index < 0:
        return True
    return any(
        not (isinstance(v, External) and v.name == "abc.ABCMeta")
        for _, vid in cls.site.ops[cls.vid][3]
        for v in ev.eval(cls.site, vid, cls.closure)
    )

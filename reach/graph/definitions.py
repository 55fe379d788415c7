"""What a class statement and an import run."""

from reach.flow.attributes import metaclass
from reach.flow.bodies import Body
from reach.flow.classes import bases, class_context, member
from reach.flow.contexts import Arguments, Thunk
from reach.flow.enums import CONSTRUCTORS, enum_members, is_enum, member_arguments
from reach.flow.evaluator import Evaluator
from reach.flow.modules import module_value
from reach.flow.values import Class, Function, Instance, Values, Wrapped, in_order
from reach.graph.properties import module_getter
from reach.graph.sites import Target
from reach.graph.special import methods
from reach.records import code as ir


def import_targets(ev: Evaluator, body: Body, vid: int, op: ir.Op) -> list[Target]:
    """Importing a module runs it, and the packages it is in."""
    module, level = op[1], op[3] if op[0] == ir.FROM else 0
    found = ev.program.resolve(body.facts, module, level)
    if found is None:
        return []
    names = [found]
    if op[0] == ir.FROM and f"{found}.{op[2]}" in ev.program.modules:
        parent = ev.program.modules.get(found)
        if parent in (None, body.module) or op[2] not in parent.code.exports:
            names.append(f"{found}.{op[2]}")
    for name in list(names):
        while "." in name:
            name = name.rpartition(".")[0]
            names.append(name)
    asked: list[Target] = []
    if op[0] == ir.FROM and ev.program.dynamic_modules and op[2] != "*":
        origin = module_value(ev, found)
        asked = module_getter(ev, origin, op[2])
        if not asked and isinstance(origin.body, Body) and not origin.body.facts.is_package:
            asked = module_getter(ev, origin, "__path__")
    return asked + [
        Target(ev.program.modules[n], certainty="import")
        for n in dict.fromkeys(names)
        if n in ev.program.modules and ev.program.modules[n] is not body.module
    ]


def class_targets(ev: Evaluator, body: Body, vid: int, op: ir.Op) -> list[Target]:
    """The class body runs; so do `__init_subclass__` of the bases and the metaclass."""
    found = [Target(body.child(op[1]), certainty="class")]
    for value in ev.eval(body, vid):
        if not isinstance(value, Class):
            continue
        for method in member(ev, value, "__init_subclass__", after=value)[0]:
            inner = method.function if isinstance(method, Wrapped) else method
            if isinstance(inner, Function):
                keywords = tuple((k, Thunk(body, v, None)) for k, v in op[3] if k != "metaclass")
                given = Arguments(((False, frozenset((value,))),), keywords)
                found.append(Target(inner.body, "", inner.closure, given))
        found += _metaclass_calls(ev, value, body, op)
        if is_enum(ev, value):
            found += _members(ev, value)
        if "__set_name__" in ev.program.methods:
            found += _named(ev, value)
    return found


def _members(ev: Evaluator, cls: Class) -> list[Target]:
    """Constructors that an enumeration calls for each of its members."""
    found: list[Target] = []
    for name in CONSTRUCTORS:
        for function in in_order(member(ev, cls, name)[0]):
            if not isinstance(function, Function):
                continue
            for each in in_order(enum_members(ev, cls)):
                given = member_arguments(ev, each) if isinstance(each, Instance) else None
                if given is not None:
                    given = given.prepend(frozenset((cls if name == "__new__" else each,)))
                    found.append(Target(function.body, "", function.closure, given))
    return found


def _named(ev: Evaluator, cls: Class) -> list[Target]:
    """Descriptors in the class body are told their name."""
    found: list[Target] = []
    for name, vid in cls.body.code.exports.items():
        given = tuple((False, frozenset((v,))) for v in (cls, ev.pool.const(name)))
        for value in ev.eval(cls.body, vid, class_context(ev, cls)):
            if isinstance(value, Instance):
                found += methods(ev, value, "__set_name__", given)
    return found


def _metaclass_calls(ev: Evaluator, value: Class, body: Body, op: ir.Op) -> list[Target]:
    meta = metaclass(ev, value)
    if meta is None:
        return []
    found = []
    given = _made_from(ev, value)
    keywords = tuple((k, Thunk(body, v, value.closure)) for k, v in op[3] if k != "metaclass")
    for name in ("__new__", "__init__", "__prepare__"):
        for method in member(ev, meta, name)[0]:
            inner = method.function if isinstance(method, Wrapped) else method
            if isinstance(inner, Function):
                first = (False, frozenset((meta if name == "__new__" else value,)))
                taken = given[:2] if name == "__prepare__" else given
                arguments = Arguments((first, *taken), keywords)
                found.append(Target(inner.body, "", inner.closure, arguments))
    return found


def _made_from(ev: Evaluator, cls: Class) -> list[tuple[bool, Values]]:
    """What a metaclass is given: the name, the bases and what the body of the class defines."""
    name = ev.pool.const(cls.body.code.name.rpartition(".")[2])
    above = ev.pool.bundle("tuple", [(n, frozenset((v,))) for n, v in enumerate(bases(ev, cls))])
    context = class_context(ev, cls)
    defined = [(n, ev.eval(cls.body, vid, context)) for n, vid in cls.body.code.exports.items()]
    names = ev.pool.bundle("dict", [(n, values) for n, values in defined if values])
    return [(False, frozenset((v,))) for v in (name, above, names)]

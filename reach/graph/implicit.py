"""Calls without a call: properties, operators, iteration, `with`, text conversion, imports."""

from reach.flow.calls import invocations
from reach.flow.classes import member
from reach.flow.contexts import Arguments, Thunk
from reach.flow.evaluator import Evaluator
from reach.flow.managers import managed
from reach.flow.operations import SPECIAL_OPERATORS
from reach.flow.program import Body, Program
from reach.flow.values import Class, External, Function, Instance, Module, Value, Wrapped, in_order
from reach.graph.sites import Target
from reach.records import code as ir

_COMPARISONS = {
    "==": "__eq__",
    "!=": "__ne__",
    "<": "__lt__",
    "<=": "__le__",
    ">": "__gt__",
    ">=": "__ge__",
}
_UNARY = {"-": "__neg__", "+": "__pos__", "~": "__invert__"}
_BUILTIN_CALLS = {
    "len": ("__len__",),
    "str": ("__str__", "__repr__"),
    "repr": ("__repr__",),
    "bool": ("__bool__", "__len__"),
    "int": ("__int__", "__index__"),
    "float": ("__float__",),
    "iter": ("__iter__",),
    "next": ("__next__",),
    "hash": ("__hash__",),
    "abs": ("__abs__",),
    "reversed": ("__reversed__",),
    "print": ("__str__", "__repr__"),
    "format": ("__format__", "__str__"),
    "bytes": ("__bytes__",),
    "list": ("__iter__",),
    "tuple": ("__iter__",),
    "set": ("__iter__",),
    "sorted": ("__iter__",),
    "sum": ("__iter__",),
    "dict": ("__iter__",),
    "any": ("__iter__",),
    "all": ("__iter__",),
    "enumerate": ("__iter__",),
    "round": ("__round__",),
    "dir": ("__dir__",),
}

_SOURCES: dict[int, frozenset[str]] = {
    ir.BINOP: frozenset(
        name
        for names in SPECIAL_OPERATORS.values()
        for m in names
        for name in (m, "__r" + m[2:], "__i" + m[2:])
    ),
    ir.COMPARE: frozenset((*_COMPARISONS.values(), "__contains__", "__iter__")),
    ir.ITEM: frozenset(("__getitem__", "__class_getitem__")),
    ir.SLICE: frozenset(("__getitem__",)),
    ir.SETITEM: frozenset(("__setitem__",)),
    ir.ITER: frozenset(("__iter__", "__next__", "__aiter__", "__anext__", "__getitem__")),
    ir.UNPACK: frozenset(("__iter__",)),
    ir.ENTER: frozenset(("__enter__", "__exit__", "__aenter__", "__aexit__")),
    ir.FSTRING: frozenset(("__format__", "__str__", "__repr__")),
    ir.AWAIT: frozenset(("__await__",)),
    ir.UNARY: frozenset(_UNARY.values()),
    ir.NOT: frozenset(("__bool__", "__len__")),
    ir.DELETE: frozenset(("__delitem__", "__delattr__", "__delete__")),
}


def watched_operations(program: Program) -> frozenset[int]:
    """Kinds of operations that can call something in this program."""
    defined = set(program.methods)
    kinds = {k for k, names in _SOURCES.items() if not defined.isdisjoint(names)}
    return frozenset(kinds | {ir.CALL, ir.SETATTR, ir.ATTR, ir.IMPORT, ir.FROM, ir.CLASS})


def implicit_calls(ev: Evaluator, body: Body, vid: int, op: ir.Op) -> list[Target]:
    """What an operation other than a CALL calls."""
    kind = op[0]
    if kind == ir.ATTR:
        return _attribute(ev, body, op)
    if kind in (ir.IMPORT, ir.FROM):
        return _import(ev, body, vid, op)
    if kind == ir.CLASS:
        return _class(ev, body, vid, op)
    if kind == ir.SETATTR:
        return _set_attribute(ev, body, op)
    if kind == ir.BINOP:
        return _binary(ev, body, op)
    if kind == ir.COMPARE:
        return _compare(ev, body, op)
    if kind in (ir.ITER, ir.UNPACK):
        return _iterate(ev, body, op[1], ())
    if kind == ir.ENTER:
        return _with(ev, body, op)
    if kind == ir.FSTRING:
        found = []
        for part in op[1]:
            if not isinstance(part, str):
                found += _first(ev, body, part, ("__format__", "__str__", "__repr__"))
        return found
    if kind == ir.DELETE:
        return _delete(ev, body, op)
    simple = {
        ir.ITEM: ("__getitem__",),
        ir.SLICE: ("__getitem__",),
        ir.SETITEM: ("__setitem__",),
        ir.AWAIT: ("__await__",),
    }
    if kind == ir.UNARY:
        return _each(ev, body, op[2], (_UNARY.get(op[1], ""),))
    if kind == ir.NOT:
        return _first(ev, body, op[1], ("__bool__", "__len__"))
    arguments = tuple((False, Thunk(body, v, None)) for v in op[2:4] if kind in _WITH_KEY)
    if kind == ir.ITEM:
        arguments = arguments[:1]
    return _each(ev, body, op[1], simple[kind], arguments)


_WITH_KEY = (ir.ITEM, ir.SETITEM)


def _with(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    """Entering and leaving."""
    found: list[Target] = []
    for value in in_order(ev.ask(body, op[1])):
        for method in managed(ev, value, bool(op[3])):
            found += _targets(ev, method, Arguments())
    return found


def _targets(ev: Evaluator, value: Value, arguments: Arguments) -> list[Target]:
    """What calling a value runs."""
    return [
        Target(made.body, "", made.closure, made.arguments, made.certainty)
        for made in invocations(ev, value, arguments, None, -1, None)
    ]


def _delete(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    """`del x[key]` and `del x.name`."""
    if op[2] >= 0:
        return _each(ev, body, op[1], ("__delitem__",), ((False, Thunk(body, op[2], None)),))
    found = _each(ev, body, op[1], ("__delattr__",))
    for value in ev.ask(body, op[1]):
        if isinstance(value, Instance):
            for entry in member(ev, value.cls, op[3])[0]:
                found += _methods(ev, entry, "__delete__")
    return found


def _methods(
    ev: Evaluator,
    value: Value,
    name: str,
    arguments: tuple[tuple[bool, Thunk], ...] = (),
) -> list[Target]:
    """A special method of an object."""
    if not isinstance(value, Instance):
        if isinstance(value, Class) and name == "__getitem__":
            values, _ = member(ev, value, "__class_getitem__")
            return [
                Target(m.body, "", m.closure, Arguments(((False, frozenset((value,))),)))
                for m in values
                if isinstance(m, Function)
            ]
        return []
    found = []
    for method in member(ev, value.cls, name)[0]:
        if isinstance(method, Wrapped):
            method = method.function
        if isinstance(method, Function):
            given = Arguments(((False, frozenset((value,))), *arguments))
            certainty = "direct" if value.exact else "dispatch"
            found.append(Target(method.body, "", method.closure, given, certainty))
        elif isinstance(method, External):
            inherited = ev.pool.external(method.name, value)
            found += _targets(ev, inherited, Arguments(arguments))
    return found


def _each(
    ev: Evaluator,
    body: Body,
    vid: int,
    names: tuple[str, ...],
    arguments: tuple[tuple[bool, Thunk], ...] = (),
) -> list[Target]:
    found: list[Target] = []
    for value in ev.ask(body, vid):
        for name in names:
            found += _methods(ev, value, name, arguments)
    return found


def _first(ev: Evaluator, body: Body, vid: int, names: tuple[str, ...]) -> list[Target]:
    """Of several methods the first one that is defined."""
    found: list[Target] = []
    for value in ev.ask(body, vid):
        for name in names:
            targets = _methods(ev, value, name)
            if targets:
                found += targets
                break
    return found


def _iterate(ev: Evaluator, body: Body, vid: int, names: tuple[str, ...]) -> list[Target]:
    found: list[Target] = []
    for value in ev.ask(body, vid):
        found += iteration(ev, value)
    return found


def iteration(ev: Evaluator, value: Value) -> list[Target]:
    """`__iter__` of an object, and `__next__` of what it returns."""
    if not isinstance(value, Instance):
        return []
    found: list[Target] = []
    for name, step in (("__iter__", "__next__"), ("__aiter__", "__anext__")):
        begun = _methods(ev, value, name)
        found += begun
        for target in begun:
            assert target.body is not None
            from reach.flow.calls import returned

            context = ev.context(target.body, target.closure, target.arguments)
            for iterator in returned(ev, target.body, context):
                found += _methods(ev, iterator, step)
    return found or _methods(ev, value, "__getitem__")


def _attribute(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    """Getters of properties and descriptors, and `__getattr__`."""
    name = op[2]
    if name not in ev.program.property_names and not ev.program.dynamic_attributes:
        return []
    found: list[Target] = []
    for value in ev.ask(body, op[1]):
        if isinstance(value, Instance):
            found += _getter(ev, value, name)
        elif isinstance(value, Module) and value.body is not None:
            found += _module_getter(ev, value, name)
    return found


def _getter(ev: Evaluator, value: Instance, name: str) -> list[Target]:
    found: list[Target] = []
    self_argument = Arguments(((False, frozenset((value,))),))
    certainty = "direct" if value.exact else "dispatch"
    values, _ = member(ev, value.cls, name)
    for entry in values:
        if isinstance(entry, Wrapped) and entry.kind == "property":
            getter = entry.function
            if isinstance(getter, Function):
                found.append(Target(getter.body, "", getter.closure, self_argument, certainty))
        elif isinstance(entry, Instance):
            found += _methods(ev, entry, "__get__")
    if not values and not _stored(ev, value, name):
        for getter in member(ev, value.cls, "__getattr__")[0]:
            if isinstance(getter, Function):
                given = Arguments(
                    (*self_argument.positional, (False, frozenset((ev.pool.const(name),))))
                )
                found.append(Target(getter.body, "", getter.closure, given, certainty))
    for getter in member(ev, value.cls, "__getattribute__")[0]:
        if isinstance(getter, Function):
            found.append(Target(getter.body, "", getter.closure, self_argument, certainty))
    return found


def _stored(ev: Evaluator, value: Instance, name: str) -> bool:
    from reach.flow.classes import fields, mro

    return name in fields(ev, value.cls) or any(
        isinstance(owner, Class) and (owner.body, name) in ev.program.self_stores
        for owner in mro(ev, value.cls)
    )


def _module_getter(ev: Evaluator, value: Module, name: str) -> list[Target]:
    module = value.body
    assert module is not None
    if name in module.code.exports or "__getattr__" not in module.code.exports:
        return []
    full = f"{value.name}.{name}"
    if full in ev.program.modules or full in ev.program.packages:
        return []
    return [
        Target(f.body, "", f.closure, Arguments(((False, frozenset((ev.pool.const(name),))),)))
        for f in ev.eval(module, module.code.exports["__getattr__"])
        if isinstance(f, Function)
    ]


def _set_attribute(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    name = op[2]
    found: list[Target] = []
    if name not in ev.program.property_names and "__setattr__" not in ev.program.methods:
        return found
    for value in ev.ask(body, op[1]):
        if not isinstance(value, Instance):
            continue
        given = Arguments(((False, frozenset((value,))), (False, Thunk(body, op[3], None))))
        for entry in member(ev, value.cls, name)[0]:
            if isinstance(entry, Wrapped) and isinstance(entry.setter, Function):
                found.append(Target(entry.setter.body, "", entry.setter.closure, given))
            elif isinstance(entry, Instance):
                found += _methods(ev, entry, "__set__")
        found += _methods(ev, value, "__setattr__")
    return found


def _binary(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    operator = op[1]
    in_place = operator.endswith("=") and operator not in ("==", "<=", ">=", "!=")
    names = SPECIAL_OPERATORS.get(operator.rstrip("=") if in_place else operator, ())
    found: list[Target] = []
    right = ((False, Thunk(body, op[3], None)),)
    left = ((False, Thunk(body, op[2], None)),)
    for name in names:
        targets: list[Target] = []
        if in_place:
            targets = _each(ev, body, op[2], ("__i" + name[2:],), right)
        targets = targets or _each(ev, body, op[2], (name,), right)
        found += targets or _each(ev, body, op[3], ("__r" + name[2:],), left)
    return found


def _compare(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    operator = op[1]
    if operator in ("in", "not in"):
        argument = ((False, Thunk(body, op[2], None)),)
        inside = _each(ev, body, op[3], ("__contains__",), argument)
        return inside or _iterate(ev, body, op[3], ())
    name = _COMPARISONS.get(operator)
    if name is None:
        return []
    argument = ((False, Thunk(body, op[3], None)),)
    found = _each(ev, body, op[2], (name,), argument)
    if not found and name == "__ne__":
        found = _each(ev, body, op[2], ("__eq__",), argument)
    return found


def builtin_targets(ev: Evaluator, body: Body, name: str, op: ir.Op) -> list[Target]:
    """`len(x)`, `str(x)` and the like call a special method of x."""
    names = _BUILTIN_CALLS.get(name)
    if names is None or not op[2]:
        return []
    found: list[Target] = []
    for argument in op[2] if name == "print" else op[2][:1]:
        vid = argument if argument >= 0 else ~argument
        if names == ("__iter__",):
            found += _iterate(ev, body, vid, ())
        else:
            found += _first(ev, body, vid, names)
    return found


def _import(ev: Evaluator, body: Body, vid: int, op: ir.Op) -> list[Target]:
    """Importing a module runs it, and the packages it is in."""
    module, level = op[1], op[3] if op[0] == ir.FROM else 0
    found = ev.program.resolve(body.facts, module, level)
    if found is None:
        return []
    names = [found]
    if op[0] == ir.FROM and f"{found}.{op[2]}" in ev.program.modules:
        parent = ev.program.modules.get(found)
        if parent is None or op[2] not in parent.code.exports:
            names.append(f"{found}.{op[2]}")
    for name in list(names):
        while "." in name:
            name = name.rpartition(".")[0]
            names.append(name)
    return [
        Target(ev.program.modules[n], certainty="import")
        for n in dict.fromkeys(names)
        if n in ev.program.modules and ev.program.modules[n] is not body.module
    ]


def _class(ev: Evaluator, body: Body, vid: int, op: ir.Op) -> list[Target]:
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
        found += _metaclass_calls(ev, value)
    return found


def _metaclass_calls(ev: Evaluator, value: Class) -> list[Target]:
    from reach.flow.attributes import metaclass

    meta = metaclass(ev, value)
    if meta is None:
        return []
    found = []
    for name in ("__new__", "__init__", "__prepare__"):
        for method in member(ev, meta, name)[0]:
            inner = method.function if isinstance(method, Wrapped) else method
            if isinstance(inner, Function):
                first = meta if name == "__new__" else value
                given = Arguments(((False, frozenset((first,))),), (), True)
                found.append(Target(inner.body, "", inner.closure, given))
    return found

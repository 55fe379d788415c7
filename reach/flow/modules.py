"""Names of modules: definitions, imports, star imports, submodules, module `__getattr__`."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.lazy_modules import answered
from reach.flow.standard import BUILTINS
from reach.flow.stores import Read, assigned
from reach.flow.values import EMPTY, Const, Module, Value, Values

if TYPE_CHECKING:
    from reach.flow.contexts import Context
    from reach.flow.evaluator import Evaluator

MAX_STORES = 60

_BUILTINS = ("builtins", "__builtin__")
"""Modules that hold what every module sees."""


def module_value(ev: "Evaluator", name: str) -> Module:
    """The module value of a project module or package."""
    body = ev.program.modules.get(name)
    if body is not None and body.facts.outlined:
        ev.program.missing[body.facts.path] = None
    return ev.pool.module(name, body)


def import_module(ev: "Evaluator", body: Body, module: str, level: int = 0) -> Values:
    """What `import module` gives, seen from a body."""
    found = ev.program.resolve(body.facts, module, level)
    if found is not None:
        return frozenset((module_value(ev, found),))
    if not level and module in _BUILTINS:
        module = "<builtin>"
    return frozenset((ev.pool.external("." * level + module),))


def module_attribute(
    ev: "Evaluator", module: Module, name: str, read: Read | None = None, defined: bool = False
) -> Values:
    """A name of a module; empty when it has none. `defined`: no name that it only answers for."""
    if module.body is not None:
        found = global_name(ev, module.body, name, read)
        if found:
            return found
    full = f"{module.name}.{name}"
    if full in ev.program.modules or full in ev.program.packages:
        return frozenset((module_value(ev, full),))
    if module.body is None and not defined:
        # a folder without `__init__.py`: the package that is installed under its name comes first
        return frozenset((ev.pool.external(full),))
    return EMPTY if module.body is None or defined else answered(ev, module.body, name)


def asked_name(ev: "Evaluator", module: Module, name: str) -> Values:
    """The same for code that asks many modules for many names, again and again."""
    if ev.star_guard:
        return module_attribute(ev, module, name)
    return ev.read((module, name), module_attribute, ev, module, name)


def global_name(ev: "Evaluator", module: Body, name: str, read: Read | None = None) -> Values:
    """A module-level name as functions see it; empty when the module does not define it."""
    found: Values = EMPTY
    vid = module.code.exports.get(name)
    if vid is not None:
        found = ev.eval(module, vid)
    stores = ev.program.global_stores.get((module, name))
    if stores:
        found |= _stored(ev, stores)
    found |= assigned(ev, module_value(ev, module.facts.module), name, read)
    if found or vid is not None or not module.facts.stars:
        return found
    return _starred(ev, module, name)


def _stored(
    ev: "Evaluator",
    stores: list[tuple[Body, int]],
    owner: Body | None = None,
    call: "Context | None" = None,
) -> Values:
    from reach.flow.operands import context_dependent

    found: set[Value] = set()
    for body, vid in stores[:MAX_STORES]:
        if context_dependent(body)[vid]:
            for context in ev.contexts_of(body):
                if call is None or _belongs(body, context, owner, call):
                    found |= ev.eval(body, vid, context)
        else:
            found |= ev.eval(body, vid)
    return frozenset(found)


def _belongs(body: Body, context: "Context | None", owner: Body | None, call: "Context") -> bool:
    """Whether a call of an inner function may be of one that this call of the outer one made."""
    scope: Body | None = body
    while scope is not None and scope is not owner:
        context = context.closure if context is not None else None
        scope = scope.parent
    return (
        context is None
        or context is call
        or (context.closure is call.closure and context.arguments == call.arguments)
    )


def stored_inside(ev: "Evaluator", owner: Body, name: str, call: "Context | None" = None) -> Values:
    """Values that inner functions assign to a variable of the function or module around them; of
    one call of that function, where it is known."""
    program = ev.program
    table = program.free_stores if owner.parent is not None else program.global_stores
    stores = table.get((owner, name))
    return _stored(ev, stores, owner, call) if stores else EMPTY


def _exported(ev: "Evaluator", module: str, name: str) -> bool:
    """Whether `from module import *` may bring a name, where `__all__` has to be computed."""
    listed = ev.remember(("__all__", module), lambda: _computed(ev, module))
    return name in listed if listed else not name.startswith("_")


def _computed(ev: "Evaluator", module: str) -> dict[object, None]:
    """The names of `__all__`; no set: those that are kept are of values, and not this large."""
    from reach.flow.containers import elements

    body = ev.program.modules[module]
    values = ev.eval(body, body.code.exports["__all__"])
    names = [n for value in values for n in elements(ev, value)]
    known = {n.value: None for n in names if isinstance(n, Const)}
    return known if len(values) == 1 and len(known) == len(frozenset(names)) else {}


def _starred(ev: "Evaluator", module: Body, name: str) -> Values:
    """A name that came by `from x import *`."""
    outside: Values = EMPTY
    for written, found in ev.program.stars.of(module, name):
        if found is None:
            if written and not outside and not name.startswith("_"):
                outside = frozenset((ev.pool.external(f"{written}.{name}"),))
            continue
        key = ("star", found, name)
        computed = ev.program.stars.listed(found) is None
        if key in ev.star_guard or (computed and not _exported(ev, found, name)):
            continue
        ev.star_guard.add(key)
        try:
            told = "__all__" in ev.program.modules[found].code.exports
            values = module_attribute(ev, module_value(ev, found), name, None, not told)
        finally:
            ev.star_guard.discard(key)
        if values:
            return values
    if outside and name in BUILTINS:
        return EMPTY
    return outside

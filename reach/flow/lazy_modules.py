"""Modules that answer for names they do not define: `__getattr__`, `lazy_loader`, and objects that
a module puts in its own place."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.values import EMPTY, Const, External, Function, Instance, Unknown, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_ATTACH = "lazy_loader.attach"


def answered(ev: "Evaluator", module: Body, name: str) -> Values:
    """What a module gives for a name that it does not define."""
    if name.startswith("__"):
        return EMPTY
    getter = module.code.exports.get("__getattr__")
    if getter is not None:
        return _called(ev, module, getter, name) | _attached(ev, module, getter, name)
    found: Values = EMPTY
    for value in stand_ins(ev, module):
        from reach.flow.attributes import attribute

        found |= attribute(ev, value, name)
    return frozenset(v for v in found if not isinstance(v, Unknown))


def stand_ins(ev: "Evaluator", module: Body) -> list[Instance]:
    """The objects that a module puts in its own place: `sys.modules[__name__] = Lazy(...)`."""
    return [
        value
        for vid in ev.program.replaced_modules.get(module, ())
        for value in ev.eval(module, vid)
        if isinstance(value, Instance)
    ]


def _called(ev: "Evaluator", module: Body, getter: int, name: str) -> Values:
    from reach.flow.calls import call_values
    from reach.flow.contexts import Arguments

    key = frozenset((ev.pool.const(name),))
    functions = frozenset(v for v in ev.eval(module, getter) if isinstance(v, Function))
    return call_values(ev, functions, Arguments(((False, key),)), None, -1, None)


def _attached(ev: "Evaluator", module: Body, getter: int, name: str) -> Values:
    """`__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submodules, submod_attrs)`."""
    from reach.flow.constructors import call_arguments
    from reach.flow.containers import elements, entries
    from reach.flow.modules import import_module, module_attribute
    from reach.flow.values import Module

    op = module.ops[getter]
    call = module.ops[op[1]] if op[0] == ir.UNPACK else op
    if call[0] != ir.CALL:
        return EMPTY
    if not any(isinstance(v, External) and v.name == _ATTACH for v in ev.eval(module, call[1])):
        return EMPTY
    arguments = call_arguments(module, op[1], None)
    for table in ev.argument(arguments.first(2, "submod_attrs")):
        for part, names in entries(ev, table):
            listed = (each for value in names for each in elements(ev, value))
            if not any(isinstance(each, Const) and each.value == name for each in listed):
                continue
            for value in import_module(ev, module, str(part), 1):
                if isinstance(value, Module):
                    return module_attribute(ev, value, name)
    return EMPTY

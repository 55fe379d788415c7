"""click: parameters of a function that its decorators declare as options and arguments."""

from typing import TYPE_CHECKING, TypeGuard

from reach.flow.bodies import Body
from reach.flow.contexts import Arguments
from reach.flow.environment import named
from reach.flow.paths import PATH_TYPES, as_path
from reach.flow.settings.calls import Reading, made_by
from reach.flow.settings.hooks import asks_for, texts
from reach.flow.settings.marks import missing, settled
from reach.flow.settings.options import no_default
from reach.flow.settings.started import given
from reach.flow.values import EMPTY, Const, External, Function, Value, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_MODULES = ("click", "rich_click", "asyncclick", "cloup", "quart.cli", "flask.cli")
OPTIONS = frozenset(f"{module}.option()" for module in _MODULES)
ARGUMENTS = frozenset(f"{module}.argument()" for module in _MODULES)
_CHOICES = frozenset(f"{module}.Choice()" for module in _MODULES)
_PATHS = frozenset(f"{module}.Path()" for module in _MODULES)

asks_for(OPTIONS | ARGUMENTS | _CHOICES)


def declarations(ev: "Evaluator", body: Body) -> dict[str, list[tuple[Reading, bool]]]:
    """Options and arguments by parameter, and whether they are arguments."""
    found: dict[str, list[tuple[Reading, bool]]] = {}
    if body.parent is None:
        return found
    for vid in body.code.decorators:
        for value in ev.eval(body.parent, vid):
            for made in _applied(ev, value):
                call = made_by(ev, made)
                if call is not None:
                    positional = made.name in ARGUMENTS
                    name = _name(call, positional)
                    found.setdefault(name, []).append((call, positional))
    return found


def _applied(ev: "Evaluator", decorator: Value) -> list[External]:
    """The options that a decorator adds: itself, or those that a project function applies."""
    if isinstance(decorator, External):
        return [decorator] if _is_declaration(decorator) else []
    if not isinstance(decorator, Function):
        return []
    found: list[External] = []
    bodies = [b for b in decorator.body.module.children.values() if _inside(b, decorator.body)]
    for body in bodies:
        for vid, op in enumerate(body.ops):
            if op[0] != ir.CALL:
                continue
            values = ev.eval(body, vid) if _may_be_option(body, op[1]) else EMPTY
            found += [v for v in values if _is_declaration(v)]
    return found


def _is_declaration(value: Value) -> TypeGuard[External]:
    return isinstance(value, External) and value.name in OPTIONS | ARGUMENTS


def _inside(body: Body | None, outer: Body) -> bool:
    while body is not None:
        if body is outer:
            return True
        body = body.parent
    return False


def _may_be_option(body: Body, vid: int) -> bool:
    op = body.ops[vid]
    name = op[2] if op[0] in (ir.ATTR, ir.FROM) else op[1] if op[0] == ir.GLOBAL else ""
    return name in ("option", "argument")


def _written(call: Reading) -> list[str]:
    return [text for values in call.all() for text in texts(values)]


def _name(call: Reading, positional: bool) -> str:
    """The parameter that click fills, by its rules."""
    written = _spellings(call)
    plain = [w for w in written if w.isidentifier()]
    if plain:
        return plain[0].lower() if positional else plain[0]
    long = [w for w in written if w.startswith("--")] or written
    return long[0].lstrip("-").replace("-", "_").lower() if long else ""


def _spellings(call: Reading) -> list[str]:
    """What switches the option on, as the user writes it."""
    return [w.partition("/")[0].strip() for w in _written(call)]


def _label(call: Reading, positional: bool) -> str:
    written = _spellings(call)
    long = [w for w in written if w.startswith("--")] or written
    if positional:
        return written[0] if written else ""
    return long[0] if long else ""


def value_of(call: Reading, positional: bool) -> Values:
    """What an option or argument may be."""
    ev = call.ev
    started = given(ev, _spellings(call), call.body, _is_flag(call))
    reason = EMPTY
    if not started:
        reason = no_default(ev, _label(call, positional), call.body, call.position)
    default = _default(call)
    if not default and _is_flag(call):
        default = frozenset((ev.pool.const(False, call.body, call.position),))
    types = call.keyword("type")
    if any(_is_path(t) for t in types):
        default = as_path(ev, default)
    found = settled(ev, default, _choices(ev, types) | _flag_values(call), "click", reason)
    found |= started
    variables = call.keyword("envvar")
    for name in texts(variables):
        known = named(ev, name, None, call.body, call.position)
        found |= frozenset(v for v in known if isinstance(v, Const))
    return _handed_through(call, found)


def _handed_through(call: Reading, values: Values) -> Values:
    """What the callback of an option makes of its value."""
    from reach.flow.calls import call_values

    functions = frozenset(v for v in call.keyword("callback") if isinstance(v, Function))
    if not functions:
        return values
    arguments = Arguments(((False, EMPTY), (False, EMPTY), (False, values)))
    made = call_values(call.ev, functions, arguments, call.body, call.vid, call.context)
    return made if any(not missing(v) for v in made) else values


def _default(call: Reading) -> Values:
    """The default; a callable is called for it."""
    from reach.flow.calls import call_values

    given = call.keyword("default")
    functions = frozenset(v for v in given if isinstance(v, Function))
    if _flag_values(call) and any(isinstance(v, Const) and v.value is True for v in given):
        return _flag_values(call)
    if not functions:
        return given
    made = call_values(call.ev, functions, Arguments(), call.body, call.vid, call.context)
    return (given - functions) | made


def _is_flag(call: Reading) -> bool:
    written = " ".join(_written(call))
    flagged = any(isinstance(v, Const) and v.value is True for v in call.keyword("is_flag"))
    return flagged or "/" in written


def _flag_values(call: Reading) -> Values:
    values = call.keyword("flag_value")
    return frozenset(v for v in values if isinstance(v, Const) and not missing(v))


def _choices(ev: "Evaluator", types: Values) -> Values:
    from reach.flow.items import iterated

    found: Values = EMPTY
    for value in types:
        if isinstance(value, External) and value.name in _CHOICES:
            call = made_by(ev, value)
            for given in call.argument(0, "choices") if call is not None else EMPTY:
                found |= iterated(ev, given, ev.program.bodies[0], 0)
    return found


def _is_path(value: Value) -> bool:
    return isinstance(value, External) and (value.name in PATH_TYPES or value.name in _PATHS)

"""typer, cyclopts, fire and their like: options made from the parameters of a function."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.classes import mro
from reach.flow.enums import enum_members, is_enum
from reach.flow.environment import named
from reach.flow.settings import words
from reach.flow.settings.calls import Reading, made_by
from reach.flow.settings.hooks import asks_for, table, texts
from reach.flow.settings.marks import settled
from reach.flow.settings.named_calls import calls_named
from reach.flow.settings.options import no_default
from reach.flow.settings.started import given
from reach.flow.values import (
    EMPTY,
    Bound,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Function,
    Instance,
    Values,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

DECORATORS = {
    "typer.Typer().command()": "typer",
    "typer.Typer().callback()": "typer",
    "typer.Typer().command": "typer",
    "typer.Typer().callback": "typer",
    "cyclopts.App().command": "cyclopts",
    "cyclopts.App().default": "cyclopts",
    "cyclopts.App().command()": "cyclopts",
    "cyclopts.App().default()": "cyclopts",
}
"""Decorators that make a command of a function, with the kind of its options."""

RUNNERS = {
    "fire.Fire": "fire",
    "fire.core.Fire": "fire",
    "typer.run": "typer",
    "tyro.cli": "tyro",
    "tyro.extras.subcommand_cli_from_dict": "tyro",
    "cyclopts.run": "cyclopts",
    "jsonargparse.CLI": "jsonargparse",
    "jsonargparse.auto_cli": "jsonargparse",
    "defopt.run": "defopt",
    "plac.call": "plac",
}
"""Functions that make a command of what they are given."""

_DECLARING = frozenset(("typer.Option()", "typer.Argument()", "cyclopts.Parameter()"))
asks_for(_DECLARING)


def command_kind(ev: "Evaluator", body: Body) -> str | None:
    """The kind of options that a function's parameters are; None when it is no command."""
    if body.parent is not None:
        for vid in body.code.decorators:
            for value in ev.eval(body.parent, vid):
                if isinstance(value, External) and value.name in DECORATORS:
                    return DECORATORS[value.name]
    known: dict[Body, str] = table(ev, "commands", lambda: _handed_over(ev))
    return known.get(body)


def _handed_over(ev: "Evaluator") -> dict[Body, str]:
    """Functions given to one of `RUNNERS`, methods of classes and objects included."""
    found: dict[Body, str] = {}
    for body, vid in calls_named(ev, *dict.fromkeys(name.rpartition(".")[2] for name in RUNNERS)):
        for callee in ev.eval(body, body.ops[vid][1]):
            kind = RUNNERS.get(callee.name) if isinstance(callee, External) else None
            if kind is None:
                continue
            call = Reading(ev, body, vid, None)
            given = call.argument(0, "component", "function", "func", "f")
            functions = _functions(ev, given, 0) if call.op[2] or call.op[3] else _all(ev, body)
            found.update(dict.fromkeys(functions, kind))
    return found


def _functions(ev: "Evaluator", values: Values, depth: int) -> list[Body]:
    from reach.flow.containers import contents

    found: list[Body] = []
    for value in values if depth < 4 else ():
        if isinstance(value, Function):
            found.append(value.body)
        elif isinstance(value, Bound):
            found += _functions(ev, frozenset((value.function,)), depth + 1)
        elif isinstance(value, (Class, Instance)):
            found += _methods(ev, value if isinstance(value, Class) else value.cls)
        elif isinstance(value, (Container, Bundle)):
            found += _functions(ev, contents(ev, value), depth + 1)
    return found


def _methods(ev: "Evaluator", cls: Class) -> list[Body]:
    found = []
    for owner in mro(ev, cls):
        if isinstance(owner, Class):
            for vid in owner.body.code.exports.values():
                op = owner.body.ops[vid]
                if op[0] == ir.FUNC:
                    method = owner.body.child(op[1])
                    name = method.code.name.rpartition(".")[2]
                    if not name.startswith("_") or name == "__init__":
                        found.append(method)
    return found


def _all(ev: "Evaluator", body: Body) -> list[Body]:
    """`fire.Fire()`: whatever the module defines."""
    values: Values = EMPTY
    for vid in body.module.code.exports.values():
        if body.module.ops[vid][0] in (ir.FUNC, ir.CLASS):
            values |= ev.eval(body.module, vid)
    return _functions(ev, values, 0)


def value_of(ev: "Evaluator", body: Body, index: int, kind: str) -> Values | None:
    """What the parameter of a command may be."""
    spec = body.code.parameters[index]
    parent = body.parent
    if parent is None:
        return None
    default = ev.eval(parent, spec.default) if spec.default >= 0 else EMPTY
    declaring = _declaring(ev, default) or _annotated(ev, parent, spec.annotation)
    choices, types = _choices(ev, parent, spec.annotation)
    if types and not all(isinstance(v, Const) for v in default):
        return None
    flag = declaring is None and spec.default >= 0
    if declaring is not None:
        call, name = declaring
        flag = name.endswith("Option()") or (flag and "Parameter" in name)
        default = _own_default(call, default)
    written = _written(declaring[0]) if declaring is not None else []
    long = next((w for w in written if w.startswith("--")), "--" + _dashed(spec.name, kind))
    label = long if flag or kind in ("fire", "tyro") else spec.name
    spellings = {label, *written, "--" + spec.name}
    started = given(ev, spellings, body, launches=words.naming(ev, body))
    if not label.startswith("-") or kind == "fire":
        started |= words.of_command(ev, body, _before(body, index))
    reason = no_default(ev, label, body, body.code.name_start) if not started else EMPTY
    if choices and default <= choices:
        return choices | started
    found = settled(ev, default, choices, kind, reason) | started
    return found | (_environment(declaring[0]) if declaring is not None else EMPTY)


def _before(body: Body, index: int) -> int:
    """How many positional arguments come before one: the parameters without a default."""
    before = body.code.parameters[:index]
    return sum(1 for p in before if p.kind == ir.POSITIONAL and p.name not in ("self", "cls"))


def _dashed(name: str, kind: str) -> str:
    return name if kind == "fire" else name.replace("_", "-")


def _declaring(ev: "Evaluator", values: Values) -> tuple[Reading, str] | None:
    for value in values:
        if isinstance(value, External) and value.name in _DECLARING:
            call = made_by(ev, value)
            if call is not None:
                return call, value.name
    return None


def _annotated(ev: "Evaluator", body: Body, vid: int) -> tuple[Reading, str] | None:
    """`Annotated[str, typer.Option(...)]`."""
    op = body.ops[vid] if vid >= 0 else None
    if op is None or op[0] != ir.ITEM or body.ops[op[2]][0] != ir.TUPLE:
        return None
    for item in body.ops[op[2]][1][1:]:
        found = _declaring(ev, ev.eval(body, item)) if item >= 0 else None
        if found is not None:
            return found
    return None


def _own_default(call: Reading, default: Values) -> Values:
    """The default inside `typer.Option(...)`, else the one of the parameter."""
    plain = frozenset(v for v in default if not isinstance(v, External))
    if plain:
        return _given(plain)
    first = call.positional(0)
    if any(isinstance(v, Const) and str(v.value).startswith("-") for v in first):
        first = EMPTY
    return _given(first or call.keyword("default"))


def _given(values: Values) -> Values:
    return frozenset(v for v in values if not (isinstance(v, Const) and v.value is Ellipsis))


def _written(call: Reading) -> list[str]:
    return [text for values in call.all() for text in texts(values)]


def _environment(call: Reading) -> Values:
    found: Values = EMPTY
    for name in texts(call.keyword("envvar", "env_var")):
        known = named(call.ev, name, None, call.body, call.position)
        found |= frozenset(v for v in known if isinstance(v, Const))
    return found


def _choices(ev: "Evaluator", body: Body, vid: int) -> tuple[Values, bool]:
    """Members of the enumeration, or texts of the `Literal`, that a parameter is declared as;
    and whether it is declared as a class of the project."""
    op = body.ops[vid] if vid >= 0 else None
    if op is None:
        return EMPTY, False
    if op[0] == ir.ITEM:
        bases = ev.eval(body, op[1])
        keys = body.ops[op[2]]
        inner = list(keys[1]) if keys[0] == ir.TUPLE else [op[2]]
        names = {v.name.rpartition(".")[2] for v in bases if isinstance(v, External)}
        if "Literal" in names:
            return frozenset(v for i in inner if i >= 0 for v in ev.eval(body, i)), False
        return _choices(ev, body, inner[0]) if inner and inner[0] >= 0 else (EMPTY, False)
    for value in ev.eval(body, vid):
        if isinstance(value, Class):
            return (enum_members(ev, value), False) if is_enum(ev, value) else (EMPTY, True)
        if isinstance(value, External) and value.name.endswith(("Context", "CallbackParam")):
            return EMPTY, True
    return EMPTY, False

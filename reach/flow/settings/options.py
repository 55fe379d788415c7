"""One `add_argument`: how the option is called and which values it may have."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from reach.flow.assumptions import iterations
from reach.flow.bodies import Body
from reach.flow.contexts import Arguments, Context
from reach.flow.environment import written
from reach.flow.paths import PATH_TYPES, as_path
from reach.flow.settings import words
from reach.flow.settings.calls import Reading
from reach.flow.settings.hooks import texts
from reach.flow.settings.marks import is_known, marked, settled
from reach.flow.settings.started import given
from reach.flow.values import (
    EMPTY,
    Class,
    Const,
    External,
    Function,
    Unknown,
    Value,
    Values,
)
from reach.records import code as ir
from reach.records.record import dataclass

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_FLAGS = {
    "store_true": False,
    "store_false": True,
}


@dataclass(frozen=True, slots=True)
class Option:
    """An option or positional argument of a parser, by the call that declares it."""

    body: Body
    vid: int
    dest: str
    label: str
    """As the user writes it: `--model`."""
    context: Context | None = None
    """Where one call declares several: the round of the loop that declares this one."""


def options(ev: "Evaluator", body: Body, vid: int) -> list[Option]:
    """What a call of `add_argument` declares; several where the name is computed."""
    call = Reading(ev, body, vid, None)
    names = [texts(values) for values in call.all()]
    dests = texts(call.keyword("dest"))
    rounds = _rounds(ev, body, vid) if max([len(dests), *map(len, names)], default=0) > 1 else []
    if len(rounds) > 1:
        return [option for each in rounds for option in _declared(ev, body, vid, each)]
    return _declared(ev, body, vid, None)


def _rounds(ev: "Evaluator", body: Body, vid: int) -> list[Context | None]:
    """The rounds of the loop that a call is in, as far as its name and default depend on it."""
    op = body.ops[vid]
    given = [a for a in op[2][:1] if a >= 0] + [v for key, v in op[3] if key in ("dest", "default")]
    if len(given) < 2:
        return []
    return iterations(ev, body, (given[0], given[-1]), None)


def _declared(ev: "Evaluator", body: Body, vid: int, context: Context | None) -> list[Option]:
    call = Reading(ev, body, vid, context)
    names = [texts(values) for values in call.all()]
    dests = texts(call.keyword("dest"))
    found = _options(body, vid, names, dests)
    return [replace(option, context=context) for option in found] if context else found


def _options(body: Body, vid: int, names: list[list[str]], dests: list[str]) -> list[Option]:
    if not any(names):
        return [Option(body, vid, dest, dest) for dest in dests]
    if len(names) == 1 and len(names[0]) > 1:
        return [_option(body, vid, [name], dests) for name in names[0]]
    return [_option(body, vid, [n for group in names for n in group], dests)]


def _option(body: Body, vid: int, names: list[str], dests: list[str]) -> Option:
    long = [n for n in names if n.startswith("--")]
    label = long[0] if long else names[0]
    dest = dests[0] if dests else label.lstrip("-").replace("-", "_")
    if not label.startswith("-"):
        dest = label
    return Option(body, vid, dest, label)


def no_default(ev: "Evaluator", label: str, body: Body | None, position: int) -> Values:
    """The reason why an argument of the command line is not known."""
    return ev.unknown(f"{_ARGUMENT}{label}{_OPEN}", body, position)


def is_left_out(value: Value) -> bool:
    """Whether a value is that of an option which is None unless the command line gives it."""
    return isinstance(value, Unknown) and value.reason.startswith(f"{_ARGUMENT}-")


_ARGUMENT = "command line argument "
_OPEN = " has no default"


def values_of(ev: "Evaluator", option: Option, context: Context | None) -> Values:
    """What an option may be."""
    call = Reading(ev, option.body, option.vid, context or option.context)
    action = next(iter(texts(call.keyword("action"))), "store")
    default = call.keyword("default")
    spellings = [text for values in call.all() for text in texts(values)]
    started = given(ev, spellings, option.body, action in _FLAGS)
    for variable in texts(call.keyword("env_var")):
        started |= written(ev, variable, option.body)
    if not option.label.startswith("-"):
        started |= words.of_parser(ev, option.body, option.vid)
    if action in _FLAGS and not default:
        flag = ev.pool.const(_FLAGS[action], option.body, call.position, "argparse default")
        return frozenset((flag, *_switched(ev, started, action)))
    started = _converted(ev, started, call.keyword("type"), call)
    reason = no_default(ev, option.label, option.body, call.position) if not started else EMPTY
    default = frozenset(v for v in default if not _suppressed(v))
    choices = _choices(ev, call.keyword("choices"))
    default = _converted(ev, default, call.keyword("type"), call)
    choices = _converted(ev, choices, call.keyword("type"), call)
    found = settled(ev, default, choices, "argparse", reason) | started
    return found | marked(ev, call.keyword("const"), "argparse choice")


def _switched(ev: "Evaluator", started: Values, action: str) -> Values:
    """The value of a flag that is given on a command line."""
    return frozenset(
        ev.pool.const(not _FLAGS[action], v.body, v.position, v.kind)
        for v in started
        if isinstance(v, Const)
    )


def _suppressed(value: Value) -> bool:
    return isinstance(value, External) and value.name.endswith(".SUPPRESS")


def _choices(ev: "Evaluator", values: Values) -> Values:
    from reach.flow.items import iterated

    found: Values = EMPTY
    for value in values:
        found |= iterated(ev, value, ev.program.bodies[0], 0)
    return frozenset(v for v in found if isinstance(v, Const))


def _converted(ev: "Evaluator", values: Values, types: Values, call: Reading) -> Values:
    """Values after the `type=` of their option."""
    from reach.flow.calls import call_values

    if any(isinstance(t, External) and t.name in PATH_TYPES for t in types):
        return as_path(ev, values)
    for change in (
        c for t in types if isinstance(t, External) for c in _TEXT_TYPES.get(t.name, ())
    ):
        values = frozenset(_changed(ev, v, change) for v in values)
    functions = frozenset(t for t in types if isinstance(t, (Function, Class)))
    if not functions:
        return values
    found: Values = EMPTY
    for value in values:
        if isinstance(value, Const) and isinstance(value.value, str):
            given = Arguments(((False, frozenset((value,))),))
            made = call_values(ev, functions, given, call.body, call.vid, call.context)
            found |= made if is_known(made) else {value}
        else:
            found |= {value}
    return found


_TEXT_TYPES: dict[str, tuple[Callable[[str], str], ...]] = {
    f"<builtin>.str.{change.__name__}": (change,)
    for change in (str.lower, str.upper, str.strip, str.casefold, str.title)
}
"""Methods of texts that serve as a `type=`."""


def _changed(ev: "Evaluator", value: Value, change: Callable[[str], str]) -> Value:
    if not isinstance(value, Const) or not isinstance(value.value, str):
        return value
    return ev.pool.const(change(value.value), value.body, value.position, value.kind, value.path)


def declares(op: ir.Op) -> bool:
    """Whether a call has what a declaration needs."""
    return bool(op[2]) or any(key == "dest" for key, _ in op[3])

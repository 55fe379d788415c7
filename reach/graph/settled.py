"""Settings that the command line of a deployment leaves as they are, and variables that it sets.

`CMD ["serve", "--model", "org/model"]` does not ask for `--load-8bit`: what only runs with it is
not on the way of this process, though anybody may start another one. Neither is what only runs with
`ENGINE=large` on that of a process with `ENV ENGINE=small`.
"""

import operator
from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any, NamedTuple

from reach.flow.bodies import Body
from reach.flow.contexts import Context, Thunk
from reach.flow.environment import overridden
from reach.flow.evaluator import Evaluator
from reach.flow.operands import context_dependent
from reach.flow.settings.hooks import table
from reach.flow.settings.named_calls import calls_named
from reach.flow.settings.options import is_left_out
from reach.flow.settings.started import GIVEN, NOT_KNOWN
from reach.flow.values import (
    LEFT_DEFAULT,
    NAMESPACE,
    Bundle,
    Const,
    External,
    Place,
    Unknown,
    Value,
)
from reach.graph.build import Edge
from reach.graph.entry import Entry
from reach.records import code as ir
from reach.records.project import Launch

Kinds = frozenset[str]


class Settings(NamedTuple):
    """What is in force in the processes that a way begins with."""

    kinds: Kinds = frozenset()
    """Kinds of values."""
    launches: tuple[Launch, ...] = ()
    """The processes, where they set variables."""

    def __bool__(self) -> bool:
        """Whether anything is in force."""
        return bool(self.kinds or self.launches)


NO_SETTINGS = Settings()

_OPTIONS: Kinds = frozenset(("argparse default", "click default", "typer default"))

_GIVEN: Kinds = _OPTIONS | {GIVEN}
"""And what it gives itself, where what it gives others is left out (`reach.graph.given`)."""

BY_OPTION = "module by option"
"""In force where the command line says which module its options name."""

_OPEN = frozenset(("dockerfile-entrypoint", "shell-script", "makefile"))
"""Kinds of launches to which whoever starts them adds arguments of their own."""

MAX_HOPS = 8
"""Calls and branches between a condition and the option that it is made of."""


def settled(ev: Evaluator, entry: Entry) -> Settings:
    """What holds for all processes which begin at an entry point."""
    if entry.launch is None or entry.grade != "deployed":
        return NO_SETTINGS
    launches = (entry.launch, *entry.also)
    set_by_all = all(launch.environment for launch in launches)
    return Settings(_kinds(ev, entry, launches), launches if set_by_all else ())


def _kinds(ev: Evaluator, entry: Entry, launches: tuple[Launch, ...]) -> Kinds:
    """The defaults that hold for these processes."""
    if entry.handler and not entry.kind.endswith("-command"):
        return NO_SETTINGS.kinds
    if not all(map(_is_complete, launches)):
        return NO_SETTINGS.kinds
    if table(ev, "options filled in", lambda: _filled(ev)):
        return NO_SETTINGS.kinds
    replaceable = any(launch.replaceable for launch in launches)
    return _GIVEN if replaceable else _GIVEN | {BY_OPTION}


def _is_complete(launch: Launch) -> bool:
    """Whether a command says all that the program gets."""
    return launch.kind not in _OPEN and not any("$" in word for word in launch.arguments)


def _filled(ev: Evaluator) -> bool:
    """Whether the program sets options by names that are computed, or reads others than those of
    its command line."""
    for body, vid in calls_named(ev, "setattr"):
        given = body.ops[vid][2]
        if len(given) != 3 or min(given) < 0:
            continue
        name = ev.eval(body, given[1])
        known = bool(name) and all(isinstance(v, Const) for v in name)
        if not known and any(_is_namespace(v) for v in ev.eval(body, given[0])):
            return True
    if any(op[0] == ir.SETATTR and op[2] == "argv" for b in ev.program.bodies for op in b.ops):
        return True
    return any(
        not body.facts.development and not _is_command_line(ev, body, body.ops[vid])
        for body, vid in calls_named(ev, "parse_args", "parse_known_args")
    )


def _is_command_line(ev: Evaluator, body: Body, op: ir.Op) -> bool:
    """Whether a parser reads what the program was started with."""
    given = [v if v >= 0 else ~v for v in (*op[2], *(v for _, v in op[3]))]
    return all(
        (isinstance(value, Const) and value.value is None)
        or (isinstance(value, External) and value.name.startswith("sys.argv"))
        for vid in given
        for value in ev.eval(body, vid)
    )


def _is_namespace(value: object) -> bool:
    return isinstance(value, External) and value.name == NAMESPACE


def left_to_others(ev: Evaluator, edge: Edge, settings: Settings) -> bool:
    """Whether a call leads to a module that only another process chooses by an option: this one
    was started with a module of its own."""
    if BY_OPTION not in settings.kinds or edge.certainty not in ("dispatch", "import"):
        return False
    module = edge.callee.module
    if module not in ev.program.chosen or module in ev.program.named:
        return False
    return bool(edge.caller.ops[edge.vid][0] == ir.CALL)


def decided(
    ev: Evaluator, body: Body, vid: int, context: Context | None, settings: Settings, depth: int = 0
) -> bool | None:
    """The truth of a condition where options left as they are decide it."""
    op = body.ops[vid]
    if depth > MAX_HOPS:
        return None
    if op[0] == ir.NOT:
        inner = decided(ev, body, op[1], context, settings, depth + 1)
        return None if inner is None else not inner
    if op[0] in (ir.AND, ir.OR):
        both = [decided(ev, body, v, context, settings, depth + 1) for v in op[1:3]]
        decisive = bool(op[0] == ir.OR)
        if decisive in both:
            return decisive
        return None if None in both else not decisive
    if op[0] == ir.COMPARE:
        test = _COMPARISONS.get(op[1])
        left, right = (_known(ev, body, v, context, settings, depth + 1) for v in op[2:4])
        return _agreed(partial(_tried, test), left, right) if test is not None else None
    return _agreed(_truth, _known(ev, body, vid, context, settings, depth + 1))


def _known(
    ev: Evaluator, body: Body, vid: int, context: Context | None, settings: Settings, depth: int
) -> list[object]:
    """What an expression is where nobody gives the options it is made of; empty if that is open."""
    op = body.ops[vid]
    if depth > MAX_HOPS:
        return []
    if op[0] == ir.CONST:
        return [op[1]]
    if op[0] == ir.REFINE:
        return _known(ev, body, op[1], context, settings, depth + 1)
    if op[0] == ir.SELECT:
        chosen = decided(ev, body, op[1], context, settings, depth + 1)
        arm = op[2] if chosen else op[3]
        return [] if chosen is None else _known(ev, body, arm, context, settings, depth + 1)
    if op[0] == ir.PARAM and context is not None:
        given = context.arguments.of_parameter(body, op[1])
        if isinstance(given, Thunk):
            return _known(ev, given.body, given.vid, given.context, settings, depth + 1)
    if op[0] in (ir.TUPLE, ir.LIST, ir.SET):
        listed = [body.ops[each] for each in op[1] if each >= 0]
        constant = len(listed) == len(op[1]) and all(each[0] == ir.CONST for each in listed)
        return [tuple(each[1] for each in listed)] if constant else []
    kinds = settings.kinds
    if not kinds and context_dependent(body)[vid]:  # no variable, but for what is handed on
        return []
    values = [v for v in ev.eval(body, vid, context) if not _is_elsewhere(v)]
    own = _set(ev, [_as_one(ev, v) for v in values], settings.launches)
    if own:
        return own
    nothing = [v for v in values if GIVEN in kinds and is_left_out(v)]
    known = [v for v in values if isinstance(v, Const) and v.kind in kinds | _BESIDE]
    if len(known) + len(nothing) < len(values):
        return []
    return [*(v.value for v in known if v.kind in kinds), *(None for _ in nothing)]


def _as_one(ev: Evaluator, value: Value) -> Value:
    """The words of a variable, `TASKS.split(",")`, as one constant."""
    if not isinstance(value, Bundle) or value.rest or not value.entries:
        return value
    words = [word for _, each in value.entries for word in each]
    first = words[0]
    if len(words) != len(value.entries) or not isinstance(first, Const):
        return value
    if not all(isinstance(word, Const) and word.body == first.body for word in words):
        return value
    texts = tuple(word.value for word in words if isinstance(word, Const))
    return ev.pool.const(texts, first.body, first.position, first.kind)


def _set(ev: Evaluator, values: list[Value], launches: tuple[Launch, ...]) -> list[object]:
    """What an expression is that is made of variables which all these processes set."""
    found: list[object] = []
    every: set[Place] = table(ev, "places of variables", lambda: _places(ev)) if launches else set()
    for launch in launches:
        own = {Place(v.path, v.line) for v in launch.environment}
        mine = [v for v in values if isinstance(v, Const) and v.body in own]
        others = [v for v in values if v not in mine]
        names = {v.name for v in launch.environment if v.value}
        if not mine or not all(_is_replaced(ev, v, every, names) for v in others):
            return []
        found += [_Text(v.value) if isinstance(v.value, str) else v.value for v in mine]
    return found


def _places(ev: Evaluator) -> set[Place]:
    """Where deployment files set variables."""
    return {Place(v.path, v.line) for every in ev.environment.values() for v in every}


def _is_replaced(ev: Evaluator, value: Value, places: set[Place], names: set[str]) -> bool:
    """Whether this is what stands where a variable is not set, or what others set it to."""
    if not isinstance(value, Const):
        return False
    return value.body in places or overridden(ev, value, names)


class _Text(str):
    """A variable's text, which may be read as a switch or a number before it is asked for."""

    __slots__ = ()


def _truth(value: object) -> bool | None:
    if isinstance(value, _Text) and value.lower() in _OFF:
        return None
    return bool(value)


_OFF = frozenset(("", "0", "false", "no", "off", "none", "null", "n", "f"))


def _is_elsewhere(value: object) -> bool:
    """Whether a value is given where the project starts the program itself, and nobody knows it."""
    return isinstance(value, Unknown) and value.reason == NOT_KNOWN


_BESIDE = frozenset(
    (
        "subprocess argument",
        "field default",
        LEFT_DEFAULT,
        "argparse choice",
        "click choice",
        "typer choice",
    )
)
"""Kinds of values that the default of an option stands in place of."""

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "is": operator.is_,
    "is not": operator.is_not,
    "in": lambda left, right: left in right,
    "not in": lambda left, right: left not in right,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _tried(test: Callable[[Any, Any], bool], left: object, right: object) -> bool | None:
    """A comparison, unless a `type=` may still make the two alike."""
    several = isinstance(right, tuple)
    if None in (left, right) or several:
        pass
    elif isinstance(left, str) != isinstance(right, str):
        return None
    try:
        return bool(test(left, right))
    except TypeError:
        return None


def _agreed(test: Callable[..., bool | None], *operands: list[object]) -> bool | None:
    """The answer of a test, if it is one for all values."""
    answers = {test(*values) for values in product(*operands)}
    return answers.pop() if len(answers) == 1 else None

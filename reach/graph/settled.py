"""Settings that the command line of a deployment leaves as they are.

`CMD ["serve", "--model", "org/model"]` does not ask for `--load-8bit`: what only runs with it is
not on the way of this process, though anybody may start another one.
"""

import operator
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import product
from typing import Any

from reach.flow.bodies import Body
from reach.flow.contexts import Context, Thunk
from reach.flow.environment import overridden
from reach.flow.evaluator import Evaluator
from reach.flow.settings.hooks import table
from reach.flow.settings.named_calls import calls_named
from reach.flow.settings.options import is_left_out
from reach.flow.settings.started import GIVEN, NOT_KNOWN
from reach.flow.values import LEFT_DEFAULT, NAMESPACE, Const, External, Place, Unknown, Value
from reach.graph.build import Edge
from reach.graph.entry import Entry
from reach.records import code as ir
from reach.records.project import EnvValue, Launch

Settings = frozenset[str | EnvValue]
"""Kinds of values that are in force in a process, and the variables of its environment."""

NO_SETTINGS: Settings = frozenset()

_OPTIONS: Settings = frozenset(("argparse default", "click default", "typer default"))

_GIVEN: Settings = _OPTIONS | {GIVEN}
"""And what it gives itself, where what it gives others is left out (`reach.graph.given`)."""

BY_OPTION = "module by option"
"""In force where the command line says which module its options name."""

_OPEN = frozenset(("dockerfile-entrypoint", "shell-script", "makefile"))
"""Kinds of launches to which whoever starts them adds arguments of their own."""

MAX_HOPS = 8
"""Calls and branches between a condition and the option that it is made of."""


def settled(ev: Evaluator, entry: Entry) -> Settings:
    """The defaults and variables that hold for all processes which begin at an entry point."""
    command = entry.kind.endswith("-command")
    if entry.launch is None or entry.grade != "deployed":
        return NO_SETTINGS
    launches = (entry.launch, *entry.also)
    variables = _set_in_all(launches)
    if (entry.handler and not command) or not all(map(_is_complete, launches)):
        return variables
    if table(ev, "options filled in", lambda: _filled(ev)):
        return variables
    replaceable = any(launch.replaceable for launch in launches)
    return variables | (_GIVEN if replaceable else _GIVEN | {BY_OPTION})


def _set_in_all(launches: Sequence[Launch]) -> Settings:
    """The variables that every one of these processes is given."""
    each = [{v.name for v in launch.environment if v.value} for launch in launches]
    names = set.intersection(*each)
    return frozenset(v for launch in launches for v in launch.environment if v.name in names)


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
    if BY_OPTION not in settings or edge.certainty not in ("dispatch", "import"):
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
    if op[0] != ir.COMPARE or not _asks_text(body, op):
        settings = frozenset(each for each in settings if isinstance(each, str))
        if not settings:
            return None
    if op[0] == ir.COMPARE:
        test = _COMPARISONS.get(op[1])
        left, right = (_known(ev, body, v, context, settings, depth + 1) for v in op[2:4])
        return _agreed(partial(_tried, test), left, right) if test is not None else None
    return _agreed(bool, _known(ev, body, vid, context, settings, depth + 1))


def _asks_text(body: Body, op: ir.Op) -> bool:
    """Whether a comparison is with a text: a variable that is set may stand for a switch as well,
    and whether its text turns that off is another question."""
    parts = [body.ops[vid] for vid in op[2:4]]
    return op[1] in ("==", "!=") and any(p[0] == ir.CONST and type(p[1]) is str for p in parts)


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
    values = [v for v in ev.eval(body, vid, context) if not _is_elsewhere(v)]
    own = _of_environment(ev, values, settings)
    if own:
        return own
    nothing = [v for v in values if GIVEN in settings and is_left_out(v)]
    known = [v for v in values if isinstance(v, Const) and v.kind in settings | _BESIDE]
    if len(known) + len(nothing) < len(values):
        return []
    return [*(v.value for v in known if v.kind in settings), *(None for _ in nothing)]


def _of_environment(ev: Evaluator, values: list[Value], settings: Settings) -> list[object]:
    """What the variables of the process are, where all other values are those of other processes
    or defaults of these variables."""
    variables = [v for v in settings if isinstance(v, EnvValue)]
    if not variables:
        return []
    own, others = _places(variables), _places(v for vs in ev.environment.values() for v in vs)
    names = {v.name for v in variables}
    found: list[object] = []
    for value in values:
        if not isinstance(value, Const):
            return []
        place = (value.body.path, value.body.line) if isinstance(value.body, Place) else None
        if place in own:
            found.append(value.value)
        elif place not in others and not overridden(ev, value, names):
            return []
    return found


def _places(variables: Iterable[EnvValue]) -> set[tuple[str, int] | None]:
    return {(v.path, v.line) for v in variables}


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
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _tried(test: Callable[[Any, Any], bool], left: object, right: object) -> bool | None:
    """A comparison, unless a `type=` may still make the two alike."""
    if None not in (left, right) and isinstance(left, str) != isinstance(right, str):
        return None
    try:
        return bool(test(left, right))
    except TypeError:
        return None


def _agreed(test: Callable[..., bool | None], *operands: list[object]) -> bool | None:
    """The answer of a test, if it is one for all values."""
    answers = {test(*values) for values in product(*operands)}
    return answers.pop() if len(answers) == 1 else None

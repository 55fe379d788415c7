"""Options that the command line of a process gives, and variables of its environment, on the ways
of this process.

`CMD ["serve", "--engine", "large"]` and `load(ENGINES[args.engine])`: another engine is loaded by
other processes only.
"""

from collections.abc import Hashable, Sequence

from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.evaluator import Evaluator
from reach.flow.settings.calls import Reading
from reach.flow.settings.click import declarations
from reach.flow.settings.hooks import table, texts
from reach.flow.settings.marks import is_known, missing
from reach.flow.settings.options import Option
from reach.flow.settings.parsers import index
from reach.flow.settings.started import GIVEN, NOT_KNOWN, SUBPROCESS, is_replaced
from reach.flow.settings.typer import command_kind
from reach.flow.values import Const, Place, Unknown, Value, Values
from reach.graph.entry import Entry
from reach.graph.subcommands import is_command
from reach.records import code as ir
from reach.records.project import Launch

Launches = tuple[Launch | None, ...]
"""Processes of a program; None for one that somebody starts without any options."""

NO_LAUNCHES: Launches = ()


def launches_of(ev: Evaluator, entry: Entry) -> Launches:
    """The processes that begin at an entry point, where some process is given options."""
    handles = entry.handler and entry.launch is None and not is_command(entry)
    outside = handles or entry.kind in ("public-api", "plugin")
    if outside or not (ev.environment or any(ev.launches.values())):
        return NO_LAUNCHES
    return (entry.launch, *entry.also)


def as_given(
    ev: Evaluator, launches: Launches, body: Body, context: Context | None
) -> Context | None:
    """The context in which what a function reads of the command line is what these processes are
    given; options that they leave out are not what others are given."""
    if not launches or not _readings(ev, body):
        return context
    known: dict[Hashable, Context | None] = table(ev, "contexts as given", dict)
    key = (tuple(map(id, launches)), body, context)
    if key not in known or not ev.concluded:
        known[key] = _as_given(ev, launches, body, context)
    return known[key]


def _as_given(
    ev: Evaluator, launches: Launches, body: Body, context: Context | None
) -> Context | None:
    known: dict[int, Values] = {}
    for vid in _readings(ev, body):
        values = ev.eval(body, vid, context)
        variables = _variables(ev)
        if any(_is_given(v) or _written(v) in variables for v in values):
            own = (_own(variables, values, launch) for launch in launches)
            left = frozenset(v for vs, launch in own for v in _left(vs, launch))
            if left != values and any(is_known((v,)) and not missing(v) for v in left):
                known[vid] = left
    return ev.assuming(body, context, known) if known else context


Written = tuple[str, int, object]
"""Path, line and text of a value in a deployment file."""


def _written(value: Value) -> Written | None:
    if not isinstance(value, Const) or not isinstance(value.body, Place):
        return None
    return value.body.path, value.body.line, value.value


def _variables(ev: Evaluator) -> set[Written]:
    """Where variables are given values."""
    found: set[Written] = table(
        ev,
        "values of variables",
        lambda: {(v.path, v.line, v.value) for every in ev.environment.values() for v in every},
    )
    return found


def _own(
    variables: set[Written], values: Values, launch: Launch | None
) -> tuple[Values, Launch | None]:
    """Without what a variable is set to for other processes, where it is set for this one."""
    given = launch.environment if launch is not None else ()
    own = {(v.path, v.line, v.value) for v in given}
    if not any(_written(v) in own for v in values):
        return values, launch
    others = variables - own
    return frozenset(v for v in values if _written(v) not in others), launch


def _left(values: Values, launch: Launch | None) -> Values:
    """What an option may be in one process."""
    lines = launch.lines if launch is not None else ()
    path = (launch.written or launch.path) if launch is not None else ""
    places = {Place(path, line) for line in lines}
    mine = {v for v in values if isinstance(v, Const) and v.kind == GIVEN and v.body in places}
    rest = {v for v in values if not _is_given(v)}
    words = launch.arguments if launch is not None else ()
    mine = {v for v in mine if any(_stands(v, word) for word in words)} or mine
    if mine:
        rest = {v for v in rest if not (isinstance(v, Const) and is_replaced(v.kind))}
    return frozenset(mine | rest)


def _stands(value: Const, word: str) -> bool:
    """Whether a value is what a word gives: several processes may begin on one line."""
    return value.value in (word, word.partition("=")[2])


def _is_given(value: Value) -> bool:
    if isinstance(value, Unknown):
        return value.reason == NOT_KNOWN
    return isinstance(value, Const) and value.kind in (GIVEN, SUBPROCESS)


def _readings(ev: Evaluator, body: Body) -> Sequence[int]:
    """Operations of a function that may read what some process is given."""
    known: dict[Body, list[int]] = table(ev, "readings of options", dict)
    found = known.get(body)
    if found is None:
        names = _names(ev)
        function = body.code.kind == "function"
        every = function and command_kind(ev, body) is not None
        own = declarations(ev, body) if function and body.code.decorators else {}
        parameters = [every or p.name in names or p.name in own for p in body.code.parameters]
        found = known[body] = [
            vid
            for vid, op in enumerate(body.ops)
            if (op[0] == ir.ATTR and op[2] in names)
            or (op[0] == ir.PARAM and parameters[op[1]])
            or _asks_environment(body.ops, op)
        ]
    return found


def _asks_environment(ops: tuple[ir.Op, ...], op: ir.Op) -> bool:
    """`os.environ["MODEL"]`, `os.getenv("MODEL")`, however they were imported."""
    if op[0] == ir.ITEM:
        return _last(ops[op[1]]) == "environ"
    if op[0] != ir.CALL:
        return False
    callee = ops[op[1]]
    name = _last(callee)
    of_mapping = name in ("get", "pop") and callee[0] == ir.ATTR
    return name == "getenv" or (of_mapping and _last(ops[callee[1]]) == "environ")


def _last(op: ir.Op) -> object:
    """The last word of a name."""
    return op[2] if op[0] in (ir.ATTR, ir.FROM) else op[1] if op[0] == ir.GLOBAL else None


def _names(ev: Evaluator) -> set[str]:
    """How the program calls the options that some process is given."""
    found: set[str] = table(ev, "names of given options", lambda: _all_names(ev))
    return found


def _all_names(ev: Evaluator) -> set[str]:
    lines = [launch.arguments for known in ev.launches.values() for launch in known]
    words = {word.partition("=")[0] for line in lines for word in line if word.startswith("-")}
    found = {word.lstrip("-").replace("-", "_") for word in words}
    parsers = index(ev) if any(lines) else None
    for place in (*parsers.parsers.values(), *parsers.loose.values()) if parsers else ():
        for dest, options in place.options.items():
            if dest not in found and any(_is_named(ev, option, words) for option in options):
                found.add(dest)
    return found


def _is_named(ev: Evaluator, option: Option, words: set[str]) -> bool:
    """Whether an option is written in some command line, or is known by its place there."""
    if not option.label.startswith("-"):
        return True
    call = Reading(ev, option.body, option.vid, None)
    return any(text in words for values in call.all() for text in texts(values))

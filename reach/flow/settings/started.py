"""Options that are given where the program is started: in deployment files, and for jobs.

A value from a command line has the kind `command line` and the place of the line; one from the
hyperparameters of a job is written in the code that makes the job.
"""

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.containers import item
from reach.flow.environment import written
from reach.flow.settings.calls import Reading
from reach.flow.settings.hooks import table, texts
from reach.flow.strings import joined
from reach.flow.values import EMPTY, Const, Place, Value, Values
from reach.later import regex
from reach.records import code as ir
from reach.records.project import Launch

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator
    from reach.flow.lines import CommandLine

Started = tuple[Launch, "CommandLine | None"]
"""A launch, and the command line of the program that makes it, if it is no deployment file."""

SUBPROCESS = "subprocess argument"
"""Kind of a value that is given to a program which the project itself starts."""

NOT_KNOWN = "the project starts this program with something that is not known"
"""Reason of such a value that is not known."""

MAX_WORDS = 16
"""Words of a command line that are told apart."""

GIVEN = "command line"
"""Kind of a value that a deployment file starts a program with."""

_COMMAND_LINES = frozenset(
    (
        "argparse",
        "click",
        "typer",
        "fire",
        "tyro",
        "absl",
        "field",
        "hydra",
        "prefect",
        "tornado",
        "metaflow",
    )
)

_ASSIGNED = regex(r"\+{0,2}([A-Za-z_][\w./@-]*)=(.*)")
_PLAIN: dict[str, object] = {
    "null": None,
    "true": True,
    "false": False,
    "True": True,
    "False": False,
}

_VARIABLE = regex(r"\$(?:(\w+)|\{(\w+)\}|\{\{\s*([^{}]*?)\s*\}\})")
"""A variable of a shell, or an expression of a workflow."""


def given(
    ev: "Evaluator",
    names: Iterable[str],
    body: Body | None,
    flag: bool = False,
    launches: Sequence[Started] | None = None,
) -> Values:
    """What an option of these spellings is given by those who start a program with it: by these
    launches, or by all of programs that the body is part of."""
    spellings = frozenset(n for n in names if n.startswith("-"))
    if body is None or not spellings:
        return EMPTY
    found: Values = EMPTY
    for started in launches_with(ev, body.module) if launches is None else launches:
        found |= _on_line(ev, started, spellings, flag)
    for job in _jobs(ev).get(body.facts.path, ()):
        found |= _in_job(ev, job, spellings)
    return found


def at_position(ev: "Evaluator", number: int, body: Body | None) -> Values:
    """What stands at a position of the argument vector of a program that a body is part of."""
    found: Values = EMPTY
    for started in launches_with(ev, body.module) if body is not None else ():
        arguments = started[0].arguments
        if number <= len(arguments):
            found |= value_at(ev, started, arguments[number - 1], number - 1)
    return found


def plain_words(ev: "Evaluator", start: int, body: Body | None) -> Values:
    """What stands at a position or behind it, of command lines without options."""
    found: Values = EMPTY
    for started in launches_with(ev, body.module) if body is not None else ():
        arguments = started[0].arguments[:MAX_WORDS]
        if not any(word.startswith("-") for word in arguments):
            for number in range(start - 1, len(arguments)):
                found |= value_at(ev, started, arguments[number], number)
    return found


def assigned(ev: "Evaluator", body: Body) -> list[tuple[str, Values]]:
    """Names that a command line gives a value by `name=value`, as Hydra reads them."""
    launches = launches_with(ev, body.module)
    return [each for started in launches for each in _assigned(ev, started)]


def assigned_by(ev: "Evaluator", launch: Launch) -> list[tuple[str, Values]]:
    """The same, of one launch."""
    return _assigned(ev, (launch, None))


def _assigned(ev: "Evaluator", started: Started) -> list[tuple[str, Values]]:
    found: list[tuple[str, Values]] = []
    for number, word in enumerate(started[0].arguments):
        for name, plain in assignments(word):
            found.append((name, value_at(ev, started, plain, number)))
    return found


def assignments(word: str) -> Iterator[tuple[str, object]]:
    """The name and the value of a word like `model.name=org/name`."""
    known = _ASSIGNED.fullmatch(word)
    if known is not None:
        text = known[2].strip("'\"")
        yield known[1], _PLAIN.get(text, text)


def is_replaced(kind: str) -> bool:
    """Whether a value counts only where the command line does not say otherwise."""
    name, _, what = kind.partition(" ")
    return what in ("default", "choice") and name in _COMMAND_LINES


# -- command lines --------------------------------------------------------------------------------


def launches_with(ev: "Evaluator", module: Body) -> list[Started]:
    """The launches of programs that consist of a module, or import it."""
    index: dict[Body, list[Started]] = table(ev, "launches", lambda: _launched(ev))
    return index.get(module, [])


def _launched(ev: "Evaluator") -> dict[Body, list[Started]]:
    ev.depend("launches")
    found: dict[Body, list[Started]] = {}
    every = [(path, (launch, None)) for path, known in ev.launches.items() for launch in known]
    spawned = [(path, each) for path, known in ev.spawned.items() for each in known]
    for path, started in (*every, *spawned):
        start = ev.program.by_path.get(path)
        if start is not None:
            for module in _imported(ev, start):
                found.setdefault(module, []).append(started)
    return found


def _imported(ev: "Evaluator", start: Body) -> list[Body]:
    """A module and all that it imports, directly or not."""
    inside: dict[Body, list[Body]] = table(ev, "bodies by module", lambda: _by_module(ev))
    direct: dict[Body, list[Body]] = table(ev, "imports by module", dict)
    seen: dict[Body, None] = {start: None}
    work = [start]
    while work:
        module = work.pop()
        known = direct.get(module)
        if known is None:
            known = direct[module] = list(_imports(ev, module, inside.get(module, [])))
        new = [each for each in known if each not in seen]
        seen.update(dict.fromkeys(new))
        work += new
    return list(seen)


def _imports(ev: "Evaluator", module: Body, bodies: list[Body]) -> dict[Body, None]:
    """The modules that one imports itself."""
    found: dict[Body, None] = {}
    for body in bodies:
        for op in body.ops:
            if op[0] == ir.IMPORT:
                target = ev.program.resolve(module.facts, op[1], 0)
            elif op[0] == ir.FROM:
                target = ev.program.resolve(module.facts, op[1], op[3])
            else:
                continue
            inner = f"{target}.{op[2]}" if op[0] == ir.FROM else None  # a module of a package
            for name in (target, inner):
                known = ev.program.modules.get(name) if name is not None else None
                if known is not None:
                    found[known] = None
    return found


def _by_module(ev: "Evaluator") -> dict[Body, list[Body]]:
    found: dict[Body, list[Body]] = {}
    for body in ev.program.bodies:
        found.setdefault(body.module, []).append(body)
    return found


def _on_line(ev: "Evaluator", started: Started, names: frozenset[str], flag: bool) -> Values:
    """What a command line gives an option: the next word, or what follows `=`. An empty one, such
    as `"${1:-}"`, says nothing."""
    words = started[0].arguments
    for number, word in enumerate(words):
        name, equals, text = word.partition("=")
        if name not in names:
            continue
        value: object = text
        if flag:
            value = True
        elif not equals:
            if number + 1 == len(words) or words[number + 1].startswith("--"):
                continue
            number += 1
            value = words[number]
        return value_at(ev, started, value, number) if value != "" else EMPTY
    return EMPTY


def value_at(ev: "Evaluator", started: Started, value: object, number: int) -> Values:
    """The value of an argument, written on the line of its word."""
    launch, line_of_program = started
    if line_of_program is not None:
        place = Place(launch.path, launch.line)
        known = line_of_program.values(ev, value) if isinstance(value, str) else EMPTY
        known = known or frozenset((ev.pool.const(value, place),))
        return frozenset(_as_given(ev, each, place) for each in known)
    index = len(launch.command) - len(launch.arguments) + number
    line = launch.lines[index] if 0 <= index < len(launch.lines) else launch.line
    place = Place(launch.written or launch.path, line)
    whole = _VARIABLE.fullmatch(value) if isinstance(value, str) else None
    if whole is not None and whole[3] is None:
        variable = whole[1] or whole[2]
        left = any(each.name == variable for each in launch.unfilled)
        reason = f"variable {variable} is set by whoever starts the program"
        return written(ev, variable, None) or (ev.unknown(reason, place) if left else EMPTY)
    if isinstance(value, str) and "$" in value:
        return _expanded(ev, value, place)
    return frozenset((ev.pool.const(value, place, 0, GIVEN),))


def _expanded(ev: "Evaluator", text: str, place: Place) -> Values:
    """A word with variables in it, as far as they are known; nothing of one that is a mere
    command."""
    parts: list[str | Values] = []
    end = 0
    for found in _VARIABLE.finditer(text):
        name = found[1] or found[2] or ""
        values = written(ev, name, None) if name else EMPTY
        if name == "HOME" and not found.start() and not values:
            values = frozenset((ev.pool.const("~"),))
        what = f"variable {name} is not set" if name else f"{found[3]} is not known"
        reason = f"{what} where the program is started"
        parts += [text[end : found.start()], values or ev.unknown(reason, place)]
        end = found.end()
    if "$" in _VARIABLE.sub("", text):
        return EMPTY
    return frozenset(
        ev.pool.const(v.value, place, 0, GIVEN, v.path) if isinstance(v, Const) else v
        for v in joined(ev, [*parts, text[end:]], place, 0)
    )


def _as_given(ev: "Evaluator", value: Value, place: Place) -> Value:
    """A value that the program gives to a part of its own that it starts."""
    if not isinstance(value, Const):
        return ev.pool.unknown(NOT_KNOWN, place)
    return ev.pool.const(value.value, value.body, value.position, SUBPROCESS, value.path)


# -- jobs -----------------------------------------------------------------------------------------


def _jobs(ev: "Evaluator") -> dict[str, list[Reading]]:
    """Calls such as `HuggingFace(entry_point="train.py", hyperparameters={…})`, which run a script
    of the project somewhere else, by the path of the script."""
    found: dict[str, list[Reading]] = table(ev, "jobs", lambda: _all_jobs(ev))
    return found


def _all_jobs(ev: "Evaluator") -> dict[str, list[Reading]]:
    found: dict[str, list[Reading]] = {}
    for body in ev.program.bodies:
        for vid, op in enumerate(body.ops):
            if op[0] != ir.CALL or not any(key == "hyperparameters" for key, _ in op[3]):
                continue
            call = Reading(ev, body, vid, None)
            for path in _scripts(call):
                if path in ev.program.by_path:
                    found.setdefault(path, []).append(call)
    return found


def _scripts(call: Reading) -> list[str]:
    """Paths of the script that a job runs, as seen from the file that makes the job."""
    here = posixpath.dirname(call.body.facts.path)
    folders = texts(call.keyword("source_dir")) or [""]
    return [
        posixpath.normpath(posixpath.join(here, folder, script))
        for folder in folders
        for script in texts(call.keyword("entry_point"))
    ]


def _in_job(ev: "Evaluator", job: Reading, names: frozenset[str]) -> Values:
    """What the hyperparameters of a job give an option: each is passed as `--key value`."""
    found: set[Value] = set()
    for mapping in job.keyword("hyperparameters"):
        for name in sorted(names):
            key = frozenset((ev.pool.const(name.lstrip("-")),))
            found |= {v for v in item(ev, mapping, key) if isinstance(v, Const)}
    return frozenset(found)

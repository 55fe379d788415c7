"""Words of a command line that are no options: `train.py configs/base.yaml`, `tool serve org/x`."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.settings.calls import Reading, made_by
from reach.flow.settings.hooks import table, texts
from reach.flow.settings.started import Started, launches_with, value_at
from reach.flow.values import EMPTY, External, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_ALONE = frozenset(
    ("store_true", "store_false", "store_const", "append_const", "count", "help", "version")
)
"""Actions of options that take no word of their own."""


def plain(ev: "Evaluator", started: Started) -> list[tuple[int, str]]:
    """The words of a command line that are neither options nor their values, with their numbers."""
    flags: set[str] = table(ev, "options without a value", lambda: _flags(ev))
    found: list[tuple[int, str]] = []
    words = started[0].arguments
    number = 0
    while number < len(words):
        word = words[number]
        if word == "--":
            found += [(n, words[n]) for n in range(number + 1, len(words))]
            break
        if not word.startswith("-") or word == "-":
            found.append((number, word))
        elif "=" not in word and word not in flags:
            following = words[number + 1] if number + 1 < len(words) else "-"
            number += not following.startswith("-")
        number += 1
    return found


def of_parser(ev: "Evaluator", body: Body, vid: int) -> Values:
    """What command lines give a positional argument that `add_argument` declares."""
    call = Reading(ev, body, vid, None)
    before = _before(body, vid)
    if before is None or not _is_single(body, vid):
        return EMPTY
    subcommand = _subcommand(ev, call)
    found: Values = EMPTY
    for started in launches_with(ev, body.module):
        words = plain(ev, started)
        if subcommand:
            if not words or words[0][1] not in subcommand:
                continue
            words = words[1:]
        if before < len(words):
            number, word = words[before]
            found |= value_at(ev, started, word, number)
    return found


def of_command(ev: "Evaluator", body: Body, before: int) -> Values:
    """What command lines give a positional argument of a command that a function is, with so many
    before it."""
    found: Values = EMPTY
    launches = naming(ev, body)
    names = _names(ev, body)[0] if launches else frozenset[str]()
    for started in launches:
        words = plain(ev, started)
        if words and words[0][1] in names:
            words = words[1:]
        if before < len(words):
            number, word = words[before]
            found |= value_at(ev, started, word, number)
    return found


def naming(ev: "Evaluator", body: Body) -> list[Started]:
    """The command lines that may run a command: those that do not begin with the name of one that
    is defined beside it."""
    found: list[Started] = table(ev, ("command lines", body), lambda: _naming(ev, body))
    return found


def _naming(ev: "Evaluator", body: Body) -> list[Started]:
    launches = launches_with(ev, body.module)
    others = _names(ev, body)[1] if launches else frozenset[str]()
    return [each for each in launches if not any(w in others for _, w in plain(ev, each)[:1])]


def _names(ev: "Evaluator", body: Body) -> tuple[frozenset[str], frozenset[str]]:
    found: tuple[frozenset[str], frozenset[str]] = table(
        ev, ("names of commands", body), lambda: commands(body)
    )
    return found


def commands(body: Body) -> tuple[frozenset[str], frozenset[str]]:
    """The names of a command that a function or method is, and those of what is defined beside
    it."""
    beside: set[str] = set()
    parent = body.parent
    for op in parent.ops if parent is not None else ():
        if parent is not None and op[0] == ir.FUNC:
            other = parent.child(op[1])
            if other is not body:
                beside |= _named(parent, other)
    mine = _named(parent, body) if parent is not None else frozenset[str]()
    return mine, frozenset(beside) - mine


def _named(parent: Body, body: Body) -> frozenset[str]:
    """The name of a function, as it is and with dashes, and what its decorators are given."""
    name = body.code.name.rpartition(".")[2]
    found = {name, name.replace("_", "-")}
    for vid in body.code.decorators:
        op = parent.ops[vid]
        given = [*op[2][:1], *(v for key, v in op[3] if key == "name")] if op[0] == ir.CALL else []
        for value in (parent.ops[v] for v in given if v >= 0):
            if value[0] == ir.CONST and isinstance(value[1], str):
                found.add(value[1])
    return frozenset(found)


def _before(body: Body, vid: int) -> int | None:
    """How many positional arguments of the same parser are declared before one; None where these
    may take any number of words."""
    parser = _parser(body, vid)
    number = 0
    for other in range(vid):
        op = body.ops[other]
        if op[0] != ir.CALL or not _adds(body, other) or _parser(body, other) != parser:
            continue
        if _is_option(body, other):
            continue
        if not _is_single(body, other):
            return None
        number += 1
    return number


def _adds(body: Body, vid: int) -> bool:
    callee = body.ops[body.ops[vid][1]]
    return bool(callee[0] == ir.ATTR and callee[2] == "add_argument")


def _parser(body: Body, vid: int) -> int:
    receiver: int = body.ops[body.ops[vid][1]][1]
    while body.ops[receiver][0] == ir.REFINE:
        receiver = body.ops[receiver][1]
    return receiver


def _is_option(body: Body, vid: int) -> bool:
    """Whether what a call declares is written with a dash, or not written out."""
    given = body.ops[vid][2]
    if not given or given[0] < 0:
        return True
    op = body.ops[given[0]]
    return op[0] != ir.CONST or not isinstance(op[1], str) or op[1].startswith("-")


def _is_single(body: Body, vid: int) -> bool:
    """Whether an argument takes one word, or none."""
    for key, value in body.ops[vid][3]:
        if key is None:
            return False
        if key == "nargs":
            return body.ops[value][:2] == (ir.CONST, "?")
    return True


def _subcommand(ev: "Evaluator", call: Reading) -> list[str]:
    """The names of the subcommand that a parser is for; empty if it is for the whole program."""
    receivers = ev.eval(call.body, call.body.ops[call.op[1]][1])
    found: list[str] = []
    for value in receivers:
        made = made_by(ev, value) if isinstance(value, External) else None
        if made is not None and isinstance(value, External) and "add_parser" in value.name:
            found += texts(made.argument(0, "name"))
            for aliases in made.keyword("aliases"):
                found += texts(_elements(ev, aliases))
    return found


def _elements(ev: "Evaluator", value: object) -> Values:
    from reach.flow.containers import elements
    from reach.flow.values import Bundle, Container

    return elements(ev, value) if isinstance(value, (Bundle, Container)) else EMPTY


def _flags(ev: "Evaluator") -> set[str]:
    """Options of all programs that take no value."""
    found: set[str] = set()
    taking: set[str] = set()
    for body, vid in ev.program.attribute_calls.get("add_argument", ()):
        op = body.ops[vid]
        written = {body.ops[a][1] for a in op[2] if a >= 0 and body.ops[a][0] == ir.CONST}
        actions = {body.ops[v] for key, v in op[3] if key == "action"}
        alone = any(
            (a[0] == ir.CONST and a[1] in _ALONE)
            or (a[0] == ir.ATTR and a[2] == "BooleanOptionalAction")
            for a in actions
        )
        (found if alone else taking).update(w for w in written if isinstance(w, str))
    return found - taking

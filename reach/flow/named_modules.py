"""Modules whose name is known in part: `import_module(f"pipelines.{name}")`."""

import re
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.values import EMPTY, Const, Pattern, Value, Values, is_replaceable
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_MODULES = 64
"""More modules than this are taken to be told apart by nobody."""

MIN_LETTERS = 2
"""Letters that a name has to begin with, unless it is relative to a package."""

_BESIDE = ("__init__", "__main__", "conftest", "setup")
"""Modules that are not there to be imported by a name that is put together."""


Parts = tuple[str | None, ...]
"""A text, None for what is not known of it."""


def beginning(name: Value) -> str:
    """What is known of a text from its beginning on."""
    if isinstance(name, Pattern):
        return name.parts[0] or ""
    return name.value if isinstance(name, Const) and isinstance(name.value, str) else ""


def chosen(name: Value, body: Body | None, vid: int) -> Parts | None:
    """What else an option, or a variable of the environment, may make of a name that the argument
    of a call is put together from: another module of the package."""
    if not is_replaceable(name) or body is None or vid < 0:
        return None
    given = body.ops[vid][2] if body.ops[vid][0] == ir.CALL else ()
    package, dot, _ = beginning(name).rpartition(".")
    if not dot or not given or body.ops[given[0]][0] not in (ir.FSTRING, ir.BINOP, ir.CALL):
        return None
    return (package + dot, None)


def matching_modules(
    ev: "Evaluator", origin: Body, name: Parts, packages: list[str], relative: bool
) -> Values:
    """The modules that such a name may mean, seen from a body; empty where none or too many do.
    `packages`: what a relative name is relative to, where that is written; none otherwise."""
    first = name[0] or ""
    level = len(first) - len(first.lstrip(".")) if relative else 0
    parts = (first[level:], *name[1:])
    if not level and sum(c.isalpha() for c in first) < MIN_LETTERS:
        return EMPTY
    key = ("modules", origin.facts.path, parts, level, tuple(packages))
    found = ev.remember(key, lambda: _found(ev, origin, parts, level, packages))
    return frozenset(ev.pool.module(each, ev.program.modules[each]) for each in found)


def _found(
    ev: "Evaluator",
    origin: Body,
    parts: Parts,
    level: int,
    packages: list[str],
) -> list[str]:
    """Their dotted names, in order."""
    inside = "".join("[^.]+" if part is None else re.escape(part) for part in parts)
    ends = re.compile(rf"(?:^|\.)({inside})$")
    found: list[str] = []
    for name, body in ev.program.modules.items():
        match = ends.search(name)
        if match is None or body is origin.module or name.rpartition(".")[2] in _BESIDE:
            continue
        if body.facts.development and not origin.facts.development:
            continue
        if name in _meant(ev, origin, match[1], level, packages):
            found.append(name)
    return sorted(found) if len(found) <= MAX_MODULES else []


def _meant(
    ev: "Evaluator", origin: Body, text: str, level: int, packages: list[str]
) -> list[str | None]:
    """The modules of the project that a name means in full."""
    program = ev.program
    if not packages:
        return [program.resolve(origin.facts, text, level)]
    above = [package.split(".") for package in packages]
    dotted = [".".join((*a[: len(a) - level + 1], text)) for a in above]
    return [program.resolve(origin.facts, each, 0) for each in dotted]

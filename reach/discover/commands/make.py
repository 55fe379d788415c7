"""`make -C folder target NAME=value`: the recipes that it runs."""

from collections.abc import Iterable
from typing import NamedTuple

from reach.discover.commands.place import find_file, move
from reach.discover.deployments.makefile import ASSIGNMENT, NAMES, filled_in, logical_lines
from reach.discover.found import Place
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree
from reach.later import regex
from reach.records.project import EnvValue

_RULE = regex(r"([^\s:=#][^:=#]*?)[ \t]*::?(?![:=])([^=#|]*)")
_GIVEN = regex(r"([A-Za-z_]\w*)[:?]?=(.*)")
_WITH_VALUE = frozenset(("-f", "--file", "--makefile", "-C", "--directory", "-I", "-o", "-W"))
MAX_MADE = 30
"""Calls of make that one process may lead to."""
_MAX_TARGETS = 50
_MAX_TEXT = 200_000


class Recipe(NamedTuple):
    """One line of shell text that make runs."""

    path: str
    line: int
    text: str
    folder: str


class _Asked(NamedTuple):
    folder: str
    file: str
    given: dict[str, str]
    targets: list[str]


def recipes(
    argv: tuple[str, ...], tree: Tree, place: Place, environment: Iterable[EnvValue]
) -> list[Recipe]:
    """What a call of make runs, in order: recipes of targets that others need come first."""
    asked = _asked(argv, place.folder)
    names = (asked.file,) if asked.file else NAMES
    path = next((p for n in names if (p := find_file(tree, place, move(asked.folder, n)))), None)
    if asked.folder != place.folder:
        inside = (f"{asked.folder}/{n}" for n in names)
        path = next((p for p in inside if p in tree.sizes), path)
    text = tree.text(path, MAX_DEPLOYMENT_BYTES) if path is not None else None
    if path is None or not isinstance(text, str) or len(text) > _MAX_TEXT:
        return []
    variables = {"MAKE": "make"} | {value.name: value.value for value in environment}
    rules = _rules(text, variables, asked.given)
    pending = asked.targets or [t for t in rules if not t.startswith(".")][:1]
    return [
        Recipe(path, line, filled_in(recipe, variables), asked.folder)
        for target in _in_order(rules, pending)
        for line, recipe in rules[target][1]
    ]


def _asked(argv: tuple[str, ...], folder: str) -> _Asked:
    file, given, targets = "", dict[str, str](), list[str]()
    words = iter(argv[1:])
    for word in words:
        name, equals, value = word.partition("=")
        if word in _WITH_VALUE:
            name, value = word, next(words, "")
        elif word.startswith(("-C", "-f")) and not word.startswith("--"):
            name, value = word[:2], word[2:]
        if name in ("-C", "--directory"):
            folder = move(folder, value)
        elif name in ("-f", "--file", "--makefile"):
            file = value
        elif equals and (known := _GIVEN.fullmatch(word)):
            given[known[1]] = known[2]
        elif not word.startswith("-") and not word.isdecimal():
            targets.append(word)
    return _Asked(folder, file, given, targets)


Rules = dict[str, tuple[list[str], list[tuple[int, str]]]]
"""By target: what it needs, and the lines of its recipe."""


def _rules(text: str, variables: dict[str, str], given: dict[str, str]) -> Rules:
    """The rules of a makefile; its variables are put into `variables`, where those that the
    command gives count first."""
    found: Rules = {}
    current: list[str] = []
    for number, line in logical_lines(text):
        if line.startswith("\t"):
            for target in current:
                found[target][1].append((number, line[1:].lstrip("@-+ ")))
            continue
        plain = line.replace("\\\n", " ").partition(" #")[0].rstrip()
        assigned = ASSIGNMENT.fullmatch(plain)
        if assigned is not None:
            if assigned[3] != "?=" or assigned[2] not in variables:
                variables[assigned[2]] = assigned[4]
        elif (rule := _RULE.match(plain)) is not None:
            current = filled_in(rule[1], variables).split()[:_MAX_TARGETS]
            for target in current:
                needed, _ = found.setdefault(target, ([], []))
                needed += filled_in(rule[2], variables).split()
    variables.update(given)
    return found


def _in_order(rules: Rules, targets: list[str]) -> list[str]:
    """Targets with all that they need before them."""
    found: dict[str, None] = {}
    seen: set[str] = set()

    def visit(target: str, depth: int) -> None:
        if target not in rules or target in seen or depth > _MAX_TARGETS:
            return
        seen.add(target)
        for needed in rules[target][0][:_MAX_TARGETS]:
            visit(needed, depth + 1)
        found[target] = None

    for target in targets[:_MAX_TARGETS]:
        visit(target, 0)
    return list(found)[:_MAX_TARGETS]

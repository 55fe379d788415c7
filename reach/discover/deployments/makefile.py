"""Makefiles: the recipes of every target."""

import re
from collections.abc import Iterator

from reach.discover.expansion import expand
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, name_of
from reach.later import regex
from reach.records.project import EnvValue, Skipped

ASSIGNMENT = regex(r"(export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*(\?=|:=|::=|\+=|=)[ \t]*(.*)")
_REFERENCE = regex(r"\$(\$|\(([A-Za-z_][\w.-]*)\)|\{([A-Za-z_][\w.-]*)\})")
_MAX_PASSES = 5
NAMES = ("Makefile", "makefile", "GNUmakefile")


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    variables: dict[str, str] = {}
    exported: dict[str, EnvValue] = {}
    recipes: list[tuple[int, str]] = []
    for number, line in logical_lines(text):
        if line.startswith("\t"):
            recipes.append((number, line[1:].lstrip("@-+ ")))
            continue
        match = ASSIGNMENT.fullmatch(line.replace("\\\n", " ").partition(" #")[0].rstrip())
        if match is None:
            continue
        if match[3] != "?=" or match[2] not in variables:
            variables[match[2]] = match[4]
        if match[1]:
            value = filled_in(match[4], variables)
            exported[match[2]] = EnvValue(match[2], value, path, number, "Makefile export")
    folder = folder_of(path)
    processes = [
        Process(
            kind="makefile",
            path=path,
            line=line,
            command=(filled_in(recipe, variables),),
            in_shell=True,
            place=Place(folder, context=folder),
            environment=tuple(exported.values()),
            listing=True,
        )
        for line, recipe in recipes
        if recipe
    ]
    return Found(processes=tuple(processes), environment=tuple(exported.values()))


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with the number of their first, continued ones still with their line ends."""
    joined, first = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        first = first if joined else number
        joined += line
        if joined.endswith("\\"):
            joined += "\n"
            continue
        yield first, joined
        joined = ""


def filled_in(text: str, variables: dict[str, str]) -> str:
    """Replace make's variables; `$$` is a dollar sign for the shell."""

    def value(match: re.Match[str]) -> str:
        if match[1] == "$":
            return match[0]
        name = match[2] or match[3]
        return variables.get(name, f"$${{{name}}}")

    for _ in range(_MAX_PASSES):
        expanded = expand(_REFERENCE, value, text)
        if expanded == text:
            break
        text = expanded
    return text.replace("$$", "$")


def _matches(path: str) -> bool:
    return name_of(path) in NAMES or path.endswith(".mk")


READER = Reader("Makefile", _matches, _read)
"""Reads Makefiles."""

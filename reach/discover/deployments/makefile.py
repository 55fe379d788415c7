"""Makefiles: the recipes of every target."""

import re

from reach.discover.expansion import expand
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, name_of
from reach.records.project import EnvValue, Skipped

_ASSIGNMENT = re.compile(r"(export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*(\?=|:=|::=|\+=|=)[ \t]*(.*)")
_REFERENCE = re.compile(r"\$(\$|\(([A-Za-z_][\w.-]*)\)|\{([A-Za-z_][\w.-]*)\})")
_MAX_PASSES = 5


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    folder = folder_of(path)
    variables: dict[str, str] = {}
    exported: dict[str, EnvValue] = {}
    recipes: list[tuple[int, str]] = []
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        start, line = at, lines[at]
        at += 1
        while line.endswith("\\") and at < len(lines):
            line += "\n" + lines[at]
            at += 1
        if line.startswith("\t"):
            recipes.append((start + 1, line[1:].lstrip("@-+ ")))
            continue
        match = _ASSIGNMENT.fullmatch(line.replace("\\\n", " ").partition(" #")[0].rstrip())
        if match is not None:
            variables.setdefault(match[2], match[4]) if match[3] == "?=" else variables.update(
                {match[2]: match[4]}
            )
            if match[1]:
                value = _expand(match[4], variables)
                exported[match[2]] = EnvValue(match[2], value, path, start + 1, "Makefile export")
    place = Place(folder, context=folder)
    environment = tuple(exported.values())
    processes = [
        Process(
            "makefile",
            path,
            line,
            (_expand(recipe, variables),),
            True,
            place,
            environment,
            listing=True,
        )
        for line, recipe in recipes
        if recipe
    ]
    return Found(processes=tuple(processes), environment=environment)


def _expand(text: str, variables: dict[str, str]) -> str:
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
    return name_of(path) in ("Makefile", "makefile", "GNUmakefile") or path.endswith(".mk")


READER = Reader("Makefile", _matches, _read)
"""Reads Makefiles."""

"""Tasks of a Python project: tables of `pyproject.toml` and `pixi.toml` that name commands."""

from collections.abc import Iterator

from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES, MAX_VARIABLES
from reach.discover.toml_lines import Lines, load, table
from reach.discover.tree import Tree, folder_of, name_of
from reach.records.project import EnvValue, Skipped

_PROJECT = (
    ("tool", "poe", "tasks"),
    ("tool", "pixi", "tasks"),
    ("tool", "pixi", "feature", "*", "tasks"),
    ("tool", "pdm", "scripts"),
    ("tool", "rye", "scripts"),
    ("tool", "taskipy", "tasks"),
    ("tool", "hatch", "scripts"),
    ("tool", "hatch", "envs", "*", "scripts"),
)
_PIXI = (("tasks",), ("feature", "*", "tasks"))
_TABLES = {"pyproject.toml": _PROJECT, "pixi.toml": _PIXI}
"""Where tasks stand, by the name of the file; a star is any name."""

_COMMANDS = ("cmd", "shell", "sequence", "composite", "chain")
"""Keys of the command of a task that has settings."""

_HINTS = (b"poe", b"pixi", b"pdm", b"rye", b"taskipy", b"hatch", b"tasks")
_MAX_TASKS = 200


def _read(tree: Tree, path: str) -> Found:
    if not any(tree.mentions(path, MAX_DEPLOYMENT_BYTES, hint) for hint in _HINTS):
        return Found()
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    document = load(text, path) if not isinstance(text, Skipped) else Found()
    if isinstance(text, Skipped) or isinstance(document, Found):
        return Found()  # the manifests tell of it
    processes: list[Process] = []
    lines = Lines(text)
    for keys in _TABLES[name_of(path)]:
        for found, tasks in _tables(document, keys):
            for name, task in list(tasks.items())[:_MAX_TASKS]:
                line = lines.key(name, lines.header(*found))
                processes += _processes(path, task, line)
    variables = dict.fromkeys(value for process in processes for value in process.environment)
    return Found(processes=tuple(processes), environment=tuple(variables))


def _tables(
    document: dict[str, object], keys: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], dict[str, object]]]:
    """The tables at a path of keys."""
    if "*" not in keys:
        yield keys, table(document, *keys)
        return
    above = keys.index("*")
    for name in list(table(document, *keys[:above]))[:_MAX_TASKS]:
        yield from _tables(document, (*keys[:above], name, *keys[above + 1 :]))


def _processes(path: str, task: object, line: int) -> Iterator[Process]:
    settings = task if isinstance(task, dict) else {}
    given = next((settings[key] for key in _COMMANDS if key in settings), None)
    values = tuple(
        EnvValue(name, value, path, line, "variable of a task")
        for name, value in list(table(settings, "env").items())[:MAX_VARIABLES]
        if isinstance(value, str)
    )
    folder = folder_of(path)
    for text in _texts(given if settings else task):
        yield Process(
            kind="project-task",
            path=path,
            line=line,
            command=(text,),
            in_shell=True,
            place=Place(folder, context=folder),
            environment=values,
            listing=True,
            one_line=True,
        )


def _texts(given: object) -> list[str]:
    """Commands for a shell: one text, or a list of words or of commands."""
    if isinstance(given, str):
        return [given]
    words = [w for w in given if isinstance(w, str)] if isinstance(given, list) else []
    return words if any(" " in word for word in words[:1]) else [" ".join(words)] if words else []


READER = Reader("project tasks", lambda path: name_of(path) in _TABLES, _read)
"""Reads tasks of Python projects."""

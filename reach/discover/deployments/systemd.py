"""systemd service units."""

import re

from reach.discover.deployments.dotenv import read_dotenv
from reach.discover.deployments.text import split
from reach.discover.expansion import expand
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, join, name_of
from reach.later import regex
from reach.records.project import EnvValue, Skipped

_SETTING = regex(r"[ \t]*(\w+)[ \t]*=[ \t]*(.*)")
_COMMANDS = ("ExecStart", "ExecStartPre", "ExecStartPost")
_VARIABLE = regex(r"\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))")


_SPECIFIER = regex(r"%([%iIjJ])")
"""What systemd puts into a command: the name of an instance, or part of it."""


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    folder = ""
    environment: dict[str, EnvValue] = {}
    files: dict[str, EnvValue] = {}  # these override what the unit says itself, wherever they stand
    commands: list[tuple[int, str]] = []
    for number, name, value in _settings(text):
        if name == "Environment":
            for item in split(value):
                key, equals, known = item.partition("=")
                if equals:
                    environment[key] = EnvValue(key, known, path, number, "systemd Environment")
        elif name == "EnvironmentFile":
            listed = _environment_file(tree, path, value)
            files.update({item.name: item for item in listed})
        elif name == "WorkingDirectory":
            folder = value.lstrip("-~")
        elif name in _COMMANDS:
            commands.append((number, value.lstrip("@-:+!|")))
    environment.update(files)
    place = Place(folder or "/", context=folder_of(path))
    values = (*environment.values(), *_left_to_others(path, commands, environment))
    processes = [
        Process("systemd-service", path, line, _expand(command, environment), False, place, values)
        for line, command in commands
        if command
    ]
    return Found(processes=tuple(processes), environment=values)


def _left_to_others(
    path: str, commands: list[tuple[int, str]], environment: dict[str, EnvValue]
) -> list[EnvValue]:
    """Variables of the commands that a file of the machine may set."""
    names = {
        match[1] or match[2]: line
        for line, command in commands
        for match in _VARIABLE.finditer(command)
    }
    return [
        EnvValue(name, f"${{{name}}}", path, line, "systemd Environment")
        for name, line in names.items()
        if name not in environment
    ]


def _settings(text: str) -> list[tuple[int, str, str]]:
    """Line, name and value of every setting, continued lines joined."""
    found: list[tuple[int, str, str]] = []
    joined, first = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.lstrip().startswith(("#", ";")):
            continue
        first = first if joined else number
        joined += line
        if joined.endswith("\\"):
            joined = joined[:-1] + " "
            continue
        match = _SETTING.fullmatch(joined)
        if match is not None:
            found.append((first, match[1], match[2].strip()))
        joined = ""
    return found


def _environment_file(tree: Tree, path: str, value: str) -> tuple[EnvValue, ...]:
    """A file of the tree with the same name, beside the unit or at the root."""
    name = name_of(value.lstrip("-"))
    for folder in (folder_of(path), ""):
        candidate = join(folder, name) if name else None
        if candidate is not None and candidate in tree.sizes:
            return read_dotenv(tree, candidate).environment
    return ()


def _expand(command: str, environment: dict[str, EnvValue]) -> tuple[str, ...]:
    """`${NAME}` is one word; a lone `$NAME` is split. What only an instance of a template knows
    is a variable as well."""
    words: list[str] = []
    for word in split(command):
        word = expand(_SPECIFIER, lambda m: "%" if m[1] == "%" else "${INSTANCE}", word)
        lone = _VARIABLE.fullmatch(word)
        expanded = expand(_VARIABLE, lambda match: _value(match, environment), word)
        words.extend(split(expanded) if lone and lone[2] else [expanded])
    return tuple(words)


def _value(match: re.Match[str], environment: dict[str, EnvValue]) -> str:
    name = match[1] or match[2]
    return environment[name].value if name in environment else f"${{{name}}}"


READER = Reader("systemd unit", lambda path: path.endswith(".service"), _read)
"""Reads systemd units."""

"""Files that list commands in a form of their own: justfiles, tox.ini, crontabs, Jenkinsfiles."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reach.discover.expansion import expand
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, name_of
from reach.later import regex
from reach.records.project import EnvValue, Skipped

_MAX_COMMANDS = 500

Variables = dict[str, tuple[str, int]]
"""Values by name, with their lines."""


class Listed(NamedTuple):
    """The commands of a file, each with its line, and the variables that they see."""

    commands: list[tuple[int, str]]
    exported: Variables


# -- just ------------------------------------------------------------------------------------------

_JUST_VARIABLE = regex(r"(export\s+)?([A-Za-z_][\w-]*)\s*:=\s*(.*)")
_JUST_TEXT = regex(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'")
_JUST_ENVIRONMENT = regex(
    r"env(?:_var(?:_or_default)?)?\(\s*[\"'](\w+)[\"']\s*(?:,\s*[\"']([^\"'$`]*)[\"']\s*)?\)"
)
_JUST_REFERENCE = regex(r"\{\{\s*([A-Za-z_][\w-]*)\s*\}\}")
_JUST_PARAMETER = regex(r"\s([A-Za-z_][\w-]*)(?:=(?:\"([^\"]*)\"|'([^']*)'))?")


def _justfile(text: str) -> Listed:
    variables: dict[str, str] = {}
    inside: dict[str, str] = {}  # of the recipe
    listed = Listed([], {})
    shebang = False
    for number, line in enumerate(text.split("\n"), start=1):
        if line[:1] not in (" ", "\t"):
            shebang = False
            match = _JUST_VARIABLE.fullmatch(line.rstrip())
            value = _just_value(match[3].strip()) if match is not None else None
            if match is not None and value is not None:
                variables[match[2]] = value
                if match[1]:
                    listed.exported[match[2]] = (variables[match[2]], number)
            elif match is None:
                inside = variables | _just_parameters(line)
        elif line.lstrip().startswith("#!"):
            shebang = True  # the recipe is one program, in whatever language
        elif line.strip() and not shebang:
            command = line.strip() if _goes_on(listed.commands) else line.strip().lstrip("@-")
            listed.commands.append((number, _filled(_JUST_REFERENCE, command, inside)))
    return Listed(_continued(listed.commands), listed.exported)


def _just_value(text: str) -> str | None:
    """A text that is written, or a variable of the environment in the words of a shell."""
    asked = _JUST_ENVIRONMENT.fullmatch(text)
    if asked is not None:
        return f"${{{asked[1]}}}" if asked[2] is None else f"${{{asked[1]}:-{asked[2]}}}"
    written = _JUST_TEXT.fullmatch(text)
    return None if written is None else written[1] if written[1] is not None else written[2]


def _just_parameters(header: str) -> dict[str, str]:
    """The parameters of a recipe with their defaults; those without one stay as they are."""
    named = _JUST_PARAMETER.finditer(header.partition(":")[0])
    texts = {p[1]: p[2] if p[2] is not None else p[3] for p in named}
    return {name: f"${{{name}}}" if text is None else text for name, text in texts.items()}


def _goes_on(commands: list[tuple[int, str]]) -> bool:
    return bool(commands) and commands[-1][1].endswith("\\")


def _filled(reference: re.Pattern[str], text: str, variables: dict[str, str]) -> str:
    return expand(reference, lambda match: variables.get(match[1], f"${{{match[1]}}}"), text)


def _continued(commands: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Lines that end in a backslash, with those that follow."""
    found: list[tuple[int, str]] = []
    for number, command in commands:
        if found and found[-1][1].endswith("\\"):
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{command}")
        else:
            found.append((number, command))
    return found


# -- tox -------------------------------------------------------------------------------------------

_TOX_SECTION = regex(r"\[(testenv[^\]]*)\]")
_TOX_KEY = regex(r"([A-Za-z_][\w-]*)\s*=\s*(.*)")
_TOX_REFERENCE = regex(r"\{(env:)?([A-Za-z_]\w*)(?::([^{}]*))?\}")
_TOX_COMMANDS = frozenset(("commands", "commands_pre", "commands_post"))
_TOX_VARIABLES = frozenset(("setenv", "set_env"))


def _tox(text: str) -> Listed:
    listed = Listed([], {})
    key, inside = "", False
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("["):
            inside, key = _TOX_SECTION.match(line) is not None, ""
            continue
        content = line.strip()
        if not line[:1].isspace():
            match = _TOX_KEY.fullmatch(content)
            key, content = (match[1], match[2]) if match is not None else ("", "")
        if not inside or not content or content.startswith("#"):
            continue
        if key in _TOX_COMMANDS:
            command = content if _goes_on(listed.commands) else content.lstrip("-! ")
            listed.commands.append((number, expand(_TOX_REFERENCE, _tox_value, command)))
        elif key in _TOX_VARIABLES and "=" in content:
            name, _, value = content.partition("=")
            listed.exported[name.strip()] = (value.strip(), number)
    return Listed(_continued(listed.commands), listed.exported)


def _tox_value(match: re.Match[str]) -> str:
    """What a reference stands for where nothing else is given, in the words of a shell."""
    name, default = match[2], match[3]
    if default is None or not (match[1] or name == "posargs"):
        return f"${{{name}}}"
    return default if name == "posargs" else f"${{{name}:-{default}}}"


# -- Jenkins ---------------------------------------------------------------------------------------

_STEP = regex(
    r"\bsh\b\s*\(?\s*(?:script\s*:\s*)?(?:'''(?P<a>.*?)'''|\"\"\"(?P<b>.*?)\"\"\""
    r"|'(?P<c>(?:[^'\\\n]|\\.)*)'|\"(?P<d>(?:[^\"\\\n]|\\.)*)\")",
    re.DOTALL,
)
_BLOCK = regex(r"\benvironment\s*\{([^{}]*)\}")
_SETTING = regex(r"^[ \t]*([A-Z_][A-Z0-9_]*)\s*=\s*(?:'([^'\n]*)'|\"([^\"\n$]*)\")", re.MULTILINE)


def _jenkinsfile(text: str) -> Listed:
    def line(at: int) -> int:
        return text.count("\n", 0, at) + 1

    commands = []
    for match in _STEP.finditer(text):
        name = match.lastgroup or "a"
        commands.append((line(match.start(name)), match[name]))
    exported: Variables = {}
    for block in _BLOCK.finditer(text):
        for setting in _SETTING.finditer(text, block.start(1), block.end(1)):
            value = setting[2] if setting[2] is not None else setting[3]
            exported[setting[1]] = (value, line(setting.start(1)))
    return Listed(commands, exported)


# -- cron ------------------------------------------------------------------------------------------

_CRON_LINE = regex(
    r"\s*(?:@(?:reboot|hourly|daily|midnight|weekly|monthly|yearly|annually)"
    r"|(?:[\d*][\d*,/-]*\s+){2}[\d*?][\d*,/-]*\s+[\dA-Za-z*][\dA-Za-z*,/-]*"
    r"\s+[\dA-Za-z*][\dA-Za-z*,/-]*)\s+(\S.*)"
)
_CRON_VARIABLE = regex(r"\s*([A-Za-z_]\w*)\s*=\s*[\"']?(.*?)[\"']?\s*")
_CRON_USER = regex(r"(?:root|nobody|www-data|ubuntu|app|deploy)\s+(?=\S)")
"""Who runs a command, in a table of the system."""


def _crontab(text: str) -> Listed:
    listed = Listed([], {})
    for number, line in enumerate(text.split("\n"), start=1):
        match = _CRON_LINE.fullmatch(line)
        setting = _CRON_VARIABLE.fullmatch(line) if match is None else None
        if match is not None:
            listed.commands.append((number, _CRON_USER.sub("", match[1], count=1)))
        elif setting is not None:
            listed.exported[setting[1]] = (setting[2], number)
    return listed


# -- all -------------------------------------------------------------------------------------------

_READERS: dict[str, tuple[re.Pattern[str], Callable[[str], Listed]]] = {
    "justfile": (regex(r"\.?[Jj]ustfile|.*\.just"), _justfile),
    "tox": (regex(r"tox\.ini"), _tox),
    "crontab": (regex(r"(?:[\w.-]+[.-])?crontab(?:\.txt)?|[\w-]+\.cron"), _crontab),
    "jenkins": (regex(r"Jenkinsfile[\w.-]*|.*\.jenkinsfile"), _jenkinsfile),
}
"""Names of the files of each kind, and what reads them."""


def _kinds(path: str) -> Iterator[str]:
    yield from (kind for kind, (names, _) in _READERS.items() if names.fullmatch(name_of(path)))


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    kind = next(_kinds(path))
    listed = _READERS[kind][1](text)
    values = tuple(
        EnvValue(name, value, path, line, f"{kind} variable")
        for name, (value, line) in listed.exported.items()
    )
    folder = folder_of(path)
    processes = [
        Process(
            kind=kind,
            path=path,
            line=line,
            command=(command,),
            in_shell=True,
            place=Place(folder, context=folder),
            environment=values,
            listing=True,
        )
        for line, command in listed.commands[:_MAX_COMMANDS]
        if command.strip()
    ]
    return Found(processes=tuple(processes), environment=values)


READER = Reader("recipes", lambda path: next(_kinds(path), None) is not None, _read)
"""Reads justfiles, tox.ini, crontabs and Jenkinsfiles."""

"""supervisord configuration: the `[program:…]` sections."""

import re
from typing import TYPE_CHECKING

from reach.discover.deployments.text import split
from reach.discover.found import Found, Place, Process, Reader, failed
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of
from reach.later import later, regex
from reach.records.project import EnvValue, Skipped

if TYPE_CHECKING:
    import configparser
else:
    configparser = later("configparser")

_SECTION = regex(r"^\[program:([^\]\n]+)\]", re.MULTILINE)
_PAIR = regex(r"([A-Za-z_]\w*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^,\"'\s]*))")
_ENV = regex(r"%\(ENV_([A-Za-z_]\w*)\)s")


def _read(tree: Tree, path: str) -> Found:
    if not tree.mentions(path, MAX_DEPLOYMENT_BYTES, b"[program:"):
        return Found()
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped) or not _SECTION.search(text):
        return Found()  # most INI files are something else
    parser = configparser.RawConfigParser(strict=False, inline_comment_prefixes=(" ;", "\t;"))
    try:
        parser.read_string(text)
    except configparser.Error as error:
        return failed(path, "not a valid INI file", getattr(error, "lineno", None))
    lines = text.split("\n")
    shared = _environment(parser, "supervisord", lines, path)
    processes: list[Process] = []
    variables: list[EnvValue] = [*shared]
    for section in parser.sections():
        command = parser.get(section, "command", fallback="")
        if not section.startswith("program:") or not command:
            continue
        own = _environment(parser, section, lines, path)
        variables.extend(own)
        values = {value.name: value for value in (*shared, *own)}
        words = split(_ENV.sub(r"${\1}", command.replace("\n", " ")).replace("%%", "%"))
        folder = parser.get(section, "directory", fallback="/")
        place = Place(folder, context=folder_of(path))
        line = _line(lines, section, "command")
        environment = tuple(values.values())
        processes.append(
            Process("supervisord-program", path, line, words, False, place, environment)
        )
    return Found(processes=tuple(processes), environment=tuple(variables))


def _environment(
    parser: "configparser.RawConfigParser", section: str, lines: list[str], path: str
) -> tuple[EnvValue, ...]:
    text = parser.get(section, "environment", fallback="")
    line = _line(lines, section, "environment")
    return tuple(
        EnvValue(name, double or single or bare, path, line, "supervisord environment")
        for name, double, single, bare in _PAIR.findall(text)
    )


def _line(lines: list[str], section: str, option: str) -> int:
    """Line of an option in a section; that of the section when it is written unusually."""
    header = f"[{section}]"
    start = next((i for i, line in enumerate(lines) if line.startswith(header)), 0)
    for index in range(start + 1, len(lines)):
        if lines[index].startswith("["):
            break
        if lines[index].partition("=")[0].strip().lower() == option:
            return index + 1
    return start + 1


READER = Reader(
    "supervisord configuration", lambda path: path.endswith((".conf", ".ini", ".supervisor")), _read
)
"""Reads supervisord configuration."""

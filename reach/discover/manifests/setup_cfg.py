"""`setup.cfg`."""

import re
from typing import TYPE_CHECKING

from reach.discover.found import Found, Reader, failed
from reach.discover.limits import MAX_CONFIG_BYTES
from reach.discover.manifests.collect import found
from reach.discover.manifests.requirement import parse, script
from reach.discover.tree import Tree, folder_of, join, name_of
from reach.later import later
from reach.records.project import Requirement, ScriptDeclaration, Skipped

if TYPE_CHECKING:
    import configparser
else:
    configparser = later("configparser")

_GROUPS = {"console_scripts": "console-script", "gui_scripts": "gui-script"}
_OFFERS = ("options.entry_points", "entry_points")
"""Where programs and plugins are named: for setuptools, for pbr."""
_MAX_OPTIONS = 200


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_CONFIG_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(text)
    except configparser.MissingSectionHeaderError as error:
        return failed(path, "line outside every section", error.lineno)
    except configparser.ParsingError as error:
        line = error.errors[0][0] if error.errors else None
        return failed(path, "not a valid INI file", line)
    except configparser.Error:
        return failed(path, "not a valid INI file")
    lines = text.split("\n")
    items: list[Requirement | ScriptDeclaration | Skipped] = []
    for section, group in [pair for each in _OFFERS for pair in _options(parser, each)]:
        kind = _GROUPS.get(group, "plugin")
        for number, entry in _entries(parser, lines, section, group):
            name, _, reference = entry.partition("=")
            items.append(script(name, reference, path, number, kind, group))
    extras = _options(parser, "options.extras_require")
    for section, option in [("options", "install_requires"), *extras]:
        for number, entry in _entries(parser, lines, section, option):
            items.append(parse(entry, path, number, "setup.cfg"))
    return found(items, _roots(parser, tree, folder_of(path)))


def _options(parser: "configparser.RawConfigParser", section: str) -> list[tuple[str, str]]:
    if not parser.has_section(section):
        return []
    return [(section, option) for option in parser.options(section)[:_MAX_OPTIONS]]


def _entries(
    parser: "configparser.RawConfigParser", lines: list[str], section: str, option: str
) -> list[tuple[int, str]]:
    """The lines of a multi-line option, each with its number."""
    value = parser.get(section, option, fallback=None)
    if value is None:
        return []
    start = _line(lines, 0, rf"\s*\[{re.escape(section)}\]")
    at = _line(lines, start, rf"\s*{re.escape(option)}\s*[=:]", re.IGNORECASE)
    entries: list[tuple[int, str]] = []
    for entry in value.split("\n"):
        stripped = re.sub(r"(?:^|\s)[#;].*", "", entry).strip()
        if stripped:
            at = next((i for i in range(at, len(lines)) if stripped in lines[i]), at)
            entries.append((at + 1, stripped))
    return entries


def _line(lines: list[str], start: int, pattern: str, flags: int = 0) -> int:
    """Index of the first line from `start` on that begins with the pattern."""
    compiled = re.compile(pattern, flags)
    return next((i for i in range(start, len(lines)) if compiled.match(lines[i])), start)


def _roots(parser: "configparser.RawConfigParser", tree: Tree, folder: str) -> list[str | None]:
    names = ["", "src"]
    for line in parser.get("options", "package_dir", fallback="").split("\n"):
        package, equals, where = line.partition("=")
        if equals and not package.strip():
            names.append(where.strip())
    names.append(parser.get("options.packages.find", "where", fallback="").strip())
    return [root for root in (join(folder, name) for name in names) if root in tree.folders]


READER = Reader("setup.cfg", lambda path: name_of(path) == "setup.cfg", _read)
"""Reads `setup.cfg`."""

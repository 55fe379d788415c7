"""YAML, JSON, TOML and INI texts as trees whose leaves know their place."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from reach.discover import toml_lines, yaml_nodes
from reach.discover.limits import MAX_NESTING
from reach.flow.settings import pbtxt
from reach.flow.settings.leaves import MAX_LEAVES, MAX_TEXT, Leaf, Tree
from reach.flow.values import Place
from reach.later import later, regex
from reach.records.record import dataclass

if TYPE_CHECKING:
    import configparser

    import yaml
else:
    configparser = later("configparser")
    yaml = later("yaml")

MAX_INTERPOLATED = 20_000
MAX_REFERENCES = 20
"""`%(name)s` is replaced in INI files of this length with so many of them: they multiply."""

MAX_DIGITS = 40
"""A longer number stays a text."""


class _Budget:
    """How much of a file may still be read."""

    def __init__(self) -> None:
        self.left = MAX_LEAVES
        self.inside: set[int] = set()
        """Nodes around the present one: an alias to one of them has no end."""

    def spent(self, depth: int) -> bool:
        """Count one node; whether that was too much."""
        self.left -= 1
        return self.left < 0 or depth > MAX_NESTING


def parse(text: str, path: str, form: str) -> Tree | None:
    """The content of a file of this form (`yaml`, `json`, `toml`, `ini`); None when malformed."""
    if len(text) > 1_000_000:
        return None
    return _FORMS[form](text, path)


def documents(text: str, path: str) -> list[Tree] | None:
    """Every document of a YAML file."""
    nodes = yaml_nodes.load(text, path)
    if not isinstance(nodes, list):
        return None
    budget = _Budget()
    trees = [_node(node, path, budget, 0) for node in nodes]
    return None if budget.left < 0 else [tree for tree in trees if tree is not None]


def _yaml(text: str, path: str) -> Tree | None:
    found = documents(text, path)
    return found[0] if found else None


def _json(text: str, path: str) -> Tree | None:
    """JSON is YAML in flow style, but for tabs."""
    return _yaml(text.replace("\t", " "), path)


def _node(node: yaml_nodes.Node, path: str, budget: _Budget, depth: int) -> Tree | None:
    if budget.spent(depth) or id(node.raw) in budget.inside:
        return None
    if isinstance(node.raw, yaml.ScalarNode):
        column = int(node.raw.start_mark.column) + 1
        return Leaf(_scalar(node.raw), Place(path, node.line, column))
    budget.inside.add(id(node.raw))
    try:
        if isinstance(node.raw, yaml.MappingNode):
            pairs = [(k[:MAX_TEXT], _node(v, path, budget, depth + 1)) for k, v in node.pairs]
            return {key: tree for key, tree in pairs if tree is not None}
        trees = [_node(item, path, budget, depth + 1) for item in node.items]
        return [tree for tree in trees if tree is not None]
    finally:
        budget.inside.discard(id(node.raw))


def _scalar(node: "yaml.ScalarNode") -> object:
    text = str(node.value)[:MAX_TEXT]
    tag = str(node.tag).rpartition(":")[2]
    if tag == "null":
        return None
    if tag == "bool":
        return text.lower() in ("true", "yes", "on", "y")
    try:
        if tag == "int" and len(text) <= MAX_DIGITS:
            return int(text.replace("_", ""), 0)
        if tag == "float":
            return float(text.replace("_", ""))
    except ValueError:
        pass
    return text


# -- TOML -----------------------------------------------------------------------------------------


def _toml(text: str, path: str) -> Tree | None:
    document = toml_lines.load(text, path)
    if not isinstance(document, dict):
        return None
    return _table(document, _Toml(toml_lines.Lines(text), path, _Budget()), (), 1, 0)


@dataclass(frozen=True, slots=True)
class _Toml:
    lines: toml_lines.Lines
    path: str
    budget: _Budget


def _table(
    table: Mapping[str, object], file: _Toml, keys: tuple[str, ...], line: int, depth: int
) -> dict[str, Tree]:
    found: dict[str, Tree] = {}
    for key, value in table.items():
        at = file.lines.key(key, line)
        tree = _toml_value(value, file, (*keys, key), at, depth + 1)
        if tree is not None:
            found[key] = tree
    return found


def _toml_value(
    value: object, file: _Toml, keys: tuple[str, ...], line: int, depth: int
) -> Tree | None:
    if file.budget.spent(depth):
        return None
    if isinstance(value, dict):
        return _table(value, file, keys, max(line, file.lines.header(*keys)), depth)
    if isinstance(value, list):
        headers = file.lines.headers(".".join(keys))
        trees = []
        for index, item in enumerate(value):
            at = line
            if index < len(headers) and isinstance(item, dict):
                at = headers[index]
            elif isinstance(item, str):
                at = file.lines.string(item, line)
            trees.append(_toml_value(item, file, keys, at, depth + 1))
        return [tree for tree in trees if tree is not None]
    content = value[:MAX_TEXT] if isinstance(value, str) else value
    if isinstance(value, int) and value.bit_length() > 4 * MAX_DIGITS:
        content = hex(value)[:MAX_TEXT]
    return Leaf(content, Place(file.path, line))


# -- INI ------------------------------------------------------------------------------------------

_SECTION = regex(r"\[([^\]]+)\]")
_KEY = regex(r"([^=:#;\s\[][^=:]*?)\s*[=:]")


def _ini(text: str, path: str) -> Tree | None:
    parser = configparser.ConfigParser(strict=False, allow_no_value=True)
    try:
        parser.read_string(text)
    except (configparser.Error, AttributeError, ValueError):
        return None  # AttributeError: a continuation line after a key without a value
    raw = len(text) > MAX_INTERPOLATED or text.count("%(") > MAX_REFERENCES
    lines = _ini_lines(text)
    found: dict[str, Tree] = {}
    for section in list(parser)[:MAX_LEAVES]:
        found[section] = {
            key: Leaf(
                _ini_value(parser, section, key, raw), Place(path, _line(lines, section, key))
            )
            for key in parser[section]
        }
    return found


def _ini_value(
    parser: "configparser.ConfigParser", section: str, key: str, raw: bool
) -> str | None:
    try:
        value = parser.get(section, key, raw=raw)
    except (configparser.Error, ValueError):
        value = parser.get(section, key, raw=True)
    return value[:MAX_TEXT] if isinstance(value, str) else None


def _line(lines: dict[tuple[str, str], int], section: str, key: str) -> int:
    return lines.get((section, key)) or lines.get(("DEFAULT", key)) or 1


def _ini_lines(text: str) -> dict[tuple[str, str], int]:
    section = ""
    found: dict[tuple[str, str], int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        header = _SECTION.match(line)
        if header is not None:
            section = header[1]
            continue
        key = _KEY.match(line)
        if key is not None:
            found[section, key[1].strip().lower()] = number
    return found


_FORMS: dict[str, Callable[[str, str], Tree | None]] = {
    "yaml": _yaml,
    "json": _json,
    "toml": _toml,
    "ini": _ini,
    "pbtxt": pbtxt.parse,
}

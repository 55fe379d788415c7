"""`pyproject.toml` and `Pipfile`: PEP 621, dependency groups, Poetry, PDM, uv."""

from collections.abc import Iterator

from reach.discover.found import Found, Reader
from reach.discover.limits import MAX_MANIFEST_BYTES
from reach.discover.manifests.collect import found
from reach.discover.manifests.requirement import parse, poetry, script
from reach.discover.toml_lines import Lines, load, table
from reach.discover.tree import Tree, folder_of, join, name_of
from reach.records.project import Requirement, ScriptDeclaration, Skipped

_SCRIPTS = (
    (("project", "scripts"), "console-script"),
    (("project", "gui-scripts"), "gui-script"),
    (("tool", "poetry", "scripts"), "console-script"),
)
_LISTS = (
    ("project", "dependencies"),
    ("project", "optional-dependencies"),
    ("dependency-groups",),
    ("tool", "pdm", "dev-dependencies"),
    ("tool", "uv", "dev-dependencies"),
    ("tool", "hatch", "envs", "default", "dependencies"),
)
"""Lists of PEP 508 strings, or tables of such lists."""

Items = Iterator[Requirement | ScriptDeclaration | Skipped]


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_MANIFEST_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    document = load(text, path)
    if isinstance(document, Found):
        return document
    lines = Lines(text)
    if name_of(path) == "Pipfile":
        return found(_pipfile(document, lines, path))
    items = [
        *_scripts(document, lines, path),
        *_plugins(document, lines, path),
        *_lists(document, lines, path),
        *_poetry(document, lines, path),
    ]
    return found(items, _roots(document, tree, folder_of(path)))


def _scripts(document: dict[str, object], lines: Lines, path: str) -> Items:
    for keys, kind in _SCRIPTS:
        header = lines.header(*keys)
        for name, value in table(document, *keys).items():
            if isinstance(value, dict):
                value = value.get("callable", value.get("reference"))
            line = lines.key(name, header)
            if isinstance(value, str):
                yield script(name, value, path, line, kind)
            else:
                yield Skipped(path, "entry point is not a string", line)


def _plugins(document: dict[str, object], lines: Lines, path: str) -> Items:
    """What other programs load by the name of a group; a value that names no module is theirs."""
    for keys in (("project", "entry-points"), ("tool", "poetry", "plugins")):
        for group, entries in table(document, *keys).items():
            header = max(lines.header(*keys, group), lines.header(*keys, f'"{group}"'))
            for name, value in table({"": entries}, "").items():
                line = lines.key(name, header)
                found = script(name, str(value), path, line, "plugin", group)
                if isinstance(found, ScriptDeclaration):
                    yield found


def _lists(document: dict[str, object], lines: Lines, path: str) -> Items:
    for keys in _LISTS:
        value = table(document, *keys[:-1]).get(keys[-1])
        after = lines.key(keys[-1], lines.header(*keys))
        groups = value if isinstance(value, dict) else {"": value}
        for group, entries in groups.items():
            start = lines.key(group, after) if group else after
            for entry in entries if isinstance(entries, list) else ():
                if isinstance(entry, str):
                    yield parse(entry, path, lines.string(entry, start), "pyproject")


def _poetry(document: dict[str, object], lines: Lines, path: str) -> Items:
    tables: list[tuple[str, ...]] = [
        ("tool", "poetry", "dependencies"),
        ("tool", "poetry", "dev-dependencies"),
    ]
    groups = table(document, "tool", "poetry", "group")
    tables += [("tool", "poetry", "group", group, "dependencies") for group in groups]
    for keys in tables:
        header = lines.header(*keys)
        for name, value in table(document, *keys).items():
            if name.lower() == "python":
                continue
            line = lines.key(name, header)
            for version in _versions(value):
                yield poetry(name, version, path, line, "pyproject")


def _pipfile(document: dict[str, object], lines: Lines, path: str) -> Items:
    for section in ("packages", "dev-packages"):
        header = lines.header(section)
        for name, value in table(document, section).items():
            for version in _versions(value):
                yield poetry(name, version, path, lines.key(name, header), "requirements")


def _versions(value: object) -> list[str]:
    """The constraints of a Poetry dependency: a string, a table, or a list of tables."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        version = value.get("version", "")
        return [version] if isinstance(version, str) else [""]
    if isinstance(value, list):
        return [version for item in value[:50] for version in _versions(item)]
    return [""]


def _roots(document: dict[str, object], tree: Tree, folder: str) -> list[str | None]:
    """The project folder, its `src`, and where build back ends are told to look."""
    named: list[object] = ["", "src"]
    setuptools = table(document, "tool", "setuptools")
    named.append(table(setuptools, "package-dir").get(""))
    where = table(setuptools, "packages", "find").get("where")
    named.extend(where if isinstance(where, list) else [where])
    named.append(table(document, "tool", "pdm", "build").get("package-dir"))
    packages = table(document, "tool", "poetry").get("packages")
    for package in packages if isinstance(packages, list) else ():
        named.extend([package.get("from")] if isinstance(package, dict) else [])
    folders = [join(folder, name) for name in named if isinstance(name, str)]
    return [root for root in folders if root in tree.folders]


READER = Reader("pyproject", lambda path: name_of(path) in ("pyproject.toml", "Pipfile"), _read)
"""Reads `pyproject.toml` and `Pipfile`."""

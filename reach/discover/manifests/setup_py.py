"""`setup.py`, read and never run: the literal arguments of its `setup()` call."""

import ast
from collections.abc import Iterator

from reach.discover.found import Found, Reader, failed
from reach.discover.limits import MAX_CONFIG_BYTES
from reach.discover.manifests.collect import found
from reach.discover.manifests.requirement import parse, script
from reach.discover.tree import Tree, folder_of, join, name_of
from reach.records.project import Requirement, ScriptDeclaration, Skipped

_GROUPS: dict[object, str] = {"console_scripts": "console-script", "gui_scripts": "gui-script"}
_MAX_ITEMS = 2_000

Items = Iterator[Requirement | ScriptDeclaration | Skipped]


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_CONFIG_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    folder = folder_of(path)
    roots = [root for root in (folder, join(folder, "src")) if root in tree.folders]
    try:
        module = ast.parse(text)
    except (SyntaxError, ValueError, MemoryError) as error:
        line = error.lineno if isinstance(error, SyntaxError) else None
        problem = failed(path, "setup.py is not valid Python", line)
        return Found(skipped=problem.skipped, roots=tuple(roots))
    reader = _Setup(path, module)
    named = [join(folder, name) for name in reader.folders()]
    return found(reader.items(), [*roots, *(root for root in named if root in tree.folders)])


class _Setup:
    """The arguments of one `setup()` call; names are looked up among the file's assignments."""

    def __init__(self, path: str, module: ast.Module) -> None:
        self._path = path
        self._assigned: dict[str, ast.expr] = {}
        self._arguments: dict[str, ast.expr] = {}
        for node in ast.walk(module):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self._assigned[node.targets[0].id] = node.value
            elif isinstance(node, ast.Call) and _is_setup(node.func):
                for keyword in node.keywords:
                    if keyword.arg is not None:
                        self._arguments[keyword.arg] = keyword.value

    def items(self) -> Items:
        yield from self._entry_points()
        for value in self._list("scripts"):
            name = value.value.rpartition("/")[2]
            yield ScriptDeclaration(name, value.value, "", self._path, value.lineno, "script")
        yield from self._requirements("install_requires")
        yield from self._extras()

    def folders(self) -> list[str]:
        """Values of `package_dir[""]` and of `find_packages(where)`."""
        names: list[str] = []
        package_dir = self._follow(self._arguments.get("package_dir"))
        if isinstance(package_dir, ast.Dict):
            for key, value in zip(package_dir.keys, package_dir.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "":
                    names.extend(item.value for item in self._strings(value))
        packages = self._follow(self._arguments.get("packages"))
        if isinstance(packages, ast.Call):
            where = [word.value for word in packages.keywords if word.arg == "where"]
            for value in [*packages.args[:1], *where]:
                names.extend(item.value for item in self._strings(value))
        return names

    def _entry_points(self) -> Items:
        value = self._follow(self._arguments.get("entry_points"))
        if value is None:
            return
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield from self._ini(value.value, value.lineno)
            return
        if not isinstance(value, ast.Dict):
            yield Skipped(self._path, "entry_points is not a literal", value.lineno)
            return
        for key, group in zip(value.keys, value.values, strict=True):
            if isinstance(key, ast.Constant):
                yield from self._group(group, str(key.value))

    def _group(self, group: ast.expr, called: str) -> Items:
        entries = self._strings(group)
        kind = _GROUPS.get(called, "plugin")
        if (
            kind != "plugin"
            and not entries
            and not isinstance(self._follow(group), ast.List | ast.Tuple)
        ):
            yield Skipped(self._path, "entry points are not literal", group.lineno)
        for entry in entries:
            for offset, line in enumerate(entry.value.split("\n")):
                name, _, reference = line.partition("=")
                if line.strip():
                    yield script(name, reference, self._path, entry.lineno + offset, kind, called)

    def _ini(self, text: str, first: int) -> Items:
        """The form of one string with `[console_scripts]` sections."""
        group: str | None = None
        for offset, line in enumerate(text.split("\n")):
            stripped = line.strip()
            if stripped.startswith("["):
                group = stripped.strip("[]").strip()
            elif stripped and group is not None:
                name, _, reference = stripped.partition("=")
                kind = _GROUPS.get(group, "plugin")
                yield script(name, reference, self._path, first + offset, kind, group)

    def _requirements(self, argument: str) -> Items:
        value = self._arguments.get(argument)
        yield from self._requirement_list(value, argument)

    def _extras(self) -> Items:
        value = self._follow(self._arguments.get("extras_require"))
        if isinstance(value, ast.Dict):
            for group in value.values:
                yield from self._requirement_list(group, "extras_require")
        elif value is not None:
            yield Skipped(self._path, "extras_require is not a literal", value.lineno)

    def _requirement_list(self, value: ast.expr | None, argument: str) -> Items:
        followed = self._follow(value)
        if followed is None:
            return
        if not isinstance(followed, ast.List | ast.Tuple | ast.Constant | ast.BinOp):
            yield Skipped(self._path, f"{argument} is not a literal", followed.lineno)
        for entry in self._strings(followed):
            for offset, line in enumerate(entry.value.split("\n")):
                if line.strip():
                    yield parse(line, self._path, entry.lineno + offset, "setup.py")

    def _list(self, argument: str) -> list["_Text"]:
        return self._strings(self._arguments.get(argument))

    def _strings(self, value: ast.expr | None, depth: int = 0) -> list["_Text"]:
        """The literal strings of a list, a sum of lists, or a single string."""
        followed = self._follow(value)
        if depth > 20:
            return []
        match followed:
            case ast.Constant(value=str(text)):
                return [_Text(text, followed.lineno)]
            case ast.List(elts=items) | ast.Tuple(elts=items):
                nested = [self._strings(item, depth + 1) for item in items[:_MAX_ITEMS]]
                return [text for texts in nested for text in texts]
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._strings(left, depth + 1) + self._strings(right, depth + 1)
            case ast.Starred(value=inner):
                return self._strings(inner, depth + 1)
        return []

    def _follow(self, value: ast.expr | None) -> ast.expr | None:
        """A name stands for what the file assigns to it."""
        for _ in range(10):
            if not isinstance(value, ast.Name):
                return value
            value = self._assigned.get(value.id, ast.Call(value, [], [], lineno=value.lineno))
        return value


class _Text:
    """A literal string and its line."""

    __slots__ = ("lineno", "value")

    def __init__(self, value: str, lineno: int) -> None:
        self.value = value
        self.lineno = lineno


def _is_setup(function: ast.expr) -> bool:
    return (isinstance(function, ast.Name) and function.id == "setup") or (
        isinstance(function, ast.Attribute) and function.attr == "setup"
    )


READER = Reader("setup.py", lambda path: name_of(path) == "setup.py", _read)
"""Reads `setup.py`."""

"""Folders that the code itself puts on `sys.path`, as far as its text tells."""

import ast
import json
import re
from collections.abc import Callable

from reach.discover.tree import Tree, folder_of, join
from reach.later import regex
from reach.records.project import Skipped

_STATEMENT = regex(
    r"^[ \t]*(?:[^#\n]*[;:][ \t]*)?"
    r"((?:sys\.path\.(?:append|insert|extend)|site\.addsitedir)[ \t]*\("
    r"|sys\.path[ \t]*(?:\[[^\]\n]*\][ \t]*)?\+?=(?!=))",
    re.MULTILINE,
)
_MAX_STATEMENTS = 50
_MAX_LINES = 12
_MAX_STEPS = 200


class _NotKnownError(Exception):
    """The expression does not tell a folder."""


def additions(tree: Tree, path: str, content: bytes) -> tuple[list[str], list[Skipped]]:
    """Folders of the tree that the file adds, and the statements that do not tell."""
    if b"sys.path" not in content and b"addsitedir" not in content:
        return [], []
    text = _code(path, content)
    roots: list[str] = []
    skipped: list[Skipped] = []
    for match in list(_STATEMENT.finditer(text))[:_MAX_STATEMENTS]:
        start = match.start(1)
        line = None if path.endswith(".ipynb") else text.count("\n", 0, start) + 1
        try:
            roots.extend(_added(tree, path, text, start))
        except _NotKnownError as error:
            skipped.append(Skipped(path, f"sys.path entry not known: {error}", line))
        except RecursionError:
            skipped.append(Skipped(path, "sys.path entry nested too deeply", line))
    return roots, skipped


def _added(tree: Tree, path: str, text: str, start: int) -> list[str]:
    statement = _parse(text, start)
    if statement is None:
        raise _NotKnownError("statement not understood")
    return [
        folder
        for value in _values(statement)
        for folder in _Folder(tree, path, text[:start]).evaluate(value)
    ]


def _code(path: str, content: bytes) -> str:
    text = content.decode("utf-8", "replace")
    if not path.endswith(".ipynb"):
        return text.replace("\r\n", "\n")
    try:
        cells = json.loads(text)["cells"]
        sources = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
        return "\n".join(item if isinstance(item, str) else "".join(item) for item in sources)
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""  # reading the notebook itself is the business of a later stage


def _parse(text: str, start: int) -> ast.stmt | None:
    """The statement that begins at `start`, tried with more and more lines."""
    end = start
    for _ in range(_MAX_LINES):
        end = text.find("\n", end + 1)
        piece = text[start:] if end < 0 else text[start:end]
        if len(piece) > 4000:
            return None
        try:
            body = ast.parse(piece).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            if end < 0:
                return None
            continue
        return body[0] if body else None
    return None


def _values(statement: ast.stmt) -> list[ast.expr]:
    """The expressions that the statement adds to the path."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        arguments = statement.value.args
        last = arguments[-1] if arguments else None
        return _elements(last) if last is not None else []
    if isinstance(statement, ast.Assign) and not _is_addition(statement):
        return []  # an earlier path is put back
    if isinstance(statement, ast.Assign | ast.AugAssign):
        return _elements(statement.value)
    return []


def _is_addition(statement: ast.Assign) -> bool:
    return isinstance(statement.targets[0], ast.Subscript) or any(
        isinstance(part, ast.List) for part in ast.walk(statement.value)
    )


def _elements(value: ast.expr) -> list[ast.expr]:
    """List items one by one; what the path already held adds nothing."""
    if isinstance(value, ast.List | ast.Tuple):
        return [item for element in value.elts for item in _elements(element)]
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
        left, right = _elements(value.left), _elements(value.right)
        if _is_list(value.left) or _is_list(value.right):
            return left + right
    if ast.unparse(value) in ("sys.path", "sys.path[:]", "list(sys.path)"):
        return []
    if isinstance(value, ast.Starred):
        return _elements(value.value)
    return [value]


def _is_list(value: ast.expr) -> bool:
    return isinstance(value, ast.List | ast.Tuple) or ast.unparse(value).startswith("sys.path")


class _Folder:
    """Evaluates one path expression of one file."""

    def __init__(self, tree: Tree, path: str, before: str) -> None:
        self._tree = tree
        self._path = path
        self._before = before
        self._steps = 0

    def evaluate(self, value: ast.expr) -> list[str]:
        """Folders of the tree that the expression names; none when it names none of them."""
        text = self._text(value)
        if text.startswith("//"):
            known = [join("", text.lstrip("/"))]
        elif text.startswith("/"):
            return []  # an absolute path of the machine the program runs on
        else:
            known = [join(folder_of(self._path), text), join("", text)]
        for folder in known:
            if folder is not None and folder in self._tree.folders:
                return [folder]
        if None in known:
            raise _NotKnownError("it leaves the scanned root")
        return []

    def _text(self, value: ast.expr) -> str:
        """The path as text. `//` at the start stands for the scanned root."""
        self._steps += 1
        if self._steps > _MAX_STEPS:
            raise _NotKnownError("expression too large")
        match value:
            case ast.Constant(value=str(text)):
                return text
            case ast.Name(id="__file__"):
                return f"//{self._path}"
            case ast.Name(id=name):
                return self._variable(name)
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return _joined(self._text(left), self._text(right))
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._text(left) + self._text(right)
            case ast.JoinedStr(values=parts):
                return "".join(
                    self._text(part.value if isinstance(part, ast.FormattedValue) else part)
                    for part in parts
                )
            case ast.Attribute(value=inner, attr="parent"):
                return _up(self._text(inner), 1)
            case ast.Subscript(
                value=ast.Attribute(value=inner, attr="parents"), slice=ast.Constant(value=int(n))
            ) if 0 <= n < 50:
                return _up(self._text(inner), n + 1)
            case ast.Attribute(attr="pardir"):
                return ".."
            case ast.Attribute(attr="curdir"):
                return "."
            case ast.Attribute(attr="sep"):
                return "/"
            case ast.Call():
                return self._call(value)
        raise _NotKnownError(ast.unparse(value)[:80])

    def _call(self, call: ast.Call) -> str:
        name = ast.unparse(call.func)[:80].rpartition(".")[2]
        if name in _SAME and isinstance(call.func, ast.Attribute) and not call.args:
            return self._text(call.func.value)
        arguments = [self._text(argument) for argument in call.args]
        if name == "joinpath" and isinstance(call.func, ast.Attribute):
            return _joined(self._text(call.func.value), *arguments)
        if name in ("getcwd", "cwd"):
            return "//"
        if arguments and name in _FUNCTIONS:
            return _FUNCTIONS[name](*arguments[: None if name in _JOINING else 1])
        raise _NotKnownError(ast.unparse(call)[:80])

    def _variable(self, name: str) -> str:
        """What the last assignment to `name` above the statement says."""
        pattern = re.compile(rf"^[ \t]*({re.escape(name)}[ \t]*(?::[^=\n]+)?=(?!=))", re.MULTILINE)
        last = max(pattern.finditer(self._before), key=re.Match[str].start, default=None)
        statement = None if last is None else _parse(self._before, last.start(1))
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            below = self._before
            self._before = below[: last.start(1) if last else 0]
            text = self._text(statement.value)
            self._before = below
            return text
        raise _NotKnownError(name)


def _up(path: str, levels: int) -> str:
    for _ in range(levels):
        marker, rest = ("//", path[2:]) if path.startswith("//") else ("", path)
        parts = [part for part in rest.split("/") if part not in ("", ".")]
        if parts and parts[-1] != "..":
            path = marker + "/".join(parts[:-1])
        else:
            path = marker + "/".join([*parts, ".."])
    return path


def _joined(*parts: str) -> str:
    path = ""
    for part in parts:
        path = part if part.startswith("/") or not path else f"{path.rstrip('/') or '/'}/{part}"
    return path


_SAME = frozenset({"absolute", "as_posix", "expanduser", "resolve", "strip", "__str__"})
"""Methods after which a path still names the same folder."""

_JOINING = frozenset({"join", "Path", "PurePath"})
_FUNCTIONS: dict[str, Callable[..., str]] = {
    "abspath": lambda path: path,
    "dirname": lambda path: _up(path, 1),
    "fspath": lambda path: path,
    "join": _joined,
    "normpath": lambda path: path,
    "Path": _joined,
    "PurePath": _joined,
    "realpath": lambda path: path,
    "str": lambda path: path,
}

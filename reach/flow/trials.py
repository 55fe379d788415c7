"""Would a condition hold, if the text it asks about were this one?

A condition is worked out on one candidate at a time: `path.lower().endswith(".pt")`, `"gguf" in
name`, `re.match("v[0-9]", tag)`, `Path(file).suffix == ".bin"`. Whatever is not plain text work is
left open.
"""

import posixpath
import re
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.operands import before_loop
from reach.flow.quantified import QUANTIFIERS, quantified
from reach.flow.values import EMPTY, Const, External, Pattern, Value, Values
from reach.later import regex
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

NOTHING_PASSES = "no value that is known gets here"
"""Said of what stands behind a condition that all known values fail: they are not all, then."""

MAX_EXPRESSION = 60
"""Characters of a regular expression that is tried."""

MAX_TEXT = 200
"""Characters of a text that an expression is tried on, so that trying takes no time."""

_METHODS = frozenset(
    "lower upper casefold strip lstrip rstrip removeprefix removesuffix replace startswith endswith"
    " isdigit isalpha isalnum isupper islower isidentifier split rsplit partition rpartition"
    " count find".split()
)
_PATHS: dict[str, Callable[[str], str]] = {
    "suffix": lambda text: posixpath.splitext(text)[1],
    "name": posixpath.basename,
    "stem": lambda text: posixpath.splitext(posixpath.basename(text))[0],
}
_FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "os.path.basename": posixpath.basename,
    "os.path.dirname": posixpath.dirname,
    "os.path.splitext": posixpath.splitext,
    "os.path.isabs": posixpath.isabs,
    "pathlib.Path": str,
    "<builtin>.str": str,
    "<builtin>.len": len,
    "<builtin>.bool": bool,
    "os.fspath": str,
}
_SAME = frozenset(("pathlib.Path", "<builtin>.str", "os.fspath"))
_OF_END = {"os.path.basename": "name", "os.path.splitext": "suffix"}
_MATCHERS = {"re.match": re.match, "re.search": re.search, "re.fullmatch": re.fullmatch}
_REPEATED_GROUP = regex(r"\)[*+{?]|\(\?[^:iP=!<]")
_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "in": lambda a, b: a in b,
    "not in": lambda a, b: a not in b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "is": lambda a, b: a is b,
    "is not": lambda a, b: a is not b,
}
_OPEN = (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError)


def is_text(value: Value) -> bool:
    """Whether a value is a text, known in part at least."""
    return isinstance(value, Pattern) or (isinstance(value, Const) and type(value.value) is str)


def by_text(
    ev: "Evaluator", body: Body, values: Values, subject: int, cond: int, wanted: bool,
    context: Context | None,
) -> Values:  # fmt: skip
    """Those of the values for which a condition may be true, or false."""
    folder = _asks_for_file(ev, body, cond, subject, context)
    found: set[Value] = set()
    for value in values:
        if not isinstance(value, (Const, Pattern)):
            known = _fetched(ev, value) if isinstance(value, External) and not folder else []
            tried = [_holds(ev, body, cond, subject, each, context) for each in known]
            if not tried or any(truth in (wanted, None) for truth in tried):
                found.add(value)
        elif folder:
            found |= _on_disk(ev, value, wanted)
        elif _holds(ev, body, cond, subject, value, context) in (wanted, None):
            found.add(value)
    if folder and not wanted and not found:
        return values
    return frozenset(found)


def _fetched(ev: "Evaluator", value: External) -> list[Pattern]:
    from reach.flow.settings.hub import fetched

    return fetched(ev, value)


def _holds(
    ev: "Evaluator", body: Body, cond: int, subject: int, value: Const | Pattern,
    context: Context | None,
) -> bool | None:  # fmt: skip
    """The truth of a condition when the subject is this value; None where it stays open."""
    try:
        return bool(_Trial(ev, body, subject, value, context).of(cond, 0))
    except _OPEN:
        return None


# -- files ----------------------------------------------------------------------------------------

_ON_DISK = frozenset(
    f"{module}.{name}"
    for module in ("os.path", "posixpath", "pathlib.Path()")
    for name in ("isdir", "isfile", "exists", "is_dir", "is_file", "lexists")
)
_ID = regex(r"[\w-][\w.-]*/[\w-][\w.-]*")
"""What a repository is called on the hub: one slash, no dots before it."""

_FILES = tuple(
    f".{suffix}"
    for suffix in "pt pth bin ckpt pkl pickle joblib npy npz safetensors gguf onnx h5 hdf5 keras"
    " tflite model json yaml yml toml txt csv parquet tar gz zip".split()
)
"""Ends of the names of files."""


def _asks_for_file(
    ev: "Evaluator", body: Body, cond: int, subject: int, context: Context | None
) -> bool:
    """Whether a condition asks if there is a file or folder of the subject's name."""
    op = body.ops[cond]
    if op[0] != ir.CALL:
        return False
    names = {v.name for v in ev.eval(body, op[1], context) if isinstance(v, External)}
    if len(names) != 1 or names.isdisjoint(_ON_DISK):
        return False
    asked = op[2][0] if op[2] else _receiver(body, op)
    while asked >= 0 and body.ops[asked][0] == ir.CALL and len(body.ops[asked][2]) == 1:
        asked = body.ops[asked][2][0]
    return asked >= 0 and _root(body, asked) == _root(body, subject)


def _receiver(body: Body, op: ir.Op) -> int:
    callee = body.ops[op[1]]
    return int(callee[1]) if callee[0] == ir.ATTR else -1


def _on_disk(ev: "Evaluator", value: Const | Pattern, there: bool) -> Values:
    """A text of which is known that it is, or is not, the name of a file: what looks like the name
    of a repository is not there, and of several texts the one that can only be a path is."""
    text = value.value if isinstance(value, Const) else value.parts[0]
    if not isinstance(text, str) or not isinstance(value, Const):
        return frozenset((value,))
    is_path = value.path or text.startswith(("/", "./", "../", "~")) or text.endswith("/")
    if there and not is_path and _ID.fullmatch(text) and not text.endswith(_FILES):
        return EMPTY
    if not there and is_path:
        return EMPTY
    if there and text:
        return frozenset((ev.pool.const(text, value.body, value.position, value.kind, True),))
    return frozenset((value,))


# -- texts ----------------------------------------------------------------------------------------


class _Trial:
    """One candidate; `of` raises where something else than plain text work is needed."""

    def __init__(
        self, ev: "Evaluator", body: Body, subject: int, value: Const | Pattern,
        context: Context | None,
    ) -> None:  # fmt: skip
        self.ev = ev
        self.body = body
        self.subject = _root(body, subject)
        self.value = value
        self.context = context
        self.loops: dict[int, Any] = {}
        """What loops of comprehensions are at."""

    def of(self, vid: int, depth: int) -> Any:
        """What an operation gives."""
        if depth > 20:
            raise LookupError
        if _root(self.body, vid) == self.subject:
            return self.value.value if isinstance(self.value, Const) else self.value
        if vid in self.loops:
            return self.loops[vid]
        op = self.body.ops[vid]
        kind = op[0]
        if kind == ir.CONST:
            return op[1]
        if kind == ir.NOT:
            return not self.of(op[1], depth + 1)
        if kind in (ir.AND, ir.OR):
            first = self.of(op[1], depth + 1)
            return self.of(op[2], depth + 1) if bool(first) == (kind == ir.AND) else first
        if kind == ir.COMPARE:
            left, right = self.of(op[2], depth + 1), self.of(op[3], depth + 1)
            return self.compared(op[1], left, right)
        if kind == ir.CALL and not op[3]:
            return self.called(op, depth + 1)
        if kind == ir.ATTR and op[2] in _PATHS:
            return _PATHS[op[2]](_ending(self.of(op[1], depth + 1), op[2]))
        if kind == ir.ITEM:
            return self.of(op[1], depth + 1)[self.of(op[2], depth + 1)]
        if kind == ir.UNPACK and op[3] < 0:
            return self.of(op[1], depth + 1)[op[2]]
        if kind in (ir.TUPLE, ir.LIST, ir.SET):
            return tuple(self.of(item, depth + 1) for item in op[1])
        return self.ev.single(self.ev.eval(self.body, vid, self.context))

    def compared(self, name: str, left: Any, right: Any) -> bool:
        """`left name right`; of a partly known text only what is certain."""
        if isinstance(right, Pattern) and name in ("in", "not in"):
            if any(p is not None and _text(left) in p for p in right.parts):
                return name == "in"
            raise LookupError
        if isinstance(left, Pattern) or isinstance(right, Pattern):
            raise LookupError
        return bool(_COMPARISONS[name](left, right))

    def called(self, op: ir.Op, depth: int) -> Any:
        """A method of a text, or one of the functions that are known."""
        callee = self.body.ops[op[1]]
        of_text = callee[0] == ir.ATTR and callee[2] in _METHODS
        if of_text and _root(self.body, callee[1]) == self.subject:
            return _method(self.of(callee[1], depth), callee[2], [self.of(a, depth) for a in op[2]])
        names = {
            v.name
            for v in self.ev.eval(self.body, op[1], self.context)
            if isinstance(v, External) and not v.name.startswith("<builtin>.str.")
        }
        name = names.pop() if len(names) == 1 else ""
        if name in QUANTIFIERS and len(op[2]) == 1:
            return self.quantified(op[2][0], QUANTIFIERS[name], depth)
        if name in _FUNCTIONS:
            return _applied(name, self.of(op[2][0], depth))
        if not name and not names and of_text:
            text = self.of(callee[1], depth)
            return _method(text, callee[2], [self.of(a, depth) for a in op[2]])
        if name in _MATCHERS and len(op[2]) == 2:
            return _matched(name, self.of(op[2][0], depth), self.of(op[2][1], depth))
        raise LookupError

    def quantified(self, vid: int, decisive: bool, depth: int) -> bool:
        """`any` or `all` of a comprehension."""

        def truth(element: int, loop: int, value: Const) -> bool | None:
            self.loops[loop] = value.value
            try:
                return bool(self.of(element, depth))
            except _OPEN:
                return None
            finally:
                del self.loops[loop]

        op = self.body.ops[vid]
        known = quantified(self.ev, self.body, op, self.context, decisive, truth)
        if known is None:
            raise LookupError
        return known


def _root(body: Body, vid: int) -> int:
    """The value that a narrowed one was, before conditions were known of it and before loops that
    leave it as it is."""
    vid = before_loop(body.ops, vid)
    while body.ops[vid][0] == ir.REFINE:
        vid = before_loop(body.ops, body.ops[vid][1])
    return vid


def _text(value: Any) -> Any:
    if not isinstance(value, (str, tuple)):
        raise LookupError
    return value


def _applied(name: str, given: Any) -> Any:
    """What a function makes of a text; of a partly known one, where its end is enough."""
    if isinstance(given, Pattern):
        if name in _SAME:
            return given
        if name not in _OF_END:
            raise LookupError
        given = _ending(given, _OF_END[name])
    return _FUNCTIONS[name](_text(given))


def _ending(path: Any, part: str) -> Any:
    """A path; of a partly known one its end, where that has all of a part of it."""
    if not isinstance(path, Pattern):
        return _text(path)
    end = path.parts[-1]
    if end is None or not ("/" in end or (part == "suffix" and "." in end)):
        raise LookupError
    return end if "/" in end else f"_{end}"


def _method(text: Any, name: str, arguments: list[Any]) -> Any:
    if isinstance(text, Pattern):
        return _of_pattern(text, name, arguments)
    if len(_text(text)) > 10 * MAX_TEXT:
        raise LookupError
    return getattr(text, name)(*arguments)


def _of_pattern(text: Pattern, name: str, arguments: list[Any]) -> bool:
    """Whether a partly known text begins or ends in a certain way."""
    end = text.parts[-1 if name == "endswith" else 0]
    wanted = arguments[0] if isinstance(arguments[0], tuple) else (arguments[0],)
    if name not in ("endswith", "startswith") or end is None:
        raise LookupError
    if any(getattr(end, name)(one) for one in wanted):
        return True
    if max(map(len, wanted)) > len(end):
        raise LookupError
    return False


def _matched(name: str, expression: str, text: str) -> bool:
    """Whether an expression that is quick to try matches a text."""
    if len(_text(expression)) > MAX_EXPRESSION or len(_text(text)) > MAX_TEXT:
        raise LookupError
    if _REPEATED_GROUP.search(expression) or sum(map(expression.count, "*+{")) > 3:
        raise LookupError
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what the scanned expression does oddly
            return _MATCHERS[name](expression, text) is not None
    except re.error:
        raise LookupError from None

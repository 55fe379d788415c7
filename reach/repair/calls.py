"""Changes of one call: its syntax tree says where things stand, and only those are replaced."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper

from reach.records.repair import CallInstead, SetArgument
from reach.repair.errors import CannotEdit
from reach.repair.lists import Item, added, removed

MAX_CALL = 20_000
"""Characters of a call that is changed."""

CallChange = SetArgument | CallInstead


@dataclass(frozen=True, slots=True)
class _Call:
    """A call, taken apart. Places are code points of its text."""

    text: str
    node: cst.Call
    places: dict[cst.CSTNode, tuple[int, int]]

    @property
    def args(self) -> list[Item]:
        return [self.item(arg, "**" if arg.star == "**" else "") for arg in self.node.args]

    def item(self, node: cst.CSTNode, star: str = "") -> Item:
        return Item(*self.places[node], star)

    def opening(self) -> int:
        """Where the bracket after the callee stands."""
        first = self.places[self.node.args[0]][0] if self.node.args else len(self.text) - 1
        at = self.text.rfind("(", self.places[self.node.func][1], first + (not self.node.args))
        if at < 0 or not self.text.endswith(")"):
            raise CannotEdit("the call is written in an unusual way")
        return at


def changed_call(code: str, changes: Sequence[CallChange], newline: str) -> str:
    """The text of a call after some changes."""
    for change in sorted(changes, key=lambda change: isinstance(change, CallInstead)):
        call = _parsed(code)
        if isinstance(change, SetArgument):
            code = _set(call, change, newline)
        else:
            code = _instead(call, change, newline)
    _parsed(code)
    return code


def _parsed(code: str) -> _Call:
    if len(code) > MAX_CALL:
        raise CannotEdit(f"the call is longer than {MAX_CALL} characters")
    try:
        module = cst.parse_module(f"({code})\n")
    except (cst.ParserSyntaxError, RecursionError):
        raise CannotEdit("the call is no valid Python 3") from None
    wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
    spans = wrapper.resolve(ByteSpanPositionProvider)
    at = [0, *accumulate(byte & 0xC0 != 0x80 for byte in module.code.encode())]
    places: dict[cst.CSTNode, tuple[int, int]] = {}
    for node, span in spans.items():
        places[node] = (at[span.start] - 1, at[span.start + span.length] - 1)
    line = module.body[0] if module.body else None
    statement = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
    found = statement.value if isinstance(statement, cst.Expr) else None
    if not isinstance(found, cst.Call) or module.code != f"({code})\n" or len(found.lpar) != 1:
        raise CannotEdit("the call is written in an unusual way")
    return _Call(code, found, places)


# -- arguments -----------------------------------------------------------------------------------


def _set(call: _Call, change: SetArgument, newline: str) -> str:
    outer, _, inner = change.name.partition(".")
    index = _find(call.node.args, outer, change.position)
    if inner:
        return _set_inside(call, outer, inner, index, change.value, newline)
    if index is not None and change.value is not None:
        return _replaced(call, call.node.args[index].value, change.value)
    opening, closing = call.opening(), len(call.text) - 1
    if index is not None:
        return removed(call.text, call.args, index, opening, closing)
    if change.value is None:
        return call.text
    return added(call.text, call.args, f"{outer}={change.value}", opening, closing, newline)


def _find(args: Sequence[cst.Arg], name: str, position: int | None) -> int | None:
    if position is not None:
        plain = [i for i, arg in enumerate(args) if arg.keyword is None and not arg.star]
        return plain[position]
    for index, arg in enumerate(args):
        if arg.keyword is not None and arg.keyword.value == name:
            return index
    return None


def _set_inside(
    call: _Call, outer: str, inner: str, index: int | None, value: str | None, newline: str
) -> str:
    """Change an item of a dictionary that is an argument."""
    if index is None:
        made = f'{outer}={{"{inner}": {value}}}'
        closing = len(call.text) - 1
        return added(call.text, call.args, made, call.opening(), closing, newline)
    found = call.node.args[index].value
    if not isinstance(found, cst.Dict) or found.lpar:
        raise CannotEdit(f"{outer} is not written as a dictionary in the call")
    opening, closing = call.places[found][0], call.places[found][1] - 1
    items = [
        call.item(each, "**" if isinstance(each, cst.StarredDictElement) else "")
        for each in found.elements
    ]
    for at, element in enumerate(found.elements):
        if isinstance(element, cst.DictElement) and _text(element.key) == inner:
            if value is not None:
                return _replaced(call, element.value, value)
            if len(items) == 1:
                return removed(call.text, call.args, index, call.opening(), len(call.text) - 1)
            return removed(call.text, items, at, opening, closing)
    if value is None:
        return call.text
    quote = _quote(found)
    made = f"{quote}{inner}{quote}: {value}"
    return added(call.text, items, made, opening, closing, newline)


def _replaced(call: _Call, node: cst.CSTNode, text: str) -> str:
    start, end = call.places[node]
    return call.text[:start] + text + call.text[end:]


def _text(key: cst.BaseExpression) -> str | None:
    if not isinstance(key, cst.SimpleString):
        return None
    value = ast.literal_eval(key.value)
    return value if isinstance(value, str) else None


def _quote(found: cst.Dict) -> str:
    for element in found.elements:
        if isinstance(element, cst.DictElement) and isinstance(element.key, cst.SimpleString):
            return element.key.quote[0]
    return '"'


# -- callees -------------------------------------------------------------------------------------


def imports_of(code: str, change: CallInstead) -> tuple[str, str | None] | None:
    """The import that a changed call needs: a module, and a name of it."""
    module, _, name = change.name.rpartition(".")
    if change.old.rpartition(".")[0] != module:
        return module, None
    return None if isinstance(_parsed(code).node.func, cst.Attribute) else (module, name)


def _instead(call: _Call, change: CallInstead, newline: str) -> str:
    module, _, name = change.name.rpartition(".")
    callee = call.node.func
    if change.old.rpartition(".")[0] != module:
        place, text = call.places[callee], change.name
    elif isinstance(callee, cst.Attribute):
        place, text = call.places[callee.attr], name
    elif isinstance(callee, cst.Name):
        place, text = call.places[callee], name
    else:
        raise CannotEdit("the function is not called by its name")
    renames = dict(change.renames)
    keywords = [arg.keyword for arg in call.node.args if arg.keyword is not None]
    renamed = [(call.places[k], renames[k.value]) for k in keywords if k.value in renames]
    pieces = [(place, text), *renamed]
    code = call.text
    for (start, end), new in sorted(pieces, reverse=True):
        code = code[:start] + new + code[end:]
    for name in change.drops:
        code = _dropped(code, name, change, newline)
    return code


def _dropped(code: str, name: str, change: CallInstead, newline: str) -> str:
    position = change.positional.index(name) if name in change.positional else None
    call = change.call
    return _set(_parsed(code), SetArgument(call, name, position, None), newline)

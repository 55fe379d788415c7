"""Lists with commas in the text of a program: arguments of a call, items of a dictionary."""

from collections.abc import Sequence

from reach.later import regex
from reach.records.record import dataclass

_COMMA = regex(r"(?:\s|\\\r?\n|#[^\n]*)*(,)")
_REST_OF_LINE = regex(r"[ \t]*(#[^\r\n]*)?(?=\r?\n)")


@dataclass(frozen=True, slots=True)
class Item:
    """Where an item stands, without its comma."""

    start: int
    end: int
    star: str = ""
    """`**` for what unpacks a mapping."""


def added(
    text: str, items: Sequence[Item], new: str, opening: int, closing: int, newline: str
) -> str:
    """The text with one more item: the last one, but for what a `**` unpacks at the end. It has a
    line of its own where the one before has."""
    at = len(items)
    while at and items[at - 1].star:
        at -= 1
    if at < len(items):
        start = items[at].start
        indent = _indent(text, start)
        joint = ", " if indent is None else f",{newline}{indent}"
        return text[:start] + new + joint + text[start:]
    if not items:
        return text[: opening + 1] + new + text[opening + 1 :]
    last = items[-1]
    indent = _indent(text, last.start)
    comma = _comma(text, last.end, closing)
    if indent is None:
        if comma is None:
            return f"{text[: last.end]}, {new}{text[last.end :]}"
        return f"{text[:comma]} {new},{text[comma:]}"
    after = last.end if comma is None else comma
    rest = _REST_OF_LINE.match(text, after, closing)
    line_end = rest.end() if rest else after
    head = text[:after] + ("," if comma is None else "") + text[after:line_end]
    return f"{head}{newline}{indent}{new}{'' if comma is None else ','}{text[line_end:]}"


def removed(text: str, items: Sequence[Item], index: int, opening: int, closing: int) -> str:
    """The text without an item, its comma, and the comment at the end of its line."""
    item = items[index]
    comma = _comma(text, item.end, closing)
    if len(items) == 1:
        inside = text[opening + 1 : closing]
        if "#" not in inside.replace(text[item.start : item.end], ""):
            return text[: opening + 1] + text[closing:]
        return text[: item.start] + text[item.end if comma is None else comma :]
    before = items[index - 1].end if index else None
    indent = _indent(text, item.start)
    after = item.end if comma is None else comma
    rest = _REST_OF_LINE.match(text, after, closing)
    if indent is not None and rest is not None and (comma is not None or before is None):
        line = item.start - len(indent)
        return text[:line] + text[text.index("\n", rest.end()) + 1 :]
    if comma is None and before is not None:
        joint = _comma(text, before, item.start) or before
        line = item.start if indent is None else _line_end(text, item.start)
        kept = "" if indent is None else text[joint:line]
        end = rest.end() if rest is not None and indent is not None else item.end
        return text[:before] + kept + text[end:]
    if index + 1 < len(items) and "\n" not in text[item.end : items[index + 1].start]:
        return text[: item.start] + text[items[index + 1].start :]
    start = (_comma(text, before, item.start) or before) if before is not None else item.start
    return text[:start] + text[after:]


def _comma(text: str, at: int, end: int) -> int | None:
    """Where the comma after an item ends; None where there is none."""
    found = _COMMA.match(text, at, end)
    return found.end() if found else None


def _indent(text: str, at: int) -> str | None:
    """The whitespace before an item, where nothing else stands before it on its line."""
    line = text.rfind("\n", 0, at) + 1
    before = text[line:at]
    return before if line and not before.strip() else None


def _line_end(text: str, at: int) -> int:
    """The end of the line before an item's, without its line break."""
    end = text.rfind("\n", 0, at)
    return end - 1 if text[end - 1 : end] == "\r" else end

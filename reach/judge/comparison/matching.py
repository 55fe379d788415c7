"""Which call of an earlier report is which of a later one.

Lines are not looked at: code moves. Calls are told by what they say of themselves, all that stays
the same first: text, function, what is loaded, file. So a call is found again when its lines move,
when it is formatted anew, when its file or its function gets another name, and when an argument
changes; but not when several of that happen at once. Each call is found at most once.
"""

from collections.abc import Callable, Hashable

from reach.judge.comparison.calls import Call

Key = Callable[[Call], tuple[Hashable, ...] | None]


def _same(*parts: str, needed: str = "") -> Key:
    """The key of calls that agree in these parts; none where the needed part is empty."""

    def key(call: Call) -> tuple[Hashable, ...] | None:
        if needed and not getattr(call, needed):
            return None
        return tuple(getattr(call, part) for part in parts)

    return key


def _reached(call: Call) -> tuple[Hashable, ...] | None:
    entries = frozenset((entry.kind, entry.name) for entry in call.entries)
    return (call.sink, call.names, entries) if call.names and entries else None


KEYS: tuple[Key, ...] = (
    _same("sink", "function", "snippet", "names", "grade"),
    _same("sink", "function", "snippet", "names"),
    _same("sink", "path", "leaf", "snippet", "names"),
    _same("sink", "function", "names", needed="names"),
    _same("sink", "function", "snippet", needed="snippet"),
    _same("sink", "leaf", "snippet", "names"),
    _same("sink", "leaf", "names", needed="names"),
    _same("sink", "snippet", "names", needed="snippet"),
    _same("sink", "function"),
    _same("sink", "path", "leaf"),
    _reached,
    _same("function", "names", needed="names"),
    _same("function"),
)
"""What calls may agree in, strongest first."""


def match(before: list[Call], after: list[Call]) -> dict[int, Call]:
    """For calls of the later report, by number, those that they were in the earlier one."""
    found: dict[int, Call] = {}
    old = dict(enumerate(before))
    new = dict(enumerate(after))
    for key in KEYS:
        groups: dict[tuple[Hashable, ...], list[int]] = {}
        for number, call in old.items():
            name = key(call)
            if name is not None:
                groups.setdefault(name, []).append(number)
        for number, call in list(new.items()):
            name = key(call)
            same = groups.get(name) if name is not None else None
            if same:
                found[number] = old.pop(same.pop(0))
                del new[number]
    return found

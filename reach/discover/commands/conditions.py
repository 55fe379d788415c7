"""Branches of a shell script that its arguments certainly leave out, as in recipes that are run in
stages: `if [ $stage -le 4 ] && [ $stop_stage -ge 4 ]; then`.

Only comparisons with numbers that whoever starts the script hands over are decided: what a branch,
an option or the environment may have set is not, nor what the script says itself, which is edited.
"""

import operator
from collections.abc import Callable, Sequence

from reach.discover.commands.scope import Scope, bare
from reach.discover.commands.words import Token
from reach.later import regex

KEYWORDS = frozenset(
    {"if", "then", "elif", "else", "fi", "while", "until", "do", "done", "esac", "{", "}", "!"}
)
"""Words after which a command begins."""

_TESTS: dict[str, Callable[[int, int], bool]] = {
    "-le": operator.le,
    "-lt": operator.lt,
    "-ge": operator.ge,
    "-gt": operator.gt,
    "-eq": operator.eq,
    "-ne": operator.ne,
}
_NUMBER = regex(r"-?[0-9]{1,9}")
_LONGEST = 40
"""Words of a condition; longer ones are not looked at."""

_FARTHEST = 5_000
"""Words of a branch; longer ones are not left out."""


def left_out(tokens: Sequence[Token], at: int, scope: Scope) -> int:
    """Position of the `elif`, `else` or `fi` after a branch whose condition, which begins at `at`,
    certainly fails; 0 where it may hold, and less where the end was looked for in vain."""
    words: list[Token] = []
    end = at
    while end < len(tokens) and end < at + _LONGEST and bare(tokens[end]) != "then":
        words.append(tokens[end])
        end += 1
    if end >= len(tokens) or bare(tokens[end]) != "then" or not _fails(words, scope):
        return 0
    return _end(tokens, end + 1)


def _fails(words: Sequence[Token], scope: Scope) -> bool:
    """Whether one of the tests that `&&` joins is false."""
    parts: list[list[Token]] = [[]]
    for word in words:
        if word.operator == "&&":
            parts.append([])
        elif word.operator not in ("", ";", "\n"):
            return False
        elif not word.operator:
            parts[-1].append(word)
    return any(_holds(part, scope) is False for part in parts)


def _holds(test: Sequence[Token], scope: Scope) -> bool | None:
    """What a comparison of numbers comes to; None for other tests, and unknown numbers."""
    closed = {"[": "]", "[[": "]]"}.get(bare(test[0])) if len(test) == 5 else None
    if closed is None or bare(test[4]) != closed or bare(test[2]) not in _TESTS:
        return None
    left, right = (_number(word, scope) for word in (test[1], test[3]))
    return None if left is None or right is None else _TESTS[bare(test[2])](left, right)


def _number(word: Token, scope: Scope) -> int | None:
    fields = scope.expand(word.pieces) if scope.certain(word.pieces) else []
    return int(fields[0]) if len(fields) == 1 and _NUMBER.fullmatch(fields[0]) else None


def _end(tokens: Sequence[Token], at: int) -> int:
    """Position of the `elif`, `else` or `fi` that belongs to the `if` whose body begins at `at`."""
    depth = 0
    for index in range(at, min(len(tokens), at + _FARTHEST)):
        before = tokens[index - 1]
        if not before.operator and bare(before) not in ("then", "else", "do", "{", "!"):
            continue
        word = bare(tokens[index])
        if depth == 0 and word in ("elif", "else", "fi"):
            return index
        depth += (word == "if") - (word == "fi")
    return -_FARTHEST


def done(tokens: list[Token], start: int) -> int:
    """Position of the `done` that ends the loop whose `do` is at `start`; 0 without one."""
    depth = 0
    for index in range(start, len(tokens)):
        if index == start or tokens[index - 1].operator or bare(tokens[index - 1]) in KEYWORDS:
            text = bare(tokens[index])
            depth += (text == "do") - (text == "done")
            if depth == 0:
                return index
    return 0


def closing(tokens: list[Token], start: int) -> int:
    """Position of the `}` that closes the `{` at `start`."""
    depth = 0
    for index in range(start, len(tokens)):
        text = bare(tokens[index])
        depth += (text == "{") - (text == "}")
        if depth == 0:
            return index
    return len(tokens)

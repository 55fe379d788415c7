"""The language of questions: `model = 'org/name' and grade >= exposed and not pinned`."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import LarkError, UnexpectedInput

from reach.errors import UsageError

_GRAMMAR = r"""
?start: either
?either: both (_OR both)*
?both: unit (_AND unit)*
?unit: _NOT unit -> negation
     | "(" either ")"
     | comparison
comparison: FIELD OPERATOR (TEXT | WORD)
          | FIELD
_OR.2: /or\b/i
_AND.2: /and\b/i
_NOT.2: /not\b/i
FIELD: /[A-Za-z]+/
OPERATOR: "!=" | ">=" | "<=" | "=" | "~" | ">" | "<"
TEXT: /'(?:[^'\\]|\\.)*'/ | /"(?:[^"\\]|\\.)*"/
WORD: /[^\s()'"=!~<>]+/
%ignore /\s+/
"""
MAX_LENGTH = 10_000
MAX_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Comparison:
    """`field operator value`; a field alone asks whether it is so."""

    field: str
    operator: str
    value: str
    column: int


@dataclass(frozen=True, slots=True)
class Negation:
    """`not inner`."""

    inner: "Question"


@dataclass(frozen=True, slots=True)
class Both:
    """All of these."""

    parts: "tuple[Question, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    """One of these."""

    parts: "tuple[Question, ...]"


Question = Comparison | Negation | Both | Either


def parse(text: str) -> Question:
    """A question; UsageError that shows where it is not understood."""
    if len(text) > MAX_LENGTH or _depth(text) > MAX_DEPTH:
        raise UsageError("the question is too long")
    try:
        found: Question = _Reading().transform(_parser().parse(text))
    except UnexpectedInput as error:
        ended = getattr(getattr(error, "token", None), "type", "") == "$END"
        column = -1 if ended else getattr(error, "column", -1)
        where = f"at character {column}" if 0 < column <= len(text) else "at its end"
        rest = text[column - 1 : column + 19] if 0 < column <= len(text) else ""
        raise UsageError(f"the question is not understood {where}: {rest!r}") from error
    except (LarkError, RecursionError) as error:
        raise UsageError("the question is not understood") from error
    return found


class _Reading(Transformer[Token, Question]):
    """From what lark sees to a question."""

    def comparison(self, words: list[Token]) -> Question:
        """A comparison, or a field alone."""
        field, *rest = words
        operator, value = rest or ("=", "true")
        text = str(value)
        if text[:1] in ("'", '"'):
            text = _unquoted(text[1:-1])
        return Comparison(field.lower(), str(operator), text, field.column or 1)

    def negation(self, parts: list[Question]) -> Question:
        """`not`."""
        return Negation(parts[0])

    def both(self, parts: list[Question]) -> Question:
        """`and`."""
        return Both(tuple(parts))

    def either(self, parts: list[Question]) -> Question:
        """`or`."""
        return Either(tuple(parts))


def _unquoted(text: str) -> str:
    out: list[str] = []
    escaped = False
    for char in text:
        if char == "\\" and not escaped:
            escaped = True
            continue
        out.append(char)
        escaped = False
    return "".join(out)


def _depth(text: str) -> int:
    return max(text.count("("), len([w for w in text.lower().split() if w == "not"]))


@cache
def _parser() -> Any:
    return Lark(_GRAMMAR, parser="lalr", maybe_placeholders=False)

"""Values of literals, from their source text."""

import ast

from reach.later import regex
from reach.records.secrets import redacted

MAX_STRING = 4_000
"""Longer string literals are not kept; they are never identifiers."""

_QUOTES = frozenset("'\"")
_TRIPLE = frozenset(("'''", '"""'))
_PREFIX = regex(r"^([A-Za-z]*)('''|\"\"\"|'|\")")


def string_value(text: str) -> str | bytes | None:
    """The value of a plain string literal; None when it is too long or malformed."""
    prefix = ""
    if text[:1] in _QUOTES:
        quote = text[:3] if text[:3] in _TRIPLE else text[0]
        begin = len(quote)
    else:
        match = _PREFIX.match(text)
        if match is None:
            return None
        prefix, quote, begin = match.group(1).lower(), match.group(2), match.end()
    body = text[begin : -len(quote)] if text.endswith(quote) else text[begin:]
    if len(body) > MAX_STRING:
        return None
    if "b" in prefix or ("\\" in body and "r" not in prefix):
        try:
            value = ast.literal_eval(text.lstrip("uU"))
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return None
        if isinstance(value, str):
            return redacted(value)
        return value if isinstance(value, bytes) else None
    return redacted(body)


def fragment_value(text: str, raw: bool) -> str:
    """The value of the literal text between the fields of an f-string."""
    if "{{" in text or "}}" in text:
        text = text.replace("{{", "{").replace("}}", "}")
    if raw or "\\" not in text:
        return redacted(text)
    try:
        return redacted(str(ast.literal_eval('"""' + text.replace('"', '\\"') + '"""')))
    except (ValueError, SyntaxError):
        return text


def number_value(text: str) -> int | float | None:
    """The value of an integer or float literal; None for the rest (complex, Python 2 longs)."""
    if len(text) > 400:
        return None
    clean = text.replace("_", "")
    try:
        return int(clean, 0)
    except ValueError:
        pass
    try:
        return float(clean)
    except ValueError:
        return None

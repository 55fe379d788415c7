"""What a file says without being read: its words, what it imports and what its texts name.

Told by patterns alone, in about a fifth of the time that reading takes. All names that the facts of
a file have are among its words; more words than that do no harm."""

import re
import unicodedata
from collections.abc import Iterator

from reach.later import regex
from reach.records.record import dataclass

PIECE = (
    r"""(\"{3}(?:[^"\\]++|\\.|"(?!""))*+(?:\"{3}|\\?\Z)|'{3}(?:[^'\\]++|\\.|'(?!''))*+(?:'{3}|\\?\Z)"""
    r"""|"(?:[^"\\\n]++|\\.)*+"?|'(?:[^'\\\n]++|\\.)*+'?)|\#[^\n]*+|[^"'#]++"""
)
"""A text, a comment, or what is between them. A text that nobody closes ends with the line or the
file: looking for its end only once keeps this linear."""

_PIECE = regex(PIECE, re.DOTALL)

_WORD = regex(r"[^\W\d]\w*")

NAMED = r"[A-Za-z_]\w*(?:[./\\:-]+[A-Za-z_]\w*)+"
"""A module, a file or a name in one of them, as settings and commands have it."""

_NAMED = regex(NAMED)

_BETWEEN = regex(r"[./\\:-]+")

_FIELD = regex(r"\{[^{}]*\}")
"""A part of a formatted text that is evaluated."""

LONGEST = 400
"""Characters of a text that is looked through for names of modules, and evaluated as an
expression."""

_FROM = regex(r"\bfrom\b[ \t]*+((?:[.\w]++[ \t]*+)++)(\(|[^\n;(]*+)")
"""From `from` up to a list in brackets, or to the end of the statement."""

_KEYWORD = regex(r"\bimport\b")

_IMPORT = regex(r"(?<![\w.])import[ \t]+([\w., \t]+)")

_QUIET = regex(r'(?:""|pass|\w+[ \t]*=[ \t]*(?:""|-?[\d.]+|None|True|False))?')
"""A line that does nothing but say what something is."""

_MAIN = regex(r"__name__[^\n]{0,50}__main__|__main__[^\n]{0,50}__name__")


@dataclass(frozen=True, slots=True)
class Surface:
    """What can be told of a file by its words."""

    words: frozenset[str]
    """Identifiers of the code, and those that its texts name."""
    named: frozenset[str]
    """Parts of names with several parts in its texts: any could be a module."""
    imports: tuple[tuple[str, tuple[str, ...], int], ...]
    """Module, names taken from it (none for `import module`) and dots before it."""
    acts: bool
    """Whether the module may do anything when it is imported."""
    main: bool
    """Whether it may have a part that runs only when the file is started."""


def surface(text: str) -> Surface:
    """The surface of a Python source."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    code, texts = _parted(text)
    words = set(_WORD.findall(code))
    named: set[str] = set()
    evaluates = "eval" in words
    for each in texts:
        if evaluates:
            words.update(_WORD.findall(each))
        if each.isidentifier():
            words.add(each)
        else:
            for name in _NAMED.findall(each):
                named.update(_BETWEEN.split(name))
    return Surface(
        words=frozenset(words | named),
        named=frozenset(named),
        imports=tuple(_imports(code)),
        acts=not all(_QUIET.fullmatch(line.strip()) for line in code.split("\n")),
        main=_MAIN.search(text) is not None,
    )


def _parted(text: str) -> tuple[str, list[str]]:
    """The code with empty texts and no comments, and the texts; those that follow each other are
    one. What a formatted text evaluates is code as well."""
    code: list[str] = []
    texts: list[str] = []
    joined = False
    for piece in _PIECE.finditer(text):
        literal, written = piece[1], piece[0]
        if literal is not None:
            quote = literal[:3] if literal[:3] in ('"""', "'''") else literal[0]
            inner = literal[len(quote) :].removesuffix(quote)
            evaluated = code[-1][-2:].lower().endswith(("f", "fr")) if code else False
            if evaluated:
                code.append(f" {inner} ")
                inner = _FIELD.sub("\n", inner)
            if joined:
                last = texts.pop()
                inner = last + inner if len(last) <= LONGEST else last
            if len(inner) <= LONGEST or joined:
                texts.append(inner)
                joined = True
            code.append('""')
        elif written[0] != "#":
            code.append(written)
            joined = joined and not written.strip(" \t\r\n\\rbufRBUF")
    return "".join(code).replace("\\\n", " "), [each for each in texts if len(each) <= LONGEST]


def _imports(code: str) -> Iterator[tuple[str, tuple[str, ...], int]]:
    rest: list[str] = []
    end = 0
    while found := _FROM.search(code, end):
        rest.append(code[end : found.start()])
        head, keyword, names = _divided(found[1])
        end, listed = found.end(), found[2]
        if not keyword:
            continue
        if listed == "(":
            close = code.find(")", end)
            close = close if close >= 0 else len(code)
            listed, end = code[end:close], close
        path = "".join(head.split())
        module = path.lstrip(".")
        yield module, tuple(_names(names + listed)), len(path) - len(module)
    rest.append(code[end:])
    for part in rest:
        for found in _IMPORT.finditer(part):
            for module in _names(found[1]):
                yield module, (), 0


def _divided(words: str) -> tuple[str, bool, str]:
    """What stands before `import`, whether that is there at all, and what stands behind it."""
    keyword = _KEYWORD.search(words)
    if keyword is None:
        return words, False, ""
    return words[: keyword.start()], True, words[keyword.end() :]


def _names(listed: str) -> Iterator[str]:
    """What is imported, without the names that it gets."""
    for each in listed.split(","):
        words = each.split()
        if words:
            yield words[0] if len(words) < 3 or words[1] == "as" else "".join(words)

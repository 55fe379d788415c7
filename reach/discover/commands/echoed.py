"""Substitutions that choose between texts: `python $([ "$GPU" = 1 ] && echo a.py || echo b.py)`."""

from collections.abc import Sequence
from itertools import product

from reach.discover.commands.scope import Scope, bare
from reach.discover.commands.words import Token, tokenize

MAX_CHOICES = 8
"""Texts that one substitution, and command lines that one command, may become."""

_TESTS = frozenset({"[", "[[", "test", "true", "false", ":"})
_KEYWORDS = frozenset({"if", "then", "elif", "else", "!", "{"})
_ENDS = frozenset({"fi", "}", ""})


def choices(words: Sequence[Token], scope: Scope) -> list[tuple[tuple[str, int], ...]]:
    """The words that a command may have, each with its line."""
    ways: list[list[list[tuple[str, int]]]] = []
    count = 1
    for word in words:
        texts = _of(word, scope)
        count *= len(texts)
        if len(texts) < 2 or count > MAX_CHOICES:
            texts = texts if len(texts) == 1 else [scope.expand(word.pieces)]
        ways.append([[(text, word.line) for text in each] for each in texts])
    return [tuple(field for each in way for field in each) for way in product(*ways)]


def _of(word: Token, scope: Scope) -> list[list[str]]:
    """What a word may become: the texts of a substitution, if it is one that can be followed."""
    pieces = [each for each in word.pieces if each.text or each.variable]
    piece = pieces[0] if len(pieces) == 1 else None
    if piece is not None and not piece.known and not piece.variable:
        text = piece.text
        if text.startswith("$(") and text.endswith(")") and not text.startswith("$(("):
            found = _echoed(text[2:-1], word.line, scope)
            if found:
                return [[each] if piece.quoted else each.split() for each in found]
    return [scope.expand(word.pieces)]


def _echoed(text: str, line: int, scope: Scope) -> list[str]:
    """The texts that commands print which do nothing but test and print; none for others."""
    found: dict[str, None] = {}
    command: list[Token] = []
    for token in tokenize(text, line):
        if not token.operator:
            command.append(token)
            continue
        if token.operator not in ("&&", "||", ";", "\n"):
            return []
        while command and bare(command[0]) in _KEYWORDS:
            command = command[1:]
        name = bare(command[0]) if command else ""
        if name == "echo":
            printed = [each for word in command[1:] for each in scope.expand(word.pieces)]
            found[" ".join(printed)] = None
        elif name not in _TESTS and name not in _ENDS:
            return []
        command = []
    known = all("$" not in each and "`" not in each for each in found)
    return list(found) if known and len(found) <= MAX_CHOICES else []

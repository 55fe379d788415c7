"""Files that a build writes itself: here-documents, and what `echo` and `printf` are sent to.

Known are the files that one instruction writes whole or adds to; what commands compute is left as
it is written.
"""

import posixpath
import re
import shlex
from collections.abc import Callable

from reach.discover.docker.instructions import Instruction
from reach.discover.limits import MAX_VALUE
from reach.later import regex
from reach.records.record import dataclass

_HEREDOC = regex(r"<<-?\s*(['\"]?)[A-Za-z0-9_.]+\1")
_TARGET = regex(r"(?:>{1,2}|\btee)\s*((?:-a\s+)?)([^\s;&|<>]+)")
_PRINTED = regex(
    r"(?:^|&&|;|\{)[\s\\]*(echo|printf)\s((?:'[^']*'|\"(?:[^\"\\]|\\.)*\"|\\.|[^'\"<>|;&\\])+)"
    r"(>{1,2})\s*([^\s;&|<>]+)",
    re.DOTALL,
)
_PART = regex(r"'([^']*)'|\"((?:[^\"\\]|\\.)*)\"|\\(.)|([^\s'\"\\]+)|(\s+)", re.DOTALL)
_ESCAPE = regex(r"\\([nt\\])")
_RUNNER = regex(
    r"(?:.*/)?(?:ba|da|a|k|z)?sh|(?:.*/)?(?:env|tini|dumb-init|exec|python[\d.]*)|--?\w*"
)
_INTERPRETER = regex(r"#!\S*/(?:env )?\w*sh\b[^\n]*\n")
_MAX_FILES = 50


@dataclass(frozen=True, slots=True)
class Written:
    """A file that a build step makes."""

    path: str
    """Absolute, in the image."""
    text: str
    line: int
    """Where the first line of the text stands in the Dockerfile."""


def written_by(
    instruction: Instruction, folder: str, substitute: Callable[[str], str]
) -> list[Written]:
    """The files that COPY, ADD or RUN writes from its own text."""
    if instruction.heredocs:
        return _heredocs(instruction, folder, substitute)
    return _printed(instruction, folder, substitute) if instruction.keyword == "RUN" else []


def laid_upon(known: tuple[Written, ...], new: list[Written]) -> tuple[Written, ...]:
    """What is there after files were written: the last text of each path."""
    found = {file.path: file for file in (*known, *new)}
    return tuple(found.values())[-_MAX_FILES:]


def _heredocs(
    instruction: Instruction, folder: str, substitute: Callable[[str], str]
) -> list[Written]:
    found: list[Written] = []
    starts = list(_HEREDOC.finditer(instruction.text))
    for match, (body, line) in zip(starts, instruction.heredocs, strict=False):
        if instruction.keyword == "RUN":
            ends = [
                i for c in ("\n", ";", "&&") if (i := instruction.text.find(c, match.end())) > 0
            ]
            begin = max(instruction.text.rfind(c, 0, match.start()) for c in ("\n", ";", "&"))
            target = _TARGET.search(instruction.text[begin + 1 : min(ends, default=None)])
            path = target[2] if target is not None else ""
        else:
            words = instruction.joined.split()
            path = words[-1] if words and not words[-1].startswith("<<") else ""
        if path and not path.endswith("/"):
            plain = body if match[1] else substitute(body).replace("\\$", "$")
            found.append(Written(_absolute(folder, substitute(path)), plain, line))
    return found


def _printed(
    instruction: Instruction, folder: str, substitute: Callable[[str], str]
) -> list[Written]:
    found: dict[str, Written] = {}
    for match in _PRINTED.finditer(instruction.text[:MAX_VALUE]):
        line = instruction.line + instruction.text.count("\n", 0, match.start(2))
        text, first = _output(match[1], match[2], line, substitute)
        path = _absolute(folder, substitute(match[4].strip("'\"")))
        before = found.get(path) if match[3] == ">>" else None
        if before is not None and not _INTERPRETER.fullmatch(before.text):
            text, first = before.text + text, before.line
        found[path] = Written(path, text, first)
    return list(found.values())


def _output(
    program: str, text: str, line: int, substitute: Callable[[str], str]
) -> tuple[str, int]:
    """What a command prints, and the line of its first argument. Arguments that stand on lines of
    their own are printed on these."""
    arguments = _arguments(text, line, substitute)
    while program == "echo" and arguments and re.fullmatch(r"-[neE]+", arguments[0][0]):
        del arguments[0]
    escaped = len(arguments) if program == "echo" else 1
    arguments = [(_unescaped(a) if i < escaped else a, at) for i, (a, at) in enumerate(arguments)]
    if program == "printf" and arguments:
        form = arguments[0][0]
        if form.count("%s") == 1 and len(arguments) > 1:
            arguments = [(form.replace("%s", value), at) for value, at in arguments[1:]]
        else:
            del arguments[1:]
    if not arguments:
        return "", line
    printed = ""
    for value, at in arguments:
        if program == "printf":
            printed += "\n" * (at - arguments[0][1] - printed.count("\n"))
        printed += value + (" " if program == "echo" else "")
    return printed.rstrip(" ") + ("\n" if program == "echo" else ""), arguments[0][1]


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: {"n": "\n", "t": "\t"}.get(match[1], "\\"), text)


def _arguments(text: str, line: int, substitute: Callable[[str], str]) -> list[tuple[str, int]]:
    """The words of a command line, each with its line."""
    found: list[tuple[str, int]] = []
    word: str | None = None
    begin = line
    for match in _PART.finditer(text):
        single, double, escaped, plain, blank = match.groups()
        if blank is not None or escaped == "\n":
            if word is not None:
                found.append((word, begin))
            word = None
        else:
            if word is None:
                word, begin = "", line
            if double is not None:
                word += re.sub(r'\\(["$`])', r"\1", substitute(double))
            else:
                word += single or escaped or substitute(plain or "")
        line += match[0].count("\n")
    return [*found, (word, begin)] if word is not None else found


def started_file(
    written: tuple[Written, ...], folder: str, words: tuple[str, ...], shell: bool
) -> tuple[str, int] | None:
    """The text of the written file that a command line starts, as text for a shell whose
    arguments are those given, and the line it begins on."""
    if shell:
        try:
            words = tuple(shlex.split(words[0]))
        except ValueError:
            return None
    for index, word in enumerate(words[:5]):
        file = next((f for f in written if f.path == _absolute(folder, word)), None)
        if file is None:
            if not _RUNNER.fullmatch(word):
                return None
            continue
        shebang = file.text.partition("\n")[0]
        if word.endswith(".py") or (shebang.startswith("#!") and "python" in shebang):
            return f"python - <<'end-of-code'\n{file.text}\nend-of-code\n", file.line - 1
        rest = shlex.join(words[index + 1 :])
        return (f"set -- {rest}; " if rest else "") + file.text, file.line
    return None


def _absolute(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path.strip("'\"")))

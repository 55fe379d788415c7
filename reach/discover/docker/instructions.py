"""Dockerfile text as instructions with line numbers, continuations and here-documents."""

import re

from reach.later import regex
from reach.records.record import dataclass

_DIRECTIVE = regex(r"#[ \t]*escape[ \t]*=[ \t]*([`\\])[ \t]*", re.IGNORECASE)
_START = regex(r"[ \t]*([A-Za-z]+)(?:[ \t]+|$)")
_HEREDOC = regex(r"<<(-?)(['\"]?)([A-Za-z0-9_.]+)\2")
_WITH_HEREDOC = frozenset({"RUN", "COPY", "ADD"})
_MAX_INSTRUCTIONS = 1_000


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction of a Dockerfile."""

    keyword: str
    """Upper case."""
    text: str
    """What follows the keyword, as a shell would read it: continued lines end in a backslash, and
    line `n` of the text is line `line + n` of the file."""
    line: int
    heredocs: tuple[tuple[str, int], ...] = ()
    """Text and first line of every here-document."""

    @property
    def joined(self) -> str:
        """The text on one line, here-documents left out."""
        return re.sub(r"\\\n", " ", self.text).strip()


KEYWORDS = frozenset(
    """
    ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN
    SHELL STOPSIGNAL USER VOLUME WORKDIR
    """.split()
)


def problems(text: str) -> list[tuple[int, str]]:
    """Lines that begin no instruction, and why."""
    found: list[tuple[int, str]] = []
    for instruction in parse(text):
        if instruction.keyword not in KEYWORDS:
            word = instruction.keyword[:40]
            found.append((instruction.line, f"{word or 'line'} is no instruction"))
    return found


def parse(text: str) -> list[Instruction]:
    """The instructions of a Dockerfile; a line that begins none is one without a keyword."""
    lines = text.split("\n")
    escape = _escape(lines)
    found: list[Instruction] = []
    at = 0
    while at < len(lines) and len(found) < _MAX_INSTRUCTIONS:
        start = at
        match = _START.match(lines[at])
        if match is None:
            if lines[at].strip() and not lines[at].lstrip().startswith("#"):
                found.append(Instruction("", lines[at], at + 1))
            at += 1
            continue
        parts, at = _continued(lines, at, escape)
        parts[0] = parts[0][match.end() :]
        body = "\n".join(parts)
        heredocs: list[tuple[str, int]] = []
        if match[1].upper() in _WITH_HEREDOC:
            for dashed, _, delimiter in _HEREDOC.findall(body)[:20]:
                first = at + 1
                content, at = _heredoc(lines, at, delimiter, bool(dashed))
                heredocs.append((content, first))
        found.append(Instruction(match[1].upper(), body, start + 1, tuple(heredocs)))
    return found


def _escape(lines: list[str]) -> str:
    """The escape character that a directive at the top chooses."""
    for line in lines:
        if not line.startswith("#"):
            break
        match = _DIRECTIVE.fullmatch(line)
        if match is not None:
            return match[1]
    return "\\"


def _continued(lines: list[str], at: int, escape: str) -> tuple[list[str], int]:
    """The lines of one instruction. Comments and empty lines inside it become empty lines."""
    parts: list[str] = []
    while at < len(lines):
        line = lines[at].rstrip()
        at += 1
        inner = line.lstrip()
        if parts and (not inner or inner.startswith("#")):
            parts.append("\\")
            continue
        if not line.endswith(escape):
            parts.append(line)
            break
        parts.append(line[: -len(escape)] + "\\")
    if parts and parts[-1].endswith("\\") and at >= len(lines):
        parts[-1] = parts[-1][:-1]
    return parts, at


def _heredoc(lines: list[str], at: int, delimiter: str, dashed: bool) -> tuple[str, int]:
    body: list[str] = []
    while at < len(lines):
        line = lines[at].lstrip("\t") if dashed else lines[at]
        at += 1
        if line == delimiter:
            break
        body.append(line)
    return "\n".join(body), at

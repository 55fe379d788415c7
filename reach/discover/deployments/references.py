"""Values that refer to others of the same file: `${self:custom.model}`, `!Ref Model`, `!Sub`."""

import re
from collections.abc import Iterator

from reach.discover.yaml_nodes import Node
from reach.later import regex

_MAX_HOPS = 12
"""References in references that are followed in one value."""

MAX_STAGES = 8
"""Stages that are told apart."""

_INNERMOST = regex(r"\$\{([^${}]*)\}")
_PARAMETER = regex(r"\$\{(\w+)\}")
_STAGE = regex(r"\$\{(?:sls:stage|opt:stage|self:provider\.stage)[^${}]*\}")
_AT_STAGE = regex(r"\$\{self:([\w.-]+)\.\$\{(?:sls|opt|self):[^${}]*stage[^${}]*\}")


def stages(document: Node, text: str) -> list[str]:
    """The stages that a file of the Serverless Framework may be deployed for: the one it names,
    and those for which it has a value that depends on the stage."""
    own = _INNERMOST.sub("", document.at("provider", "stage").text or "") or "dev"
    found = {own: None}
    for path in dict.fromkeys(_AT_STAGE.findall(text)):
        named = [name for name, _ in document.at(*path.split(".")).pairs]
        found.update(dict.fromkeys(n for n in named if n not in ("default", "other")))
        if named and own not in named:
            found.pop(own, None)
    return list(found)[:MAX_STAGES] or [own]


def of_framework(document: Node, text: str, stage: str) -> str:
    """A text in which the references that can be followed are followed."""
    text = _STAGE.sub(stage, text)
    for _ in range(_MAX_HOPS):
        changed = _INNERMOST.sub(lambda match: _value(document, match), text)
        changed = _STAGE.sub(stage, changed)
        if changed == text:
            break
        text = changed
    return text


def _value(document: Node, match: "re.Match[str]") -> str:
    for alternative in _split(match[1]):
        source, _, path = alternative.partition(":")
        if source == "self":
            known = document.at(*path.split(".")).text
        elif source and not path:
            known = _plain(alternative)
        else:
            known = None
        if known is not None:
            return known
    return str(match[0])


def _split(text: str) -> Iterator[str]:
    return (part.strip() for part in text.split(","))


def _plain(text: str) -> str | None:
    """A literal that stands for what is not set: quoted, or a number."""
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
    return text[1:-1] if quoted else (text if text.isdigit() else None)


def of_template(document: Node, value: Node) -> str | None:
    """What a template of CloudFormation says for certain: parameters have their defaults. None for
    what is only known once it is deployed."""
    kind, text = _reference(value)
    if kind == "Ref":
        return document.at("Parameters", text, "Default").text
    if kind == "Fn::Sub":
        return _PARAMETER.sub(
            lambda match: document.at("Parameters", match[1], "Default").text or match[0], text
        )
    return value.text if not kind else None


def _reference(value: Node) -> tuple[str, str]:
    tag = str(getattr(value.raw, "tag", ""))
    if tag.startswith("!"):
        name = tag[1:]
        return name if name == "Ref" else f"Fn::{name}", str(value.raw.value) if value.raw else ""
    pairs = value.pairs
    if len(pairs) == 1 and (pairs[0][0] == "Ref" or pairs[0][0].startswith("Fn::")):
        return pairs[0][0], pairs[0][1].text or ""
    return "", ""

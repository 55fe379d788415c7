"""docker-bake files, in HCL and JSON: which images are built with which arguments.

Of HCL only what such files need is understood: blocks, texts, maps of texts, `${name}` of a
variable with a default. Functions, conditions and `matrix` are not followed.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from reach.discover.expansion import expand
from reach.discover.found import Found, Place, Process, Reader, failed
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, name_of
from reach.later import regex
from reach.records.project import Skipped

_NAMES = regex(r"docker-bake(\.override)?\.(hcl|json)")
_BLOCK = regex(r'^[ \t]*(target|variable)[ \t]+"([\w.-]+)"[ \t]*\{', re.MULTILINE)
_TEXT = regex(
    r'(?:^|(?<=[{,]))[ \t]*"?([\w.-]+)"?[ \t]*[=:][ \t]*"((?:[^"\\\n]|\\.)*)"', re.MULTILINE
)
_MAP = regex(r"^[ \t]*args[ \t]*=[ \t]*\{([^{}]*(?:\$\{[^{}]*\}[^{}]*)*)\}", re.MULTILINE)
_INHERITS = regex(r"^[ \t]*inherits[ \t]*=[ \t]*\[([^\]]*)\]", re.MULTILINE)
_REFERENCE = regex(r"\$\{(\w+)\}")
_MAX_TARGETS = 200
_MAX_BLOCK = 20_000


class Target(NamedTuple):
    """One image that is built."""

    line: int
    settings: dict[str, str]
    arguments: list[tuple[str, str, int]]
    """Name, value and line."""
    name: str = ""
    inherits: tuple[str, ...] = ()


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    try:
        own = list(_of_json(text) if path.endswith(".json") else _of_hcl(text))
        named = {target.name: target for target in own}
        whole: dict[str, Target] = {}
        targets = [_whole(target, named, whole) for target in own]
    except ValueError as error:
        return failed(path, f"docker-bake: not valid JSON: {error}"[:200])
    except (AttributeError, TypeError):
        return failed(path, "docker-bake: not of the form that it should have")
    return Found(processes=tuple(_process(path, each) for each in targets[:_MAX_TARGETS]))


def _whole(target: Target, named: dict[str, Target], whole: dict[str, Target]) -> Target:
    """A target with what it inherits; of several that say something, the last counts."""
    if target.name in whole:
        return whole[target.name]
    whole[target.name] = target  # which counts for one that inherits itself
    settings: dict[str, str] = {}
    arguments: dict[str, tuple[str, str, int]] = {}
    parents = [_whole(named[name], named, whole) for name in target.inherits if name in named]
    for each in (*parents, target):
        settings.update(each.settings)
        arguments.update({argument[0]: argument for argument in each.arguments})
    found = target._replace(settings=settings, arguments=list(arguments.values()))
    whole[target.name] = found
    return found


def _of_hcl(text: str) -> Iterator[Target]:
    variables: dict[str, str] = {}
    heads = islice(_BLOCK.finditer(text), _MAX_TARGETS)
    blocks = [(m[1], m[2], m.end(), _closing(text, m.end())) for m in heads]
    for kind, name, start, end in blocks:
        if kind == "variable":
            settings = {m[1]: m[2] for m in _TEXT.finditer(text, start, end)}
            if settings.get("default"):
                variables[name] = settings["default"]

    def filled(value: str) -> str:
        return expand(_REFERENCE, lambda m: variables.get(m[1], m[0]), value)

    def line(at: int) -> int:
        return text.count("\n", 0, at) + 1

    for kind, name, start, end in blocks:
        if kind != "target":
            continue
        args = _MAP.search(text, start, end)
        inside = args.span(1) if args is not None else (end, end)
        given = [(m[1], filled(m[2]), line(m.start(1))) for m in _TEXT.finditer(text, *inside)]
        settings = {
            m[1]: filled(m[2])
            for m in _TEXT.finditer(text, start, end)
            if not inside[0] <= m.start() < inside[1]
        }
        listed = _INHERITS.search(text, start, end)
        inherits = tuple(re.findall(r'"([\w.-]+)"', listed[1])) if listed is not None else ()
        yield Target(line(start), settings, given, name, inherits)


def _closing(text: str, at: int) -> int:
    """Where the block ends that begins before a position."""
    depth = 1
    for match in re.finditer(r'"(?:[^"\\\n]|\\.)*"|[{}]', text[at : at + _MAX_BLOCK]):
        depth += (match[0] == "{") - (match[0] == "}")
        if depth == 0:
            return at + match.start()
    return min(len(text), at + _MAX_BLOCK)


def _of_json(text: str) -> Iterator[Target]:
    lines = text.split("\n")

    def line(*words: str) -> int:
        found = (n for n, each in enumerate(lines, start=1) if all(word in each for word in words))
        return next(found, 1)

    for name, target in json.loads(text).get("target", {}).items():
        given = {k: v for k, v in (target.get("args") or {}).items() if isinstance(v, str)}
        arguments = [(k, v, line(f'"{k}"', json.dumps(v))) for k, v in given.items()]
        settings = {k: v for k, v in target.items() if isinstance(v, str)}
        listed = target.get("inherits")
        inherits = tuple(map(str, listed)) if isinstance(listed, list) else ()
        yield Target(line(f'"{name}"'), settings, arguments, name, inherits)


def _process(path: str, target: Target) -> Process:
    """What the target says, as a command line."""
    words = [("docker", target.line), ("build", target.line)]
    for option, key in (("--file", "dockerfile"), ("--target", "target")):
        if key in target.settings:
            words.append((f"{option}={target.settings[key]}", target.line))
    words += [(f"--build-arg={name}={value}", line) for name, value, line in target.arguments]
    words.append((target.settings.get("context", "."), target.line))
    return Process(
        kind="docker-bake",
        path=path,
        line=target.line,
        command=tuple(word for word, _ in words),
        in_shell=False,
        place=Place(folder_of(path), context=folder_of(path)),
        lines=tuple(line for _, line in words),
        listing=True,
    )


READER = Reader("docker-bake", lambda path: _NAMES.fullmatch(name_of(path)) is not None, _read)
"""Reads docker-bake files."""

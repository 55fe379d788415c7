"""pip's requirement files, with the files they include."""

from collections.abc import Iterator

from reach.discover.found import Found, Reader, merge
from reach.discover.limits import MAX_INCLUDES, MAX_MANIFEST_BYTES
from reach.discover.manifests.collect import found
from reach.discover.manifests.requirement import parse
from reach.discover.tree import Tree, folder_of, join, name_of
from reach.later import regex
from reach.records.project import Requirement, Skipped

_NAMES = regex(
    r"(?:.*[._-])?(?:requirements?|reqs|constraints?|deps|dependencies)(?:[._-].*)?\.(?:txt|in)"
)
_COMMENT = regex(r"(?:^|\s)#.*")
_INCLUDE = regex(r"(-r|--requirement|-c|--constraint)(?:[ \t]*=[ \t]*|[ \t]*)(\S.*)")
_EDITABLE = regex(r"(?:-e|--editable)(?:[ \t]*=[ \t]*|[ \t]+)(\S.*)")
_OPTION = regex(r"\s--(?:hash|config-settings?|global-option|install-option)\b.*")


def _matches(path: str) -> bool:
    name, folder = name_of(path), name_of(folder_of(path))
    return _NAMES.fullmatch(name) is not None or (
        folder in ("requirements", "reqs") and name.endswith((".txt", ".in"))
    )


def _read(tree: Tree, path: str) -> Found:
    return read_requirements(tree, path)


def read_requirements(tree: Tree, path: str) -> Found:
    """The requirements of a file, and of included files that are not read for their own sake."""
    seen = {path}
    pending = [(path, "constraints" if "constraint" in name_of(path) else "requirements")]
    parts: list[Found] = []
    while pending:
        current, kind = pending.pop(0)
        text = tree.text(current, MAX_MANIFEST_BYTES)
        if isinstance(text, Skipped):
            parts.append(Found(skipped=(text,)))
            continue
        items: list[Requirement | Skipped] = []
        for number, line in _logical_lines(text):
            include = _INCLUDE.fullmatch(line)
            if include is None:
                items.extend(_requirement(line, current, number, kind))
                continue
            inner = "constraints" if "c" in include[1][:3] else kind
            target = join(folder_of(current), include[2].strip())
            problem = _problem(tree, target, include[2])
            if problem or target is None:
                items.append(Skipped(current, problem, number))
            elif target not in seen and len(seen) < MAX_INCLUDES and not _matches(target):
                seen.add(target)
                pending.append((target, inner))
        parts.append(found(items))
    return merge(parts)


def _problem(tree: Tree, target: str | None, written: str) -> str:
    """Why an included file is not read; empty when it can be."""
    if "://" in written:
        return "included requirements are on the network"
    if target is None:
        return "included requirements are outside the scanned root"
    return "" if target in tree.sizes else "included requirements do not exist"


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines without comments, continued ones joined, each with the number of its first line."""
    joined, first = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        first = first if joined else number
        if line.endswith("\\"):
            joined += line[:-1] + " "
            continue
        content = _COMMENT.sub("", joined + line).strip()
        joined = ""
        if content:
            yield first, content
    if joined.strip():
        yield first, _COMMENT.sub("", joined).strip()


def _requirement(line: str, path: str, number: int, kind: str) -> list[Requirement | Skipped]:
    editable = _EDITABLE.fullmatch(line)
    if editable is not None:
        line = editable[1]
    if line.startswith("-"):
        return []  # an option for pip, which constrains no version
    if _is_local(line):
        return []
    parsed = parse(_OPTION.sub("", line), path, number, kind)
    return [parsed]


def _is_local(line: str) -> bool:
    """A folder of the project itself."""
    return line.startswith((".", "/", "file:")) and not line.rstrip().endswith(".whl")


READER = Reader("requirements", _matches, _read)
"""Reads requirement and constraint files."""

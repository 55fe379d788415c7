"""Requirements that a script carries itself (PEP 723): `# /// script` above `# dependencies = […]`.
Programs such as uv, pipx and hatch install them for this script alone."""

import re
import tomllib

from reach.discover.limits import MAX_CONFIG_BYTES
from reach.discover.manifests.requirement import parse
from reach.later import regex
from reach.records.project import Requirement

_BLOCK = regex(rb"^# /// script[ \t]*\r?\n((?:#(?: [^\n]*|\r?)\n)+)", re.MULTILINE)
_END = "///"
_MAX = 200


def requirements_of(path: str, content: bytes) -> list[Requirement]:
    """What a script says that it needs, each on its line."""
    if b"/// script" not in content:
        return []
    found = _BLOCK.search(content, 0, MAX_CONFIG_BYTES)
    if found is None:
        return []
    first = content.count(b"\n", 0, found.start(1)) + 1
    lines = [line[2:] for line in found[1].decode("utf-8", "replace").splitlines()]
    ends = [number for number, line in enumerate(lines) if line.strip() == _END]
    if not ends:
        return []
    lines = lines[: ends[-1]]
    try:
        listed = tomllib.loads("\n".join(lines)).get("dependencies")
    except (ValueError, RecursionError):
        return []
    texts = [text for text in listed if isinstance(text, str)] if isinstance(listed, list) else []
    parsed = [parse(text, path, first + _line(lines, text), "script") for text in texts[:_MAX]]
    return [each for each in parsed if isinstance(each, Requirement)]


def _line(lines: list[str], text: str) -> int:
    return next((number for number, line in enumerate(lines) if text in line), 0)

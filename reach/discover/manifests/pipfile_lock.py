"""`Pipfile.lock`."""

import json

from reach.discover.found import Found, Reader, failed
from reach.discover.limits import MAX_MANIFEST_BYTES
from reach.discover.manifests.collect import found
from reach.discover.manifests.requirement import exact
from reach.discover.toml_lines import table
from reach.discover.tree import Tree, name_of
from reach.later import regex
from reach.records.project import Requirement, Skipped

_KEY = regex(r'[ \t]*"([^"]+)"[ \t]*:[ \t]*\{')


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_MANIFEST_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        return failed(path, f"not valid JSON: {error.msg}", error.lineno)
    except ValueError:
        return failed(path, "not valid JSON")
    lines = _lines(text)
    requirements: list[Requirement] = []
    for section in ("default", "develop"):
        for name, entry in table(document, section).items():
            version = entry.get("version") if isinstance(entry, dict) else None
            if isinstance(version, str) and version.startswith("=="):
                line = lines.get((section, name), 1)
                requirement = exact(name, version[2:], path, line)
                requirements.extend([requirement] if requirement else [])
    return found(requirements)


def _lines(text: str) -> dict[tuple[str, str], int]:
    """Line of each package of each section, as pipenv lays the file out."""
    lines: dict[tuple[str, str], int] = {}
    section = ""
    for number, line in enumerate(text.split("\n"), start=1):
        match = _KEY.match(line)
        if match is None:
            continue
        if match[1] in ("default", "develop", "_meta"):
            section = match[1]
        else:
            lines.setdefault((section, match[1]), number)
    return lines


READER = Reader("Pipfile.lock", lambda path: name_of(path) == "Pipfile.lock", _read)
"""Reads `Pipfile.lock`."""

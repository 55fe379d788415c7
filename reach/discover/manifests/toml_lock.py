"""`uv.lock`, `poetry.lock`, `pdm.lock` and `pylock.toml`: one `[[package]]` for each version."""

from reach.discover.found import Found, Reader
from reach.discover.limits import MAX_MANIFEST_BYTES
from reach.discover.manifests.collect import found
from reach.discover.manifests.requirement import exact
from reach.discover.toml_lines import Lines, load
from reach.discover.tree import Tree, name_of
from reach.later import regex
from reach.records.project import Requirement, Skipped

_NAMES = regex(r"(?:uv|poetry|pdm)\.lock|pylock(?:\.[^.]+)?\.toml")


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_MANIFEST_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    document = load(text, path)
    if isinstance(document, Found):
        return document
    key = "packages" if name_of(path).startswith("pylock") else "package"
    packages = document.get(key)
    headers = Lines(text).headers(key)
    requirements: list[Requirement] = []
    for index, package in enumerate(packages if isinstance(packages, list) else ()):
        line = headers[index] if index < len(headers) else 1
        requirement = _requirement(package, path, line)
        if requirement is not None:
            requirements.append(requirement)
    return found(requirements)


def _requirement(package: object, path: str, line: int) -> Requirement | None:
    """A locked version; None for the project itself, which often has none."""
    if not isinstance(package, dict):
        return None
    name, version = package.get("name"), package.get("version")
    if not isinstance(name, str) or not isinstance(version, str):
        return None
    return exact(name, version, path, line)


READER = Reader("lock file", lambda path: bool(_NAMES.fullmatch(name_of(path))), _read)
"""Reads lock files in TOML."""

"""conda's `environment.yml`, and `conda-lock.yml`."""

from reach.discover.found import Found, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.manifests.collect import found
from reach.discover.manifests.requirement import exact, parse
from reach.discover.tree import Tree, name_of
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import Requirement, Skipped

_NAMES = regex(r"(?:conda|environment)(?:[._-].*)?\.ya?ml|.*[._-](?:environment|env)\.ya?ml")
_SPEC = regex(r"(?:[\w./-]+::)?([A-Za-z0-9_.-]+)\s*(.*)")
_PYPI_NAMES = {"pytorch": "torch", "pytorch-cpu": "torch", "pytorch-gpu": "torch"}


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    documents = load(text, path)
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    items: list[Requirement | Skipped] = []
    for document in documents[:1]:
        for entry in document["dependencies"].items:
            items.extend(_entry(entry, path))
        for entry in document["package"].items:
            items.extend(_locked(entry, path))
    return found(items)


def _entry(entry: Node, path: str) -> list[Requirement | Skipped]:
    if entry.text is not None:
        return conda_spec(entry.text, path, entry.line)
    return [
        parse(item.text, path, item.line, "requirements")
        for item in entry["pip"].items
        if item.text is not None and not item.text.startswith(("-", "."))
    ]


def _locked(entry: Node, path: str) -> list[Requirement | Skipped]:
    """One package of a lock file, for one of the platforms."""
    name, version = entry["name"].text, entry["version"].text
    if name is None or version is None:
        return []
    found = exact(_PYPI_NAMES.get(name.lower(), name), version, path, entry["name"].line)
    return [found] if found is not None else []


def conda_spec(
    text: str, path: str, line: int, kind: str = "requirements"
) -> list[Requirement | Skipped]:
    """`name=1.2=build` means version 1.2 and everything that begins with it."""
    match = _SPEC.fullmatch(text.strip())
    if match is None:
        return [Skipped(path, "not a conda requirement", line)]
    name, rest = _PYPI_NAMES.get(match[1].lower(), match[1]), match[2].strip()
    if name.lower() in ("python", "pip"):
        return []
    if rest.startswith("=") and not rest.startswith("=="):
        version, _, build = rest[1:].partition("=")
        rest = f"=={version}" if build or version.endswith("*") else f"=={version}.*"
    elif rest.startswith("=="):
        rest = "==" + rest[2:].partition("=")[0]
    return [parse(f"{name}{rest.split()[0] if rest else ''}", path, line, kind)]


READER = Reader("conda environment", lambda path: bool(_NAMES.fullmatch(name_of(path))), _read)
"""Reads conda environments."""

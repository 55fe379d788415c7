"""`entry_points.txt` and `METADATA` of an installed or unpacked distribution."""

from collections.abc import Iterator

from reach.discover.found import Found, Reader
from reach.discover.limits import MAX_CONFIG_BYTES
from reach.discover.manifests.collect import found
from reach.discover.manifests.requirement import parse, script
from reach.discover.tree import Tree, folder_of
from reach.later import regex
from reach.records.project import Requirement, ScriptDeclaration, Skipped

_PATH = regex(r"(?:.*/)?[^/]+\.(?:dist-info|egg-info)/(?:entry_points\.txt|METADATA|PKG-INFO)")
_REQUIRED = "requires-dist:"
_KINDS = {"console_scripts": "console-script", "gui_scripts": "gui-script"}


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_CONFIG_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    if not path.endswith(".txt"):
        return found(list(_required(text, path)) if _is_alone(tree, path) else ())
    items: list[ScriptDeclaration | Skipped] = []
    kind = group = ""
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if stripped.startswith("["):
            group = stripped.strip("[]").strip()
            kind = _KINDS.get(group, "plugin")
        elif stripped and not stripped.startswith(("#", ";")):
            name, equals, reference = stripped.partition("=")
            if not (equals and kind):
                items.append(Skipped(path, "not name = module:function", number))
            else:
                items.append(script(name, reference, path, number, kind, group))
    return found(items, [folder_of(folder_of(path))])


def _is_alone(tree: Tree, path: str) -> bool:
    """Whether no other distribution is unpacked beside it, as in an environment."""
    beside = folder_of(folder_of(path))
    infos = (f for f in tree.folders if f.endswith((".dist-info", ".egg-info")))
    return sum(folder_of(info) == beside for info in infos) == 1


def _required(text: str, path: str) -> Iterator[Requirement | Skipped]:
    """What the distribution needs: the head of the file, before the description. What an extra
    needs, nobody may have asked for."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            return
        needed = line[len(_REQUIRED) :].strip()
        if line.lower().startswith(_REQUIRED) and "extra ==" not in needed:
            yield parse(needed, path, number, "pyproject")


READER = Reader("metadata of a distribution", lambda path: bool(_PATH.fullmatch(path)), _read)
"""Reads the entry points and the requirements of a distribution."""

"""`entry_points.txt` of an installed or unpacked distribution."""

import re

from reach.discover.found import Found, Reader
from reach.discover.limits import MAX_CONFIG_BYTES
from reach.discover.manifests.collect import found
from reach.discover.manifests.requirement import script
from reach.discover.tree import Tree, folder_of
from reach.records.project import ScriptDeclaration, Skipped

_PATH = re.compile(r"(?:.*/)?[^/]+\.(?:dist-info|egg-info)/entry_points\.txt")
_KINDS = {"console_scripts": "console-script", "gui_scripts": "gui-script"}


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_CONFIG_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    items: list[ScriptDeclaration | Skipped] = []
    kind = ""
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if stripped.startswith("["):
            kind = _KINDS.get(stripped.strip("[]").strip(), "plugin")
        elif stripped and not stripped.startswith(("#", ";")):
            name, equals, reference = stripped.partition("=")
            if not (equals and kind):
                items.append(Skipped(path, "not name = module:function", number))
            else:
                items.append(script(name, reference, path, number, kind))
    return found(items, [folder_of(folder_of(path))])


READER = Reader("entry points of a distribution", lambda path: bool(_PATH.fullmatch(path)), _read)
"""Reads the entry points of a distribution."""

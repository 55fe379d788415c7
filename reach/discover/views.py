"""Where containers have files of the tree, for code that reads them by the path they have there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reach.discover.config_files import is_config_name
from reach.discover.found import Process
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree
from reach.records.project import InnerText, View

_MAX_VIEWS = 400
_MAX_MOUNTS = 100
_MAX_TEXTS = 400


def views(processes: Iterable[Process]) -> tuple[View, ...]:
    """The different ones among those of all processes in containers."""
    found: dict[View, None] = {}
    for process in processes:
        place = process.place
        if place.mounts and place.folder.startswith("/"):
            mounts = dict.fromkeys((m.seen, m.real) for m in place.mounts[:_MAX_MOUNTS])
            found[View(process.path, place.folder, tuple(mounts))] = None
        if len(found) >= _MAX_VIEWS:
            break
    return tuple(found)


def inner_texts(tree: Tree, texts: Iterable[InnerText]) -> tuple[InnerText, ...]:
    """Texts that may be settings, each once, their lines as far in as in the file around them."""
    unique = {text.path: text for text in texts if is_config_name(text.path)}
    return tuple(_indented(tree, text) for text in list(unique.values())[:_MAX_TEXTS])


def _indented(tree: Tree, text: InnerText) -> InnerText:
    """Of YAML and its like. In INI files a line that is further in goes on with the one before."""
    if not text.path.endswith((".yaml", ".yml", ".json")):
        return text
    around = tree.text(text.inside, MAX_DEPLOYMENT_BYTES)
    lines = around.split("\n") if isinstance(around, str) else []
    first = lines[text.line - 1] if 0 < text.line <= len(lines) else ""
    before = first[: len(first) - len(first.lstrip(" "))]
    if not before or first.strip() != text.text.partition("\n")[0].strip():
        return text
    return replace(text, text="\n".join(_moved(before, text.text)))


def _moved(before: str, text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield before + line if line.strip() else line

"""`Procfile`: one process on a line."""

from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES, MAX_VARIABLES
from reach.discover.tree import Tree, folder_of, join, name_of
from reach.discover.yaml_nodes import load
from reach.later import regex
from reach.records.project import EnvValue, Skipped

_LINE = regex(r"([\w.-]+)[ \t]*:[ \t]*(.+)")


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    folder = folder_of(path)
    values = _app_json(tree, join(folder, "app.json") or "")
    processes: list[Process] = []
    skipped: list[Skipped] = []
    for number, line in enumerate(text.split("\n"), start=1):
        match = _LINE.fullmatch(line.strip())
        if match is not None:
            place = Place(folder, context=folder)
            command = (match[2],)
            process = Process("procfile", path, number, command, True, place, environment=values)
            processes.append(process)
        elif line.strip() and not line.lstrip().startswith("#"):
            skipped.append(Skipped(path, "not name: command", number))
    return Found(processes=tuple(processes), environment=values, skipped=tuple(skipped))


def _app_json(tree: Tree, path: str) -> tuple[EnvValue, ...]:
    """The variables that Heroku sets for an application whose `app.json` gives them a value."""
    text = tree.text(path, MAX_DEPLOYMENT_BYTES) if path in tree.sizes else ""
    documents = load(text.replace("\t", " "), path) if isinstance(text, str) and text else []
    if isinstance(documents, Skipped):
        return ()
    return tuple(
        EnvValue(name, node.text, path, node.line, "Heroku variable")
        for document in documents[:1]
        for name, value in document["env"].pairs[:MAX_VARIABLES]
        if (node := value if value.text is not None else value["value"]).text is not None
    )


READER = Reader(
    "Procfile", lambda path: name_of(path) == "Procfile" or path.startswith("Procfile."), _read
)
"""Reads Procfiles."""

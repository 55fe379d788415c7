"""`.gitlab-ci.yml`: the scripts of every job, with what it extends, for each part of its matrix."""

from collections.abc import Iterator

from reach.discover.deployments.matrix import products
from reach.discover.deployments.text import environment
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, name_of
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import EnvValue, Skipped

_SCRIPTS = ("before_script", "script", "after_script")
_MAX_JOBS = 200
_MAX_LINES = 100
_MAX_PARTS = 64
_MAX_EXTENDED = 20
_KIND = "GitLab variable"
_EXPORT = regex(r"export ([A-Za-z_]\w*)=([^$`\s]*|'[^'$`]*'|\"[^\"$`]*\")")
"""A command that sets a variable for those after it."""


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    documents = load(text, path)
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    processes: list[Process] = []
    variables: list[EnvValue] = []
    for document in documents:
        shared = environment(document["variables"], path, _KIND)
        variables.extend(shared)
        for _, job in document.pairs[:_MAX_JOBS]:
            above = _extended(document, job)
            own = [v for each in above for v in environment(each["variables"], path, _KIND)]
            variables.extend(own)
            for matrix in _matrices(above, path):
                variables.extend(matrix)
                values = {value.name: value for value in (*shared, *own, *matrix)}
                processes.extend(_processes(above, path, values))
    return Found(processes=tuple(processes), environment=tuple(variables))


def _extended(document: Node, job: Node) -> list[Node]:
    """A job and those that it extends, these first."""
    found = [job]
    for each in found:
        named = each["extends"]
        names = [item.text for item in named.items] or [named.text]
        found += [document[n] for n in reversed(names) if n and len(found) < _MAX_EXTENDED]
    return found[::-1]


def _matrices(jobs: list[Node], path: str) -> Iterator[tuple[EnvValue, ...]]:
    """The variables of each part of `parallel: matrix`; none where a job has no matrix."""
    listed = next((m for j in jobs[::-1] if (m := j.at("parallel", "matrix"))), None)
    items = listed.items if listed is not None else []
    for part in [c for item in items for c in products(item)][:_MAX_PARTS] or [{}]:
        yield tuple(
            EnvValue(name, node.text, path, node.line, "GitLab matrix")
            for name, node in part.items()
            if node.text is not None
        )


def _processes(jobs: list[Node], path: str, values: dict[str, EnvValue]) -> Iterator[Process]:
    for line in _lines(jobs):
        if line.text is None:
            continue
        yield Process(
            kind="gitlab-ci",
            path=path,
            line=line.line,
            command=(line.text,),
            in_shell=True,
            place=Place(""),
            environment=tuple(values.values()),
            listing=True,
            one_line=line.folded,
        )
        exported = _EXPORT.fullmatch(line.text)
        if exported is not None:
            value = EnvValue(exported[1], exported[2].strip("'\""), path, line.line, "shell export")
            values[value.name] = value


def _lines(jobs: list[Node]) -> list[Node]:
    """The commands of a job; lists inside lists come from anchors."""
    found: list[Node] = []
    for key in _SCRIPTS:
        script = next((j[key] for j in jobs[::-1] if j[key]), None)
        for item in script.items[:_MAX_LINES] if script is not None else ():
            found.extend(item.items[:_MAX_LINES] or [item])
    return found


READER = Reader(
    "GitLab pipeline", lambda path: name_of(path) in (".gitlab-ci.yml", ".gitlab-ci.yaml"), _read
)
"""Reads GitLab pipelines."""

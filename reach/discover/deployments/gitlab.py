"""`.gitlab-ci.yml`: the scripts of every job, with what it extends, for each part of its matrix;
files of the repository that it includes are part of it."""

from collections.abc import Iterator
from dataclasses import replace

from reach.discover.deployments.matrix import products
from reach.discover.deployments.text import environment
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, join, name_of
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import EnvValue, Skipped

_SCRIPTS = ("before_script", "script", "after_script")
_MAX_JOBS = 200
_MAX_LINES = 100
_MAX_PARTS = 64
_MAX_EXTENDED = 20
_MAX_INCLUDED = 20
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
    every = [*documents, *_included(tree, documents)]
    processes: list[Process] = []
    variables = [v for each in every for v in _variables(each, path)]
    shared = tuple(variables)
    jobs = {n: replace(j, path=d.path) for d in every[::-1] for n, j in d.pairs[:_MAX_JOBS]}
    for name, job in jobs.items():
        if name.startswith("."):  # only there to be extended
            continue
        above = _extended(jobs, job)
        own = [v for each in above for v in _variables(each, path)]
        variables.extend(own)
        for matrix in _matrices(above, path):
            variables.extend(matrix)
            values = {value.name: value for value in (*shared, *own, *matrix)}
            processes.extend(_processes(above, path, values))
    return Found(processes=tuple(processes), environment=tuple(variables))


def _variables(node: Node, path: str) -> tuple[EnvValue, ...]:
    return environment(node["variables"], node.path or path, _KIND)


def _included(tree: Tree, documents: list[Node]) -> list[Node]:
    """The documents of the files that are included, and of those that these include."""
    found: list[Node] = []
    pending, seen = list(documents), set[str]()
    while pending and len(seen) < _MAX_INCLUDED:
        node = pending.pop(0)["include"]
        for each in node.items or [node]:
            local = join("", (each.text or each["local"].text or "/").removeprefix("/"))
            if local is None or local in seen or local not in tree.sizes:
                continue
            seen.add(local)
            text = tree.text(local, MAX_DEPLOYMENT_BYTES)
            read = text if isinstance(text, Skipped) else load(text, local)
            more = [] if isinstance(read, Skipped) else [replace(n, path=local) for n in read]
            found += more
            pending += more
    return found


def _extended(known: dict[str, Node], job: Node) -> list[Node]:
    """A job and those that it extends, these first."""
    found = [job]
    for each in found:
        named = each["extends"]
        names = [item.text for item in named.items] or [named.text]
        above = [known[n] for n in reversed(names) if n in known]
        found += above[: _MAX_EXTENDED - len(found)]
    return found[::-1]


def _matrices(jobs: list[Node], path: str) -> Iterator[tuple[EnvValue, ...]]:
    """The variables of each part of `parallel: matrix`; none where a job has no matrix."""
    own, items = path, list[Node]()
    for job in jobs[::-1]:
        listed = job.at("parallel", "matrix")
        if listed:
            own, items = job.path or path, listed.items
            break
    for part in [c for item in items for c in products(item)][:_MAX_PARTS] or [{}]:
        yield tuple(
            EnvValue(name, node.text, own, node.line, "GitLab matrix")
            for name, node in part.items()
            if node.text is not None
        )


def _processes(jobs: list[Node], path: str, values: dict[str, EnvValue]) -> Iterator[Process]:
    for line in _lines(jobs):
        if line.text is None:
            continue
        yield Process(
            kind="gitlab-ci",
            path=line.path or path,
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
            own, text = line.path or path, exported[2].strip("'\"")
            value = EnvValue(exported[1], text, own, line.line, "shell export")
            values[value.name] = value


def _lines(jobs: list[Node]) -> list[Node]:
    """The commands of a job; lists inside lists come from anchors."""
    found: list[Node] = []
    for key in _SCRIPTS:
        job = next((j for j in jobs[::-1] if j[key]), None)
        for item in job[key].items[:_MAX_LINES] if job is not None else ():
            lines = item.items[:_MAX_LINES] or [item]
            found.extend(replace(line, path=job.path) for line in lines if job is not None)
    return found


READER = Reader(
    "GitLab pipeline", lambda path: name_of(path) in (".gitlab-ci.yml", ".gitlab-ci.yaml"), _read
)
"""Reads GitLab pipelines."""

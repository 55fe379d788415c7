"""`.gitlab-ci.yml`: the scripts of every job."""

from reach.discover.deployments.text import environment
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, name_of
from reach.discover.yaml_nodes import Node, load
from reach.records.project import EnvValue, Skipped

_SCRIPTS = ("before_script", "script", "after_script")
_MAX_JOBS = 200
_MAX_LINES = 100


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
        shared = environment(document["variables"], path, "GitLab variable")
        variables.extend(shared)
        for _, job in document.pairs[:_MAX_JOBS]:
            own = environment(job["variables"], path, "GitLab variable")
            variables.extend(own)
            values = tuple({value.name: value for value in (*shared, *own)}.values())
            processes.extend(
                Process(
                    kind="gitlab-ci",
                    path=path,
                    line=line.line,
                    command=(line.text,),
                    in_shell=True,
                    place=Place(""),
                    environment=values,
                    listing=True,
                    one_line=line.folded,
                )
                for line in _lines(job)
                if line.text is not None
            )
    return Found(processes=tuple(processes), environment=tuple(variables))


def _lines(job: Node) -> list[Node]:
    """The commands of a job; lists inside lists come from anchors."""
    found: list[Node] = []
    for key in _SCRIPTS:
        for item in job[key].items[:_MAX_LINES]:
            found.extend(item.items[:_MAX_LINES] or [item])
    return found


READER = Reader(
    "GitLab pipeline", lambda path: name_of(path) in (".gitlab-ci.yml", ".gitlab-ci.yaml"), _read
)
"""Reads GitLab pipelines."""

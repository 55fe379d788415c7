"""`cog.yaml`: a predictor class, what the image installs, and what its build runs."""

from reach.discover.deployments.text import environment
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.manifests.requirement import parse
from reach.discover.manifests.requirements import read_requirements
from reach.discover.tree import Tree, folder_of, join, name_of
from reach.discover.yaml_nodes import Node, load
from reach.records.project import Requirement, Skipped


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    documents = load(text, path)
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    if not documents:
        return Found()
    document, folder = documents[0], folder_of(path)
    build = document["build"]
    variables = environment(document["environment"], path, "cog environment")
    place = Place(folder, context=folder)
    processes: list[Process] = []
    for item in build["run"].items:
        node = item if item.text is not None else item["command"]
        if node.text is not None:
            processes.append(
                Process(
                    "cog-run",
                    path,
                    node.line,
                    (node.text,),
                    True,
                    place,
                    listing=True,
                    one_line=node.folded,
                )
            )
    for key in ("predict", "train", "run"):
        node = document[key]
        if node.text is not None:
            words = (node.text,)
            kind = "cog-train" if key == "train" else "cog-predict"
            processes.append(Process(kind, path, node.line, words, False, place, variables))
    named = _named_file(tree, build, folder)
    packages = [
        parse(item.text, path, item.line, "requirements")
        for item in build["python_packages"].items
        if item.text is not None and not item.text.startswith("-")
    ]
    return Found(
        processes=tuple(processes),
        environment=variables,
        requirements=(
            *(item for item in packages if isinstance(item, Requirement)),
            *named.requirements,
        ),
        skipped=(*(item for item in packages if isinstance(item, Skipped)), *named.skipped),
    )


def _named_file(tree: Tree, build: Node, folder: str) -> Found:
    path = join(folder, build["python_requirements"].text or "requirements.txt")
    if not build["python_requirements"] or path not in tree.sizes:
        return Found()
    return read_requirements(tree, path)


READER = Reader("cog.yaml", lambda path: name_of(path) in ("cog.yaml", "cog.yml"), _read)
"""Reads `cog.yaml`."""

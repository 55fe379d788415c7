"""`prefect.yaml`: deployments of flows, with what each gives its flow.

After the documentation of Prefect 3.
"""

from collections.abc import Iterator

from reach.discover.deployments.given import MAX_GIVEN, given
from reach.discover.deployments.text import environment
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, name_of
from reach.discover.yaml_nodes import Node, load
from reach.records.project import Skipped

KIND = "prefect-deployment"
_MAX_DEPLOYMENTS = 200


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    documents = load(text, path) if isinstance(text, str) else text
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    processes = [p for document in documents[:1] for p in _processes(document, path)]
    values = dict.fromkeys(value for process in processes for value in process.environment)
    return Found(processes=tuple(processes), environment=tuple(values))


def _processes(document: Node, path: str) -> Iterator[Process]:
    """Each deployment as a command line: the flow, and its parameters as `name=value`."""
    place = Place(folder_of(path), context=folder_of(path))
    for deployment in document["deployments"].items[:_MAX_DEPLOYMENTS]:
        flow = deployment["entrypoint"]
        if not flow.text:
            continue
        words = tuple(given(deployment["parameters"]))[:MAX_GIVEN]
        variables = [
            environment(node["env"], path, "Prefect environment")
            for node in (
                deployment.at("work_pool", "job_variables"),
                deployment.at("infra_overrides"),
            )
        ]
        yield Process(
            kind=KIND,
            path=path,
            line=flow.line,
            command=("prefect", "deploy", flow.text, *(word for word, _ in words)),
            in_shell=False,
            place=place,
            environment=(*variables[1], *variables[0]),
            lines=(flow.line, flow.line, flow.line, *(line for _, line in words)),
        )


READER = Reader(
    "Prefect project file", lambda path: name_of(path) in ("prefect.yaml", "prefect.yml"), _read
)
"""Reads `prefect.yaml`."""

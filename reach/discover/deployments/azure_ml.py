"""Azure Machine Learning: deployments that name a scoring script, and jobs that run a command."""

import re

from reach.discover.deployments.text import environment
from reach.discover.expansion import expand
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES, MAX_VARIABLES
from reach.discover.tree import Tree, folder_of, join
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import Skipped

_INPUT = regex(r"\$\{\{\s*inputs\.(\w+)\s*\}\}")


def _read(tree: Tree, path: str) -> Found:
    if not any(tree.mentions(path, MAX_DEPLOYMENT_BYTES, hint) for hint in _HINTS):
        return Found()
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    documents = load(text, path) if isinstance(text, str) else text
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    processes = [process for document in documents[:1] for process in _processes(document, path)]
    values = dict.fromkeys(value for process in processes for value in process.environment)
    return Found(processes=tuple(processes), environment=tuple(values))


_HINTS = (b"scoring_script", b"azureml")


def _processes(document: Node, path: str) -> list[Process]:
    configuration = document["code_configuration"]
    script = configuration["scoring_script"]
    if script.text:
        words = ("python", script.text)
        return [_process("azureml-deployment", path, script, words, configuration, document)]
    jobs = [document, *(job for _, job in document["jobs"].pairs[:MAX_VARIABLES])]
    return [
        _process("azureml-job", path, job["command"], (_filled(job, document),), job, job)
        for job in jobs
        if job["command"].text and "azureml" in (document["$schema"].text or "")
    ]


def _filled(job: Node, document: Node) -> str:
    """The command of a job with the inputs that are written there."""
    pairs = [*document["inputs"].pairs, *job["inputs"].pairs][:MAX_VARIABLES]
    given = [(name, value if value.text is not None else value["default"]) for name, value in pairs]
    texts = {name: value.text for name, value in given if value.text is not None}

    def value(match: re.Match[str]) -> str:
        known = texts.get(match[1], match[0])
        return match[0] if "${{" in known else known

    return expand(_INPUT, value, job["command"].text or "")


def _process(
    kind: str, path: str, node: Node, command: tuple[str, ...], code: Node, holder: Node
) -> Process:
    folder = join(folder_of(path), code["code"].text or "") or folder_of(path)
    return Process(
        kind=kind,
        path=path,
        line=node.line,
        command=command,
        in_shell=len(command) == 1,
        place=Place(folder, context=folder_of(path)),
        environment=environment(holder["environment_variables"], path, "Azure ML variable"),
        listing=kind == "azureml-job",
        one_line=True,
    )


READER = Reader("Azure ML file", lambda path: path.endswith((".yaml", ".yml")), _read)
"""Reads deployments and jobs of Azure Machine Learning."""

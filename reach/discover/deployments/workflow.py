"""GitHub workflows and composite actions: the steps that run commands."""

import re

from reach.discover.deployments.text import environment
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, join, name_of
from reach.discover.yaml_nodes import Node, load
from reach.records.project import EnvValue, Skipped

_PATH = re.compile(r"(?:.*/)?\.github/workflows/[^/]+\.ya?ml")
_MATRIX = re.compile(r"\$\{\{\s*matrix\.([\w-]+)\s*\}\}")
_ENV = re.compile(r"\$\{\{\s*env\.([A-Za-z_]\w*)\s*\}\}")
_KIND = "workflow environment"
_MAX_STEPS = 500
_MAX_VALUES = 30


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    documents = load(text, path)
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    processes: list[Process] = []
    variables: list[EnvValue] = []
    for document in documents[:1]:
        top = environment(document["env"], path, _KIND)
        folder = document.at("defaults", "run", "working-directory").text
        variables.extend(top)
        jobs = [job for _, job in document["jobs"].pairs]
        for job in jobs[:100]:
            matrix = _matrix(job.at("strategy", "matrix"))
            own = _spread(environment(job["env"], path, _KIND), matrix)
            variables.extend(own)
            inner = job.at("defaults", "run", "working-directory").text or folder
            steps = _steps(job["steps"], path, (*top, *own), matrix, inner)
            for process, values in steps:
                processes.append(process)
                variables.extend(values)
        for process, values in _steps(document.at("runs", "steps"), path, top, {}, None):
            processes.append(process)
            variables.extend(values)
    return Found(processes=tuple(processes[:_MAX_STEPS]), environment=tuple(variables))


def _matrix(node: Node) -> dict[str, list[str]]:
    """The values of each axis, those of `include` among them."""
    found: dict[str, list[str]] = {}
    for name, values in node.pairs:
        if name != "exclude":
            texts = [item.text for item in values.items if item.text is not None]
            found.setdefault(name, []).extend(texts[:_MAX_VALUES])
    for extra in node["include"].items[:_MAX_VALUES]:
        for name, value in extra.pairs:
            if value.text is not None and value.text not in found.setdefault(name, []):
                found[name].append(value.text)
    return found


def _spread(values: tuple[EnvValue, ...], matrix: dict[str, list[str]]) -> tuple[EnvValue, ...]:
    """A variable taken from the matrix has each of the values there."""
    found: list[EnvValue] = []
    for value in values:
        match = _MATRIX.search(value.value)
        if match is None or not matrix.get(match[1]):
            found.append(value)
            continue
        for text in matrix[match[1]]:
            known = value.value.replace(match[0], text)
            found.append(EnvValue(value.name, known, value.path, value.line, value.kind))
    return tuple(found)


def _steps(
    steps: Node,
    path: str,
    outer: tuple[EnvValue, ...],
    matrix: dict[str, list[str]],
    folder: str | None,
) -> list[tuple[Process, tuple[EnvValue, ...]]]:
    found: list[tuple[Process, tuple[EnvValue, ...]]] = []
    for step in steps.items[:_MAX_STEPS]:
        run = step["run"]
        if run.text is None:
            continue
        own = _spread(environment(step["env"], path, _KIND), matrix)
        values = {value.name: value for value in (*outer, *own)}
        where = join("", step["working-directory"].text or folder or "") or ""
        text = _ENV.sub(r"${\1}", _single(run.text, matrix))
        if (step["shell"].text or "").startswith("python"):
            text, line = f"python - <<'end-of-code'\n{text}\nend-of-code\n", run.line - 1
        else:
            line = run.line
        process = Process(
            "workflow-step",
            path,
            line,
            (text,),
            True,
            Place(where),
            tuple(values.values()),
            listing=True,
            one_line=run.folded and "\n" in run.text,
        )
        found.append((process, own))
    return found


def _single(text: str, matrix: dict[str, list[str]]) -> str:
    """A matrix axis with one value is known in the text itself."""

    def value(match: re.Match[str]) -> str:
        values = matrix.get(match[1], [])
        return values[0] if len(values) == 1 else match[0]

    return _MATRIX.sub(value, text)


def _matches(path: str) -> bool:
    return bool(_PATH.fullmatch(path)) or name_of(path) in ("action.yml", "action.yaml")


READER = Reader("GitHub workflow", _matches, _read)
"""Reads GitHub workflows and actions."""

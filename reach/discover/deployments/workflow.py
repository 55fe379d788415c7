"""GitHub workflows and composite actions: the steps that run commands."""

from collections.abc import Iterator

from reach.discover.deployments.inputs import ACTION, WORKFLOW, given_inputs
from reach.discover.deployments.matrix import (
    Combination,
    combinations,
    fill,
    fill_all,
    kind_of,
)
from reach.discover.deployments.text import environment
from reach.discover.expansion import expand
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, join
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import EnvValue, Skipped
from reach.records.record import dataclass

_ENV = regex(r"\$\{\{\s*env\.([A-Za-z_]\w*)\s*\}\}")
_KIND = "workflow environment"
_MAX_JOBS = 100
_MAX_STEPS = 200
_MAX_WAYS = 64
_MAX_PROCESSES = 2_000


@dataclass(frozen=True, slots=True)
class _Job:
    """What the steps of a job share."""

    path: str
    steps: Node
    environment: tuple[EnvValue, ...]
    combinations: tuple[Combination, ...]
    folder: str


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    documents = load(text, path)
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    found: dict[Process, None] = {}
    variables: dict[EnvValue, None] = {}
    skipped: list[Skipped] = []
    for document in documents[:1]:
        for job in _jobs(document, path, given_inputs(tree, path, document)):
            for combination in job.combinations:
                variables.update(dict.fromkeys(fill_all(job.environment, combination)))
            for process in _processes(job):
                if len(found) < _MAX_PROCESSES:
                    found[process] = None
    if len(found) >= _MAX_PROCESSES:
        skipped.append(Skipped(path, f"more than {_MAX_PROCESSES} steps; the rest was not read"))
    variables.update(dict.fromkeys(value for process in found for value in process.environment))
    return Found(processes=tuple(found), environment=tuple(variables), skipped=tuple(skipped))


def _jobs(document: Node, path: str, inputs: list[Combination]) -> Iterator[_Job]:
    top = environment(document["env"], path, _KIND)
    shared = document.at("defaults", "run", "working-directory").text or ""
    for _, job in document["jobs"].pairs[:_MAX_JOBS]:
        own = (*top, *environment(job["env"], path, _KIND))
        matrix = combinations(job.at("strategy", "matrix"))
        ways = tuple({**given, **axes} for axes in matrix for given in inputs)
        folder = job.at("defaults", "run", "working-directory").text or shared
        yield _Job(path, job["steps"], own, ways[:_MAX_WAYS], folder)
    steps = document.at("runs", "steps")
    if steps:
        yield _Job(path, steps, top, tuple(inputs), shared)


def _processes(job: _Job) -> Iterator[Process]:
    for step in job.steps.items[:_MAX_STEPS]:
        run = step["run"]
        own = environment(step["env"], job.path, _KIND)
        if (step["uses"].text or "").startswith("docker/build-push-action"):
            yield from _image_builds(step, job, own)
        if run.text is None:
            continue
        for combination in job.combinations:
            values = fill_all((*job.environment, *own), combination)
            text, line = fill(_ENV.sub(r"${\1}", run.text), combination), run.line
            if (step["shell"].text or "").startswith("python"):
                text, line = f"python - <<'end-of-code'\n{text}\nend-of-code\n", line - 1
            folder = fill(step["working-directory"].text or job.folder, combination)
            yield Process(
                kind="github-workflow",
                path=job.path,
                line=line,
                command=(text,),
                in_shell=True,
                place=Place(join("", folder) or ""),
                environment=tuple({value.name: value for value in values}.values()),
                variables=_axes(job, combination, run.text),
                listing=True,
                one_line=run.folded and "\n" in run.text,
            )


def _axes(job: _Job, combination: Combination, text: str) -> tuple[EnvValue, ...]:
    """The values of a matrix and of inputs that a text asks for, where they are written."""
    named = {n if n.startswith("inputs.") else f"matrix.{n}": x for n, x in combination.items()}
    return tuple(
        EnvValue(name, node.text, node.path or job.path, node.line, kind_of(name))
        for name, node in named.items()
        if node.text and name in text
    )


def _image_builds(step: Node, job: _Job, own: tuple[EnvValue, ...]) -> Iterator[Process]:
    """What `docker/build-push-action` builds, as the command that it amounts to."""
    inputs = step["with"]
    for combination in job.combinations:
        values = {v.name: v for v in fill_all((*job.environment, *own), combination)}

        def filled(
            text: str, values: dict[str, EnvValue] = values, combination: Combination = combination
        ) -> str:
            return expand(
                _ENV,
                lambda m: values[m[1]].value if m[1] in values else m[0],
                fill(text, combination),
            )

        words, lines = ["docker", "build"], [step["uses"].line] * 2
        listed = inputs["build-args"]
        for number, line in enumerate((listed.text or "").split("\n")):
            if "=" in line:
                words += ["--build-arg", filled(line.strip())]
                lines += [listed.line + (0 if listed.folded else number)] * 2
        for key, option in (("file", "-f"), ("target", "--target")):
            if inputs[key].text:
                words += [option, filled(inputs[key].text or "")]
                lines += [inputs[key].line] * 2
        words.append(filled(inputs["context"].text or "."))
        yield Process(
            kind="github-workflow",
            path=job.path,
            line=step["uses"].line,
            command=tuple(words),
            in_shell=False,
            place=Place(""),
            environment=tuple(values.values()),
            variables=_axes(job, combination, listed.text or ""),
            lines=(*lines, inputs["context"].line),
            listing=True,
        )


def _matches(path: str) -> bool:
    return bool(WORKFLOW.fullmatch(path) or ACTION.fullmatch(path))


READER = Reader("GitHub workflow", _matches, _read)
"""Reads GitHub workflows and actions."""

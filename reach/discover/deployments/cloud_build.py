"""Google Cloud Build: steps of containers, with substitutions in all of their texts."""

from collections.abc import Iterator

from reach.discover.deployments.text import environment, interpolate
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, join
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import EnvValue, Skipped

_FILE = regex(r"(?:.*/)?cloudbuild[\w.-]*\.ya?ml")
_KIND = "cloud-build"
_MAX_STEPS = 500
_BUILDERS = regex(r"(?:gcr\.io/cloud-builders|gcr\.io/google\.com/cloudsdktool)/([\w-]+)")
"""Images whose entry point is the program that they are named after."""


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    documents = load(text, path)
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    processes: list[Process] = []
    for document in documents[:1]:
        given = environment(document["substitutions"], path, "pipeline variable")
        known = {value.name: value.value for value in given}
        everywhere = environment(document["options"]["env"], path, "pipeline variable", known)
        for step in document["steps"].items[:_MAX_STEPS]:
            own = environment(step["env"], path, "pipeline variable", known)
            values = {value.name: value for value in (*given, *everywhere, *own)}
            processes += _processes(step, path, known, tuple(values.values()))
    variables = dict.fromkeys(v for process in processes for v in process.environment)
    return Found(processes=tuple(processes), environment=tuple(variables))


def _processes(
    step: Node, path: str, known: dict[str, str], values: tuple[EnvValue, ...]
) -> Iterator[Process]:
    """What one step runs: its script, or its program with arguments."""
    base = folder_of(path)
    folder = join(base, interpolate(step["dir"].text or "", known).lstrip("/")) or base
    place = Place(folder, context=folder)
    script = step["script"]
    if script.text:
        yield Process(
            _KIND,
            path,
            script.line,
            (script.text,),
            True,
            place,
            values,
            listing=True,
            one_line=script.folded,
        )
    words = [(step["entrypoint"].text or _program(step["name"].text or ""), step.line)]
    words += [(item.text or "", item.line) for item in step["args"].items or [step["args"]]]
    words = [(interpolate(text, known), line) for text, line in words if text]
    if words and not script.text:
        yield Process(
            _KIND,
            path,
            words[0][1],
            tuple(text for text, _ in words),
            False,
            place,
            values,
            listing=True,
            lines=tuple(line for _, line in words),
            variables=values,
        )


def _program(image: str) -> str:
    """The program that an image starts by itself, where that is known."""
    match = _BUILDERS.match(image)
    return match[1] if match is not None else ""


READER = Reader("Cloud Build", lambda path: bool(_FILE.fullmatch(path)), _read)
"""Reads `cloudbuild.yaml` and its like."""

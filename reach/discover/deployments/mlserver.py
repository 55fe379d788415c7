"""`model-settings.json` of MLServer: a class of the project, or a model for its own runtime.

Read in its sources (settings.py, runtimes/huggingface).
"""

from collections.abc import Iterator

from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, name_of
from reach.discover.yaml_nodes import Node, load
from reach.records.project import Skipped

KIND, RUNTIME = "mlserver-model", "mlserver-runtime"
_HUGGING_FACE = ("mlserver_huggingface.HuggingFaceRuntime", "mlserver_huggingface.runtime")


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    documents = load(text.replace("\t", " "), path) if isinstance(text, str) else text
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    return Found(processes=tuple(p for d in documents[:1] for p in _processes(d, path)))


def _processes(settings: Node, path: str) -> Iterator[Process]:
    runtime = settings["implementation"]
    if not runtime.text:
        return
    place = Place(folder_of(path), context=folder_of(path))
    if not runtime.text.startswith(_HUGGING_FACE):
        words, lines = (runtime.text,), (runtime.line,)
        yield Process(KIND, path, runtime.line, words, False, place, lines=lines)
        return
    given = list(_options(settings["parameters"]))
    if given:
        yield Process(
            kind=RUNTIME,
            path=path,
            line=given[0][1].line,
            command=("mlserver-huggingface", *(f"{name}={node.text}" for name, node in given)),
            in_shell=False,
            place=place,
            lines=(given[0][1].line, *(node.line for _, node in given)),
        )


def _options(parameters: Node) -> Iterator[tuple[str, Node]]:
    """What the runtime is told, as options of a command."""
    extra = parameters["extra"]
    inner = extra["model_kwargs"]
    for name, node in (
        ("--model", extra["pretrained_model"] or parameters["uri"]),
        ("--tokenizer", extra["pretrained_tokenizer"]),
        ("--revision", inner["revision"]),
        ("--trust-remote-code", inner["trust_remote_code"]),
    ):
        if node.text:
            yield name, node


READER = Reader("MLServer settings", lambda path: name_of(path) == "model-settings.json", _read)
"""Reads settings of models that MLServer serves."""

"""Truss: `config.yaml` of a model that Baseten serves. Read in truss 0.18.

Either a class is served, or a command of the image; both with weights that are named here.
"""

import re
from collections.abc import Iterator

from reach.discover.deployments.text import environment
from reach.discover.found import Found, Mount, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.manifests.requirement import parse
from reach.discover.manifests.requirements import read_requirements
from reach.discover.tree import Tree, folder_of, join, name_of
from reach.discover.yaml_nodes import Node, load
from reach.later import regex
from reach.records.project import EnvValue, Requirement, Skipped

KIND = "truss-model"
_WEIGHTS = "truss-weights"
_KEYS = regex(
    r"^(?:model_metadata|model_cache|docker_server|trt_llm|bis_llm|build_commands|model_class_name"
    r"|model_module_dir|external_package_dirs|external_data|weights|cache_internal)[ \t]*:",
    re.MULTILINE,
)
"""Keys that no other `config.yaml` has beside `resources`."""
_RESOURCES = regex(r"^(?:resources|model_name|python_version)[ \t]*:", re.MULTILINE)
_DATA, _SERVER = "/app/data", "/app"
_MAX = 100


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    if not _KEYS.search(text) or not _RESOURCES.search(text):
        return Found()  # most files of that name are somebody else's
    documents = load(text, path)
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    return _config(tree, documents[0], path) if documents else Found()


def _config(tree: Tree, config: Node, path: str) -> Found:
    variables = environment(config["environment_variables"], path, "truss environment")
    packages = [
        parse(item.text, path, item.line, "requirements")
        for item in config["requirements"].items
        if item.text is not None and not item.text.startswith("-")
    ]
    listed = join(folder_of(path), config["requirements_file"].text or "")
    more = read_requirements(tree, listed) if listed in tree.sizes else Found()
    return Found(
        processes=tuple(_processes(tree, config, path, variables)),
        environment=variables,
        requirements=(
            *(each for each in packages if isinstance(each, Requirement)),
            *more.requirements,
        ),
        skipped=(*(each for each in packages if isinstance(each, Skipped)), *more.skipped),
    )


def _processes(
    tree: Tree, config: Node, path: str, variables: tuple[EnvValue, ...]
) -> Iterator[Process]:
    folder = folder_of(path)
    place = Place(folder, context=folder)
    for item in config["build_commands"].items[:_MAX]:
        if item.text:
            yield Process(
                "truss-build",
                path,
                item.line,
                (item.text,),
                True,
                place,
                variables,
                listing=True,
                one_line=item.folded,
            )
    for words, line in _weights(config):
        lines = (line,) * len(words)
        yield Process(_WEIGHTS, path, line, words, False, place, variables, lines=lines)
    command = config.at("docker_server", "start_command")
    if command.text:
        image = config.at("base_image", "image").text or ""
        server = Place(_SERVER, _mounts(folder), folder)
        yield Process(
            "truss-server",
            path,
            command.line,
            (command.text,),
            True,
            server,
            variables,
            image,
            one_line=command.folded,
        )
    served = _served(tree, config, folder)
    if served is not None and not command:
        line = next((value.key_line for _, value in config.pairs), 1)
        yield Process(KIND, path, line, (served,), False, place, variables)


def _served(tree: Tree, config: Node, folder: str) -> str | None:
    """The class that is served, as `module:class`, where its file is in the tree."""
    inner = config["model_module_dir"].text or "model"
    file = config["model_class_filename"].text or "model.py"
    found = join(folder, f"{inner}/{file}")
    if found is None or found not in tree.sizes:
        return None
    module = f"{inner}/{file}".removesuffix(".py").strip("/").replace("/", ".")
    return f"{module}:{config['model_class_name'].text or 'Model'}"


def _weights(config: Node) -> Iterator[tuple[tuple[str, ...], int]]:
    """What the image, or a volume beside it, is filled with, as commands that do the same."""
    for key in ("model_cache", "cache_internal", "hf_cache"):
        for item in config[key].items[:_MAX]:
            if (item["kind"].text or "hf") == "hf":
                yield from _download(item["repo_id"], item["revision"].text)
    for item in config["weights"].items[:_MAX]:
        yield from _address(item["source"])
    for item in config.at("bdn", "mounts").items[:_MAX]:
        yield from _address(item["source"])
    for item in config["external_data"].items[:_MAX]:
        yield from _address(item["url"])
    for kind in ("build", "runtime"):
        source = config.at("trt_llm", kind, "checkpoint_repository")
        if (source["source"].text or "").upper() == "HF":
            yield from _download(source["repo"], source["revision"].text)


def _address(node: Node) -> Iterator[tuple[tuple[str, ...], int]]:
    text = node.text or ""
    if text.startswith("hf://"):
        name, _, revision = text.removeprefix("hf://").partition("@")
        yield (*_fetch(name, revision),), node.line
    elif text.startswith("https://"):
        yield ("curl", "-O", text), node.line


def _download(repository: Node, revision: str | None) -> Iterator[tuple[tuple[str, ...], int]]:
    if repository.text:
        yield _fetch(repository.text, revision), repository.line


def _fetch(name: str, revision: str | None) -> tuple[str, ...]:
    return ("hf", "download", name, *(("--revision", revision) if revision else ()))


def _mounts(folder: str) -> tuple[Mount, ...]:
    """What of the folder of a model the image holds."""
    return (Mount(_DATA, join(folder, "data") or ""),)


READER = Reader("Truss", lambda path: name_of(path) in ("config.yaml", "config.yml"), _read)
"""Reads the configuration of a Truss."""

"""Ray Serve configuration, in a file of its own or inside a Kubernetes manifest."""

from collections.abc import Iterator

from reach.discover.deployments.given import MAX_GIVEN, given
from reach.discover.deployments.text import environment
from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of, join
from reach.discover.yaml_nodes import Node, load
from reach.records.project import EnvValue, Skipped

_MAX_APPLICATIONS = 100
_ENVIRONMENT = "Ray runtime environment"


def _read(tree: Tree, path: str) -> Found:
    if not tree.mentions(path, MAX_DEPLOYMENT_BYTES, b"import_path", b"importPath"):
        return Found()
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    documents = load(text, path) if isinstance(text, str) else text
    if isinstance(documents, Skipped):
        return Found(skipped=(documents,))
    processes: list[Process] = []
    skipped: list[Skipped] = []
    for document in documents[:_MAX_APPLICATIONS]:
        inner = document.at("spec", "serveConfigV2")
        if inner.text is None:
            processes.extend(_applications(document, path, 0))
            processes.extend(_first_form(document.at("spec", "serveConfig"), path))
            processes.extend(_application(document["ray_serve_config"], path, 0))  # Anyscale
            continue
        nested = load(inner.text, path)
        if isinstance(nested, Skipped):
            skipped.append(Skipped(path, f"serveConfigV2: {nested.reason}", inner.line))
            continue
        for config in nested[:1]:
            processes.extend(_applications(config, path, inner.line - 1))
    values = dict.fromkeys(value for process in processes for value in process.environment)
    return Found(processes=tuple(processes), environment=tuple(values), skipped=tuple(skipped))


def _first_form(config: Node, path: str) -> Iterator[Process]:
    """The one application of a service as the first versions of KubeRay wrote it, with its
    environment as YAML in a text."""
    target, runtime = config["importPath"], config["runtimeEnv"]
    inner = load(runtime.text, path) if runtime.text else []
    known = inner[0] if not isinstance(inner, Skipped) and inner else runtime
    above = runtime.line - 1 if runtime.text else 0
    values = environment(known["env_vars"], path, _ENVIRONMENT, above=above)
    if target.text:
        yield _served(target.text, target.line, folder_of(path), path, values)


def _applications(config: Node, path: str, above: int) -> Iterator[Process]:
    """The applications of a configuration that begins below line `above`."""
    for application in config["applications"].items[:_MAX_APPLICATIONS]:
        yield from _application(application, path, above)


def _application(application: Node, path: str, above: int) -> Iterator[Process]:
    target = application["import_path"]
    runtime = application["runtime_env"]
    values = environment(runtime["env_vars"], path, _ENVIRONMENT, above=above)
    folder = join(folder_of(path), runtime["working_dir"].text or "") or folder_of(path)
    yield from _models(application, path, above, values)
    if target.text:
        words = tuple(given(application["args"], above))[:MAX_GIVEN]
        yield _served(target.text, above + target.line, folder, path, values, words)


def _served(
    target: str,
    line: int,
    folder: str,
    path: str,
    values: tuple[EnvValue, ...],
    words: tuple[tuple[str, int], ...] = (),
) -> Process:
    return Process(
        kind="ray-serve",
        path=path,
        line=line,
        command=("serve", "run", target, *(word for word, _ in words)),
        in_shell=False,
        place=Place(folder, context=folder_of(path)),
        environment=values,
        lines=(line, line, line, *(at for _, at in words)),
    )


def _models(
    application: Node, path: str, above: int, values: tuple[EnvValue, ...]
) -> Iterator[Process]:
    """The models of Ray Serve's own application for language models, as command lines."""
    for config in application.at("args", "llm_configs").items[:_MAX_APPLICATIONS]:
        loading, engine = config["model_loading_config"], config["engine_kwargs"]
        options = [
            ("--model", loading["model_source"] or loading["model_id"]),
            ("--revision", engine["revision"]),
            ("--trust-remote-code", engine["trust_remote_code"]),
        ]
        known = [(f"{name}={node.text}", above + node.line) for name, node in options if node.text]
        if known:
            yield Process(
                kind="ray-serve",
                path=path,
                line=known[0][1],
                command=("ray-serve-llm", *(word for word, _ in known)),
                in_shell=False,
                place=Place(folder_of(path), context=folder_of(path)),
                environment=values,
                lines=(known[0][1], *(line for _, line in known)),
            )


READER = Reader("Ray Serve configuration", lambda path: path.endswith((".yaml", ".yml")), _read)
"""Reads Ray Serve configuration."""

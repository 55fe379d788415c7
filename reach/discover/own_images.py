"""Containers of images that the project builds itself: a manifest names the image, and maybe
arguments and variables; the Dockerfile says what it starts with them."""

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reach.discover.deployments.dockerfile import is_dockerfile
from reach.discover.development import is_development
from reach.discover.docker.build import Build, image_process, read_build
from reach.discover.docker.image import Start
from reach.discover.found import Process
from reach.discover.tree import Tree, folder_of, name_of
from reach.records.project import Skipped
from reach.rules.images import is_image

_KINDS = ("kubernetes-container", "ecs-container", "terraform-container", "nomad-task")
_STARTED = ("dockerfile-cmd", "dockerfile-entrypoint")

MAX_FILES = 100
"""Dockerfiles that are compared with the names of images."""


def with_images(
    processes: tuple[Process, ...], tree: Tree, served: Sequence[str]
) -> tuple[Process, ...]:
    """The processes, with what their images start where a Dockerfile of the tree says so, and
    without what these images start by themselves. `served` are patterns of the images of known
    servers."""
    named = [p for p in processes if p.kind in _KINDS and _is_own(p.image, served)]
    started = dict.fromkeys(p.path for p in processes if p.kind in _STARTED)
    files = [path for path in started if is_dockerfile(path) and not is_development(path)]
    if not named or not files or len(files) > MAX_FILES:
        return processes
    built: dict[str, Build | Skipped] = {}
    found: dict[Process, Process] = {}
    alone: set[Process | None] = set()
    """What images start by themselves that run with what manifests say."""
    only = _only_image(named) if len(files) == 1 else ""
    for process in named:
        path = _called(files, process.image) or (files[0] if process.image == only else "")
        if path:
            if path not in built:
                built[path] = read_build(tree, path)
            build = built[path]
            linked = _started(process, build) if isinstance(build, Build) else None
            if linked is not None and isinstance(build, Build):
                found[process] = linked
                alone.add(image_process(build, build.stages[-1]))
    return tuple(found.get(process, process) for process in processes if process not in alone)


def _is_own(image: str, served: Sequence[str]) -> bool:
    """Whether an image may be one of the project: none of a library, and of no known server."""
    return "/" in image and not is_image(image, served)


def _called(files: Iterable[str], image: str) -> str:
    """The Dockerfile that an image is called like: after its folder, or its own name."""
    name = _plain(image)
    exact = [path for path in files if name in _labels(path)]
    ends = [path for path in files if any(name.endswith(f"-{each}") for each in _labels(path))]
    return next((known[0] for known in (exact, ends) if len(known) == 1), "")


def _plain(image: str) -> str:
    """The last part of the name of an image, without its tag."""
    return image.partition("@")[0].rpartition("/")[2].partition(":")[0].lower().replace("_", "-")


def _labels(path: str) -> set[str]:
    """What a Dockerfile is for: `services/api/Dockerfile`, `Dockerfile.api`, `api.Dockerfile`."""
    first, _, last = name_of(path).lower().replace("_", "-").partition(".")
    folder = posixpath.basename(folder_of(path)).lower().replace("_", "-")
    return {folder, first, last} - {"", "dockerfile", "containerfile", "docker", "deploy", "build"}


def _only_image(named: Iterable[Process]) -> str:
    """The one image that comes from a registry of the project's own, or the only one."""
    images = list(dict.fromkeys(p.image for p in named))
    private = [i for i in images if "." in i.partition("/")[0] and not i.startswith(_PUBLIC)]
    return next((known[0] for known in (private, images) if len(known) == 1), "")


_PUBLIC = ("docker.io/", "quay.io/", "registry.k8s.io/", "mcr.microsoft.com/", "nvcr.io/")


def _started(process: Process, build: Build) -> Process | None:
    """What a container starts of an image."""
    stage = build.stage(None)
    if stage is None:
        return None
    given = Start(process.command, False, process.line, process.lines) if process.command else None
    if process.arguments_only:
        made = image_process(build, stage, process.kind, command=given)
    else:
        made = image_process(build, stage, process.kind, entrypoint=given)
    if made is None or not made.command:
        return None
    known = {value.name: value for value in (*made.environment, *process.environment)}
    before = len(made.command) - len(process.command)
    lines = ((process.line,) * before + process.lines) if given else made.lines
    return replace(
        made,
        path=process.path,
        line=process.line,
        written="" if given else build.path,
        lines=() if made.in_shell else lines or (made.line,) * len(made.command),
        one_line=given is None,
        environment=tuple(known.values()),
    )

"""Dockerfiles and Containerfiles."""

from dataclasses import replace

from reach.discover.commands.place import find_folder
from reach.discover.docker.build import Build, image_process, read_build, step_process
from reach.discover.docker.instructions import problems
from reach.discover.found import Found, Place, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, name_of
from reach.records.project import EnvValue, Skipped

_MAX_PROBLEMS = 20


def is_dockerfile(path: str) -> bool:
    """`Dockerfile`, `Dockerfile.gpu`, `gpu.Dockerfile`, `CPUDockerfile`, `Containerfile`."""
    name = name_of(path).lower()
    if name.endswith((".dockerignore", ".md", ".j2", ".jinja", ".jinja2", ".tmpl", ".py", ".sh")):
        return False
    stem = name.partition(".")[0]
    return (
        stem in ("dockerfile", "containerfile")
        or name.endswith((".dockerfile", ".containerfile", "-dockerfile", "_dockerfile"))
        or name.startswith(("dockerfile-", "dockerfile_"))
        or name_of(path).endswith(("Dockerfile", "Containerfile"))
    )


def _read(tree: Tree, path: str) -> Found:
    build = read_build(tree, path)
    if isinstance(build, Skipped):
        return Found(skipped=(build,))
    needed = build.needed()
    steps = [
        process if stage.name in needed else replace(process, kind="dockerfile-stage")
        for stage in build.stages
        for process in (step_process(build, step) for step in stage.steps)
    ]
    images = [image_process(build, stage) for stage in build.started()]
    return Found(
        processes=(*steps, *(process for process in images if process is not None)),
        environment=_environment(build),
        roots=_import_path(tree, build),
        skipped=_skipped(tree, path),
    )


def _skipped(tree: Tree, path: str) -> tuple[Skipped, ...]:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    found = problems(text) if isinstance(text, str) else []
    return tuple(Skipped(path, reason, line) for line, reason in found[:_MAX_PROBLEMS])


def _environment(build: Build) -> tuple[EnvValue, ...]:
    values = [value for stage in build.stages for value in stage.environment]
    values += [v for stage in build.stages for step in stage.steps for v in step.environment]
    return tuple(dict.fromkeys(values))


def _import_path(tree: Tree, build: Build) -> tuple[str, ...]:
    """Folders of the tree on the image's `PYTHONPATH`."""
    roots: list[str] = []
    for stage in build.stages:
        place = Place(stage.folder, stage.mounts, build.context)
        for value in stage.environment:
            entries = value.value.split(":") if value.name == "PYTHONPATH" else []
            folders = [find_folder(tree, place, entry) for entry in entries if entry]
            roots.extend(folder for folder in folders if folder is not None)
    return tuple(dict.fromkeys(roots))


READER = Reader("Dockerfile", is_dockerfile, _read)
"""Reads Dockerfiles."""

"""The table of contents of `discover`."""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reach.discover.commands.resolve import resolve
from reach.discover.config_files import config_files
from reach.discover.deployments import DEPLOYMENTS
from reach.discover.deployments.kustomize import without_unfilled
from reach.discover.development import is_folder, serves
from reach.discover.environment import known, unfilled
from reach.discover.found import Found, read_all
from reach.discover.manifests import MANIFESTS
from reach.discover.modules import Modules
from reach.discover.names import name_sources
from reach.discover.own_images import with_images
from reach.discover.scripts import settle_scripts
from reach.discover.sources import read_sources
from reach.discover.views import inner_texts, views
from reach.discover.walk import listing, named, walk
from reach.records.project import Project, ScriptDeclaration, Skipped, SourceFile
from reach.records.rule import CommandSink


def discover(
    root: Path,
    exclude: Sequence[str] = (),
    commands: Sequence[CommandSink] = (),
    tracked: frozenset[str] | None = None,
    overlay: Mapping[str, bytes] | None = None,
) -> Project:
    """Find everything in the tree below `root` that later stages need.

    `root` may be a single file. `exclude` holds patterns in `.gitignore` syntax. `commands` are
    those that count wherever they stand. `tracked` are the files that git tracks, where no index
    says so; `overlay` stands in place of the content of some files. Nothing outside the root is
    read, and nothing is run.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # parsers warn of what the scanned text does oddly
        return _discover(root, exclude, commands, tracked, overlay or {})


def _discover(
    root: Path,
    exclude: Sequence[str],
    commands: Sequence[CommandSink],
    tracked: frozenset[str] | None,
    overlay: Mapping[str, bytes],
) -> Project:
    tree, unread = walk(root, exclude, tracked)
    tree = replace(tree, overlay=overlay)
    sources = read_sources(tree)
    manifests = read_all(MANIFESTS, tree)
    deployments = read_all(DEPLOYMENTS, tree)
    names = name_sources(tree, sources, (*manifests.roots, *deployments.roots))
    modules = Modules(names)
    scripts, unknown_scripts = settle_scripts(manifests.scripts, modules)
    files = _programs_first(names.files, scripts)
    known_programs = [*_programs(manifests), *(p for c in commands for p in c.programs)]
    images = tuple(image for command in commands for image in command.images)
    processes = with_images(without_unfilled(deployments.processes), tree, images)
    started = resolve(processes, tree, modules, known_programs, images)
    return Project(
        root=tree.root,
        sources=(*files, *started.sources),
        scripts=tuple(scripts),
        launches=tuple(started.launches),
        environment=known((*deployments.environment, *started.environment)),
        unfilled=unfilled(deployments.environment),
        requirements=(
            *manifests.requirements,
            *sources.requirements,
            *deployments.requirements,
            *started.requirements,
        ),
        config_files=config_files(tree),
        views=views((*processes, *started.builds)),
        texts=inner_texts(tree, deployments.texts),
        skipped=_ordered(
            [
                *unread,
                *sources.skipped,
                *manifests.skipped,
                *deployments.skipped,
                *unknown_scripts,
                *started.skipped,
            ]
        ),
        roots=names.roots,
        listing=listing(tree, unread),
        named=named(tree, unread),
        contents=tree.contents,
    )


def _programs_first(
    files: tuple[SourceFile, ...], scripts: Sequence[ScriptDeclaration]
) -> tuple[SourceFile, ...]:
    """A package called `bench` or `testing` that the project's own program is in serves more than
    development."""
    tops = {s.module.partition(".")[0] for s in scripts if s.kind == "console-script"}
    for top in filter(is_folder, tops):
        files = tuple(
            replace(file, development=serves(file.path, top))
            if file.development and file.module.partition(".")[0] == top
            else file
            for file in files
        )
    return files


def _programs(manifests: Found) -> list[str]:
    """Programs that the project brings: its own scripts, and packages named like their program."""
    scripts = [script.name for script in manifests.scripts]
    return scripts + [requirement.name for requirement in manifests.requirements]


def _ordered(skipped: list[Skipped]) -> tuple[Skipped, ...]:
    return tuple(sorted(set(skipped), key=lambda item: (item.path, item.line or 0, item.reason)))

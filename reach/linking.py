"""Files read as far as they matter, and linked to a call graph."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from reach.config import Options
from reach.discover import discover
from reach.discover.reader import Reader
from reach.extract.files import Extracted, extract_all, surfaces_of
from reach.flow.evaluator import Evaluator
from reach.flow.program import Program
from reach.graph.build import CallGraph, build
from reach.graph.export import named
from reach.graph.launches import launches
from reach.graph.related import Related, Wanted
from reach.lasting import keep, without_collector
from reach.records.code import FileFacts
from reach.records.project import EnvValue, Project, SourceFile
from reach.records.rule import Ruleset

RECURSION_LIMIT = 20_000
"""Python frames the evaluator may need; its own limits end it long before."""

STACK = 64 << 20
"""Bytes of stack that the compiled evaluator may need: 4 MiB were enough for all tests."""

Extract = Callable[[Sequence[SourceFile], int, Callable[[int, int], None] | None], list[Extracted]]
"""Turns files into facts, over so many processes, and tells how far it is."""

Progress = Callable[[str, int, int], None]
"""Called with the name of the stage, what is done and what there is to do."""

READ_AGAIN = 2
"""Times that some more files are read because what was read uses them; then it is all of them."""


def relevant(
    project: Project,
    read: Extract,
    tell: Progress,
    texts: Reader,
    looked_for: Wanted,
    options: Options,
) -> tuple[list[Extracted], CallGraph]:
    """The facts of all files, and the call graph of those that can have to do with what is looked
    for: of the others it is only known whether they can be read, unless the options ask for the
    whole program."""
    surfaces = surfaces_of(project.sources)
    related = Related(project.sources, surfaces, looked_for, project.roots)
    for number in range(READ_AGAIN + 1):
        sources = [
            replace(source, apart=not options.whole and related.outlined(source.path))
            for source in project.sources
        ]
        facts = read(sources, options.jobs, partial(tell, "Reading"))
        told = partial(tell, "Resolving calls")
        graph = link(project, facts, told, texts, related=related, whole=options.whole)
        missing = list(graph.program.missing)
        if not missing:
            break
        for path in missing if number + 1 < READ_AGAIN else surfaces:
            related.take(path)
    return facts, graph


@without_collector()
def callgraph(path: Path, options: Options) -> dict[str, list[str]]:
    """The call graph of a tree: callers with their callees, by fully qualified name."""
    project = discover(path, options.exclude)
    files = [source for source in project.sources if not source.inside]
    graph = link(project, extract_all(files, options.jobs))
    keep(graph)
    return named(graph)


def link(
    project: Project,
    facts: Sequence[Extracted],
    progress: Callable[[int, int], None] | None = None,
    texts: Reader | None = None,
    demanded: Ruleset | None = None,
    related: Related | None = None,
    whole: bool = False,
) -> CallGraph:
    """The call graph of the files that could be read; of those that matter only, where `related`
    says which, unless `whole`; with `demanded` of the functions that matter for what these rules
    look for. `texts` reads what the code names."""
    _make_room()
    program = Program([f for f in facts if isinstance(f, FileFacts)], project.roots)
    environment: dict[str, list[EnvValue]] = {}
    for value in project.environment:
        environment.setdefault(value.name, []).append(value)
    evaluator = Evaluator(program, environment, texts or Reader(project.root, project.texts))
    for value in project.unfilled:
        evaluator.unfilled.setdefault(value.name, []).append(value)
    evaluator.views = project.views
    evaluator.config_files = project.config_files
    evaluator.inner = {text.path: text.inside for text in project.texts}
    evaluator.launches = launches(program, project)
    evaluator.plugins = [s for s in project.scripts if s.kind == "plugin"]
    if demanded is not None:
        from reach.graph.demand import Demand, build_demanded

        return build_demanded(program, evaluator, Demand(program, demanded))
    return build(program, evaluator, progress, related, whole)


def _make_room() -> None:
    """Let the evaluator ask as deep as its own limits allow."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
    try:
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
        if soft != resource.RLIM_INFINITY and soft < STACK:
            most = STACK if hard == resource.RLIM_INFINITY else min(STACK, hard)
            resource.setrlimit(resource.RLIMIT_STACK, (most, hard))
    except (ImportError, OSError, ValueError):  # not a POSIX system, or not allowed
        return

"""The order of the stages: the one place that knows it."""

from collections.abc import Callable
from pathlib import Path

from reach.config import Options
from reach.discover import discover
from reach.extract.files import extract_all
from reach.flow.program import Program
from reach.graph.build import build
from reach.graph.export import named
from reach.records.code import FileFacts

Progress = Callable[[str, int, int], None]
"""Called with the name of the stage, what is done and what there is to do."""


def callgraph(path: Path, options: Options) -> dict[str, list[str]]:
    """The call graph of a tree: callers with their callees, by fully qualified name."""
    project = discover(path, options.exclude)
    facts = extract_all(project.sources, options.jobs)
    program = Program([f for f in facts if isinstance(f, FileFacts)])
    return named(build(program))

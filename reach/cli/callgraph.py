"""`reach callgraph PATH`: who calls whom."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reach import config
from reach.cli import drawn as click
from reach.cli.choices import OneOf
from reach.cli.paths import readable


@click.command()
@click.argument("path", default=".", type=click.Path(path_type=Path))
@click.option("--format", "form", type=OneOf(["json", "dot"]), default="json", show_default=True)
@click.option(
    "-o", "target", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE."
)
def callgraph(path: Path, form: str, target: Path | None) -> None:
    """Print the call graph: who calls whom."""
    readable(path)
    options = config.load(path)

    from reach import scan
    from reach.output.write import write

    edges = scan.callgraph(path, options)
    text = json.dumps(edges, indent=1, ensure_ascii=False) if form == "json" else dot(edges)
    write(text + "\n", target)


def dot(edges: Mapping[str, Sequence[str]]) -> str:
    """The graph in the language of Graphviz."""
    return "\n".join(("digraph calls {", *_lines(edges), "}"))


def _lines(edges: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield "  node [shape=box]"
    for caller, callees in edges.items():
        yield f"  {_quoted(caller)}"
        for callee in callees:
            yield f"  {_quoted(caller)} -> {_quoted(callee)}"


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'

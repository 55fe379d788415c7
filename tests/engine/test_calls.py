"""The call graph of every case under `testdata/calls` and `testdata/names` is exactly right."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from reach.scan import callgraph

from reach.config import Options

TESTDATA = Path(__file__).resolve().parents[2] / "testdata"
CASES = sorted(
    path.parent
    for kind in ("calls", "names")
    for path in TESTDATA.glob(f"{kind}/*/*/expected.json")
)
NEUTRAL = {
    "<builtin>.super",
    "<builtin>.property",
    "<builtin>.staticmethod",
    "<builtin>.classmethod",
}

Edge = tuple[str, str]


def edges(graph: dict[str, list[str]]) -> set[Edge]:
    """The distinct (caller, callee) pairs of a call graph."""
    return {(caller, callee) for caller, callees in graph.items() for callee in callees}


def is_neutral(edge: Edge, external: Iterable[str]) -> bool:
    """True for calls that a case may leave out: descriptors of the language, methods of built-in
    types, and methods of what a listed external callable returned."""
    callee = edge[1]
    if callee in NEUTRAL or callee.startswith("<**") or callee.count(".") > 1 and "<b" in callee:
        return True
    return any(callee.startswith(f"{name}.") for name in external)


def lines(title: str, found: set[Edge]) -> list[str]:
    """A titled list of edges, for the message of a failed comparison."""
    return [f"  {title} {caller} -> {callee}" for caller, callee in sorted(found)]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.parent.name}/{case.name}" for case in CASES])
def test_call_graph(case: Path) -> None:
    """No expected edge is missing and no other edge is reported."""
    expected = edges(json.loads((case / "expected.json").read_text(encoding="utf-8")))
    found = edges(callgraph(case, Options()))
    modules = {path.stem for path in case.rglob("*")}
    external = {name for _, name in expected if name.split(".")[0] not in modules}
    surplus = {edge for edge in found - expected if not is_neutral(edge, external)}
    message = lines("missing", expected - found) + lines("surplus", surplus)
    assert not message, "\n".join([case.relative_to(TESTDATA).as_posix(), *message])

"""The call graph of every case under `testdata/calls` and `testdata/names` is exactly right."""

import json
from collections.abc import Collection
from pathlib import Path

import pytest

from reach.config import Options
from reach.scan import callgraph

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


def is_neutral(callee: str, external: Collection[str], modules: Collection[str]) -> bool:
    """True for calls that a case may leave out: descriptors of the language, methods of built-in
    types, constructors of external bases, and what is done with the result of a listed external
    callable."""
    of_builtin_class = callee.startswith("<builtin>.") and callee.count(".") > 1
    if callee in NEUTRAL or of_builtin_class:
        return True
    if callee.endswith((".__init__", ".__call__")):
        return callee.split(".")[0] not in modules
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
    surplus = {edge for edge in found - expected if not is_neutral(edge[1], external, modules)}
    message = lines("missing", expected - found) + lines("surplus", surplus)
    assert not message, "\n".join([case.relative_to(TESTDATA).as_posix(), *message])

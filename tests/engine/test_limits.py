"""Programs that are too large or too deep somewhere: the scan ends, and says what it gave up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reach import linking
from reach.config import Options
from reach.discover import discover
from reach.extract.files import extract_all
from reach.records.finding import Report
from reach.scan import scan

HEAD = "import sys, torch\n"


@pytest.fixture
def report(tmp_path: Path) -> Callable[..., Report]:
    def run(**files: str) -> Report:
        for name, text in files.items():
            (tmp_path / f"{name}.py").write_text(text)
        return scan([tmp_path], Options(jobs=1))

    return run


def lines(report: Report) -> list[int]:
    return [finding.location.line for finding in report.findings]


def reasons(report: Report) -> set[str]:
    return {unknown.reason for finding in report.findings for unknown in finding.unknown}


def test_thousands_of_branches(report: Callable[..., Report]) -> None:
    branches = "".join(f"    elif n == {i}:\n        m = 'm{i}.pt'\n" for i in range(1, 3000))
    found = report(
        a=f"{HEAD}def pick(n):\n    if n == 0:\n        m = 'm0.pt'\n{branches}"
        "    return torch.load(m)\npick(int(sys.argv[1]))\n"
    )
    assert lines(found) == [4 + 2 * 2999 + 1]
    assert "too many possible values" in reasons(found)


def test_a_file_of_fifty_thousand_lines(report: Callable[..., Report]) -> None:
    pairs = "".join(
        f"def f{i}(x):\n    y = g{i}(x)\n    return y\n\ndef g{i}(x):\n    return x\n\n"
        for i in range(7200)
    )
    found = report(a=f"{HEAD}{pairs}torch.load(f7('a.pt'))\n")
    assert lines(found) == [50_402]
    assert [a.id for a in found.findings[0].artifacts] == ["a.pt"]


CUT = """
import sys, torch
class Group:
    def __init__(self, commands):
        self.commands = commands
    def resolve(self, args):
        return self.commands.get(args[0]), args[1:]
    def invoke(self, args):
        while args:
            command, args = self.resolve(args)
            args = command(self, args)
def load(group, args):
    torch.load(args[0])
    return group.invoke(args[1:])
Group({"load": load}).invoke(list(sys.argv[1:]) + ["load", "a.pt"])
"""


def test_a_list_that_is_cut_again_and_again(tmp_path: Path) -> None:
    """Each cut asks for a later place in what there was before."""
    (tmp_path / "a.py").write_text(CUT)
    project = discover(tmp_path)
    graph = linking.link(project, extract_all(project.sources, 1))
    callees = {edge.callee.name for edges in graph.edges.values() for edge in edges.values()}
    assert {"a.Group.invoke", "a.Group.resolve", "a.load"} <= callees
    assert graph.evaluator.steps < 5_000


def test_a_huge_dictionary(report: Callable[..., Report]) -> None:
    rows = "".join(f"    'k{i}': 'org/m{i}',\n" for i in range(100_000))
    found = report(a=f"{HEAD}D = {{\n{rows}}}\ntorch.load(D['k77'])\ntorch.load(D[sys.argv[1]])\n")
    assert sorted(lines(found)) == [100_004, 100_005]
    ids = {f.location.line: [a.id for a in f.artifacts] for f in found.findings}
    assert ids[100_004] == ["org/m77"]
    assert any("more than 5000 elements" in reason for _, _, reason in found.skipped)


def test_expressions_nested_too_deep(report: Callable[..., Report]) -> None:
    found = report(
        a=f"{HEAD}x = {'(' * 3000}'a.pt'{')' * 3000}\nv = 'b.pt'{'.strip()' * 5000}\n"
        "torch.load(x)\ntorch.load(v)\ntorch.load('c.pt')\n"
    )
    assert lines(found) == [4, 5, 6]
    assert [a.id for a in found.findings[2].artifacts] == ["c.pt"]
    assert {line for _, line, reason in found.skipped if "deep" in reason} == {2, 3}


def test_a_long_chain_of_calls(report: Callable[..., Report]) -> None:
    calls = "".join(f"def f{i}(x): return f{i + 1}(x)\n" for i in range(3000))
    found = report(a=f"{HEAD}{calls}def f3000(x): return torch.load(x)\nf0('a.pt')\n")
    assert lines(found) == [3002]
    chain = found.findings[0].witnesses[0].chain
    assert [step.location.line for step in chain] == [3003, *range(2, 3002), 3002]
    assert [a.id for a in found.findings[0].artifacts] == ["a.pt"]


def test_a_long_chain_of_calls_that_change_what_they_hand_on(
    report: Callable[..., Report],
) -> None:
    calls = "".join(f"def f{i}(x): return f{i + 1}(f'{{x}}')\n" for i in range(3000))
    found = report(a=f"{HEAD}{calls}def f3000(x): return torch.load(x)\nf0('a.pt')\n")
    assert lines(found) == [3002]
    chain = found.findings[0].witnesses[0].chain
    assert [step.location.line for step in chain] == [3003, *range(2, 3002), 3002]
    assert reasons(found) == {"evaluation nested too deep"}
    assert any("nested too deep" in notice.message for notice in found.notices)


def test_a_list_that_is_appended_to_without_end(report: Callable[..., Report]) -> None:
    appended = "".join(f"xs.append('m{i}')\n" for i in range(20_000))
    found = report(a=f"{HEAD}xs = []\n{appended}for x in xs:\n    torch.load(x)\n")
    assert lines(found) == [20_004]
    assert "too many possible values" in reasons(found)
    assert [n.message for n in found.notices] == ["a: nested too deep to be followed to the end"]


def test_cycles(report: Callable[..., Report]) -> None:
    found = report(
        a=f"{HEAD}from b import *\nfrom b import load as l2\nimport b\n"
        "class A(A): pass\nclass B(C): pass\nclass C(B): pass\nB().x()\nl2('x.pt')\n",
        b="from a import *\nfrom a import l2 as load\nimport a, torch\ntorch.load(load)\n"
        "x = lambda: x()\nx()\ntorch.load('y.pt')\n",
    )
    assert [(f.location.path, f.location.line) for f in found.findings] == [
        ("b.py", 4),
        ("b.py", 7),
    ]
    assert [a.id for a in found.findings[1].artifacts] == ["y.pt"]
    assert reasons(found)


def test_arguments_handed_on_without_end(report: Callable[..., Report]) -> None:
    found = report(
        a=f"{HEAD}def drop(first, *rest):\n    torch.load(first)\n    drop(*rest)\n"
        "def push(*all):\n    torch.load(all[0])\n    push('b.pt', *all)\n"
        "drop('a.pt', 'c.pt')\npush('a.pt')\n"
    )
    ids = {f.location.line: {a.id for a in f.artifacts} for f in found.findings}
    assert ids == {3: {"a.pt", "c.pt"}, 6: {"a.pt", "b.pt"}}


def test_a_configuration_that_holds_itself(report: Callable[..., Report]) -> None:
    found = report(
        a=f"{HEAD}from easydict import EasyDict\n"
        "def tree(n):\n    d = {'path': 'a.pt', 'left': tree(n), 'right': tree(n)}\n"
        "    d['self'] = d\n    return EasyDict(d)\ntorch.load(tree(3).left.right.path)\n"
    )
    assert lines(found) == [7]


def test_a_question_given_up_is_not_the_end_of_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Handlers, routes and sinks are found after the last question of the graph went too far."""
    (tmp_path / "service.py").write_text(
        "import torch\n"
        "from fastapi import APIRouter, FastAPI\n"
        "router = APIRouter(prefix='/v1')\n"
        "app = FastAPI()\n"
        "class Loader:\n"
        "    @classmethod\n"
        "    def load(cls, path):\n"
        "        return torch.load(path)\n"
        "def answer(path: str):\n"
        "    return Loader.load(path)\n"
        "router.add_api_route('/answers', answer)\n"
        "app.include_router(router)\n",
        "utf-8",
    )
    found = scan([tmp_path], Options(jobs=1)).findings
    link = linking.link

    def exhausting(*arguments: Any, **more: Any) -> Any:
        graph = link(*arguments, **more)
        graph.evaluator.end = -1
        return graph

    monkeypatch.setattr(linking, "link", exhausting)
    assert scan([tmp_path], Options(jobs=1)).findings == found
    assert [(f.grade, f.witnesses[0].entry.name) for f in found] == [
        ("exposed", "route /v1/answers")
    ]


def test_what_one_of_many_callers_passes_on(report: Callable[..., Report]) -> None:
    """More ways lead to the import than are laid out; the file is read on one of them."""
    names = range(40)
    found = report(
        a="import importlib, json\n"
        "def made(config):\n"
        "    return importlib.import_module(config['module'])\n"
        + "".join(
            f"def from_{n}(config, other):\n    return made(config or other)\n" for n in names
        )
        + "def saved(path):\n"
        "    with open(path) as file:\n"
        "        return from_39(json.load(file), None)\n"
    )
    assert [(f.rule, f.location.line) for f in found.findings] == [("config-instantiate", 3)]


def test_a_record_of_a_hundred_records_of_itself(report: Callable[..., Report]) -> None:
    fields = "".join(f"    f{i}: 'Node'\n" for i in range(100))
    found = report(
        a=f"{HEAD}from dataclasses import asdict, dataclass\n@dataclass\nclass Node:\n{fields}"
        "    path: str = 'x.pt'\ndef load(node: Node):\n"
        "    return torch.load(asdict(node)['path'])\nload(Node())\n"
    )
    assert lines(found) == [107]
    assert [a.id for a in found.findings[0].artifacts] == ["x.pt"]


def test_forty_parts_of_a_path_that_may_begin_anew(report: Callable[..., Report]) -> None:
    parts = ", ".join(f"'p{i}' if sys.argv else '/p{i}'" for i in range(40))
    found = report(a=f"{HEAD}import os\ntorch.load(os.path.join({parts}, 'x.pt'))\n")
    assert lines(found) == [3]


def test_a_change_somewhere_in_mappings_within_mappings(report: Callable[..., Report]) -> None:
    table = "'x'"
    for _ in range(5):
        table = "{" + ", ".join(f"'k{n}': {table}" for n in range(8)) + "}"
    change = (
        "def change(node, path, value):\n    *above, last = path.split('.')\n"
        "    for part in above:\n        node = node[part]\n    node[last] = value\n"
    )
    found = report(
        a=f"{HEAD}{change}table = {table}\ntable['path'] = 'm.pt'\n"
        "change(table, 'k1.k2.k3', 'y')\ntorch.load(table['path'])\n"
    )
    assert [a.id for f in found.findings for a in f.artifacts] == ["m.pt"]

"""The best ways from entry points to a function, on call graphs made by chance."""

import random
from itertools import pairwise
from pathlib import Path

import pytest

from reach.config import Options
from reach.extract.lower import extract_source
from reach.flow.program import Program
from reach.graph.build import build
from reach.graph.network import Network, Node, Search, node_of
from reach.scan import scan

FUNCTIONS = 16

SEEDS = range(40)


def made(chance: random.Random) -> tuple[Network, list[Node]]:
    """Functions that call some of the others, some only by the name of a method."""
    lines = ["class Any:", *(f"    def m{each}(self, x): f{each}(x)" for each in range(FUNCTIONS))]
    for number in range(FUNCTIONS):
        lines.append(f"def f{number}(x):")
        lines += [
            f"    f{each}(x)" for each in chance.sample(range(FUNCTIONS), chance.choice((1, 2, 3)))
        ]
        lines += [f"    x.m{chance.randrange(FUNCTIONS)}(x)"] * chance.choice((0, 0, 1))
    program = Program([extract_source("\n".join(lines).encode(), "a.py", "a")])
    named = {body.code.name: node_of(body, False) for body in program.bodies}
    return Network(build(program)), [named[f"f{number}"] for number in range(FUNCTIONS)]


def shortest(
    network: Network, entry: Node, sink: Node, closed: set[tuple[Node, Node]]
) -> int | None:
    """The cost of the best way, by trying all calls as often as there are functions."""
    costs = {entry: 0}
    calls = [
        (caller, callee, cost)
        for callee, callers in network.callers.items()
        for caller, (cost, _) in callers.items()
        if (callee, caller) not in closed
    ]
    for _ in range(len(network.callers) + len(costs)):
        for caller, callee, cost in calls:
            if caller in costs:
                costs[callee] = min(costs.get(callee, 1 << 30), costs[caller] + cost)
    return costs.get(sink)


def cost_of(network: Network, way: list[Node]) -> int:
    return sum(network.callers[callee][caller][0] for caller, callee in pairwise(way))


@pytest.mark.parametrize("seed", SEEDS)
def test_best_ways_with_and_without_some_calls(seed: int) -> None:
    chance = random.Random(seed)
    network, functions = made(chance)
    sink, entry = chance.sample(functions, 2)
    search = Search(network, [sink], network.below([entry]))
    while search.further() is not None:
        pass
    least = shortest(network, entry, sink, set())
    assert search.costs.get(entry) == least
    if least is None:
        return
    best = search.way(entry)
    assert (best[0], best[-1], cost_of(network, best)) == (entry, sink, least)
    closed = {(callee, caller) for caller, callee in pairwise(best)}
    closed = set(chance.sample(sorted(closed), chance.randint(1, len(closed))))
    way = search.around(entry, closed)
    least = shortest(network, entry, sink, closed)
    if way is None:
        assert least is None
        return
    assert (way[0], way[-1], cost_of(network, way)) == (entry, sink, least)
    assert closed.isdisjoint((callee, caller) for caller, callee in pairwise(way))


def test_a_search_that_has_not_come_to_all() -> None:
    """What is left tells how far the rest is at least."""
    found: list[int | None] = []
    for seed in SEEDS:
        chance = random.Random(seed)
        network, functions = made(chance)
        sink, entry = chance.sample(functions, 2)
        among = network.below([entry])
        whole, part = (Search(network, [sink], among) for _ in range(2))
        while whole.further() is not None:
            pass
        while entry not in part.costs and part.further() is not None:
            pass
        if entry not in part.costs:
            continue
        closed = {(callee, caller) for caller, callee in [whole.way(entry)[:2]]}
        ways = [search.around(entry, closed) for search in (whole, part)]
        costs = [cost_of(network, way) if way is not None else None for way in ways]
        assert costs[0] == costs[1]
        found.append(costs[0])
    assert None in found
    assert set(found) - {None}


COMMANDS = """
import argparse

import torch


def load():
    return torch.load("weights.pt")


def convert(args):
    load()


def inspect(args):
    prepare()


def prepare():
    return load()


def main():
    args = parser.parse_args()
    args.run(args)


parser = argparse.ArgumentParser()
commands = parser.add_subparsers()
commands.add_parser("convert").set_defaults(run=convert)
commands.add_parser("inspect").set_defaults(run=inspect)

if __name__ == "__main__":
    main()
"""


def test_commands_next_to_the_program_that_calls_them(tmp_path: Path) -> None:
    """The best way from the program leads through one command, which is therefore no way in of its
    own; the other one is."""
    (tmp_path / "tool.py").write_text(COMMANDS)
    (finding,) = scan([tmp_path], Options(jobs=1)).findings
    ways = {w.entry.kind: [step.callee for step in w.chain] for w in finding.witnesses if w.entry}
    assert ways == {
        "main": ["tool.main", "tool.convert", "tool.load", "torch.load"],
        "argparse-command": ["tool.prepare", "tool.load", "torch.load"],
    }


PARTS = """
import torch


def fetch(name, size):
    if size == 8:
        return torch.hub.load("acme/eyes:main", "small")
    return torch.hub.load("acme/eyes:main", "large")


class Part:
    def __init__(self):
        self.setup()
        self.load()

    def setup(self):
        self.fetch = None

    def load(self):
        self.model = self.fetch(self.name, 16)


class Plain(Part):
    def setup(self):
        self.name, self.fetch = "plain", lambda name, size: None


class Seeing(Part):
    def __init__(self, kind):
        super().__init__()
        self.kind = kind

    def setup(self):
        self.name, self.fetch = "seeing", fetch


def main(kind):
    return Plain() if kind == "plain" else Seeing(kind)


if __name__ == "__main__":
    main(input())
"""


def test_a_longer_way_where_the_shortest_makes_another_object(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(PARTS)
    report = scan([tmp_path], Options(jobs=1, cache=False))
    assert {f.location.line: f.grade for f in report.findings} == {7: "public", 8: "runnable"}

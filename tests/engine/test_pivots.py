"""What several operands of a call are made from."""

from reach.extract.lower import extract_source
from reach.flow.assumptions import alternatives, narrowed
from reach.flow.program import Program
from reach.graph.build import build
from reach.records import code as ir

CODE = b"""
import os
def one(name, revision, other): ...
def two(name, revision, other): ...
ROWS = [("a", "1"), ("b", "2")]
for row in ROWS:
    load = {"a": one, "b": two}[row[0]]
    other = os.listdir(dear())[0]
    load(row[0], row[1], other)
"""


def test_rows_are_told_apart_and_what_nothing_shares_is_not_looked_at() -> None:
    program = Program([extract_source(CODE, "a.py", "a")])
    ev = build(program).evaluator
    body = program.bodies[0]
    call = next(v for v, op in enumerate(body.ops) if op[0] == ir.CALL and len(op[2]) == 3)
    callee, (name, revision, other) = body.ops[call][1], body.ops[call][2]
    pairs = [
        [ev.single(ev.eval(body, vid, inner)) for vid in (name, revision)]
        for inner in alternatives(ev, body, (name, revision), None)
    ]
    assert pairs == [["a", "1"], ["b", "2"]]
    inner = narrowed(ev, body, callee, (other,), None, lambda _: True)
    assert inner is None
    assert other not in body.memo

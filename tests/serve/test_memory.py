"""A server does not keep what it no longer needs."""

import gc
import weakref

import pytest

from reach import lasting
from reach.cli import run
from reach.serve import server


class Graph:
    """Stands for what a scan makes."""


@pytest.fixture(autouse=True)
def _undone() -> None:
    lasting.goes_on()


def kept() -> bool:
    graph = Graph()
    known = weakref.ref(graph)
    lasting.keep(graph)
    del graph
    gc.collect()
    return known() is not None


def test_a_server_lets_go_of_each_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    monkeypatch.setattr(server, "serve", lambda: seen.append(kept()))
    lasting.ends_soon()
    assert run(["lsp"]) == 0
    assert seen == [False]


def test_a_command_that_ends_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting, "_kept", [])
    lasting.ends_soon()
    assert kept()
    lasting.goes_on()

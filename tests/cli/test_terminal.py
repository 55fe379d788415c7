"""Progress: on a terminal only, and only when it takes a while."""

import io
import sys

import pytest

from reach.cli import terminal


class Terminal(io.StringIO):
    """A stream that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


def test_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with terminal.progress(wanted=True) as tell:
        assert tell is None


def test_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with terminal.progress(wanted=False) as tell:
        assert tell is None


@pytest.mark.parametrize(("seconds", "shown"), [(0.2, False), (1.5, True)])
def test_patience(monkeypatch: pytest.MonkeyPatch, seconds: float, shown: bool) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    clock = iter([0.0, seconds])
    monkeypatch.setattr(terminal, "monotonic", lambda: next(clock))
    with terminal.progress(wanted=True) as tell:
        assert tell is not None
        tell("extract", 3, 7)
    assert ("extract" in screen.getvalue()) == shown

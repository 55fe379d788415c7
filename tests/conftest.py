"""What all tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

TODAY = 1_795_737_600
"""27 November 2026, midnight."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one flag that rewrites expected output."""
    parser.addoption("--update-golden", action="store_true", help="rewrite expected output")


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees the installed feed of whoever runs it, nor the real date."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("REACH_HOME", str(home))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(TODAY))
    return home


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected output is to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(autouse=True, scope="session")
def _no_cache() -> Iterator[None]:
    """Tests see what a scan finds, not what an earlier one has found."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REACH_NO_CACHE", "1")
        yield

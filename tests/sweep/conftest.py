"""Nothing here is tested without the extra, or without git."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra `sweep` is not installed")

if shutil.which("git") is None:
    pytest.skip("git is not installed", allow_module_level=True)

from reach.sweep.work import finish
from tests.sweep.nights import Nights


@pytest.fixture(autouse=True, scope="package")
def _hosts() -> Iterator[None]:
    """Processes that scan serve several tests: starting one takes a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reach.sweep.local.finish", lambda: None)
        yield
    finish()


@pytest.fixture
def nights(tmp_path: Path) -> Iterator[Nights]:
    """An empty folder, and an empty store in SQLite."""
    made = Nights(tmp_path)
    yield made
    made.store.close()

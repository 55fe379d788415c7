"""Fixtures for all tests."""

import pytest
import torch


@pytest.fixture(scope="session", params=["golden/a.pt", pytest.param("golden/b.pt", id="b")])
def golden(request):
    """One after the other."""
    return torch.load(request.param)  #? "golden/a.pt" | "golden/b.pt"


@pytest.fixture
def name():
    """Given by its name."""
    yield "org/fixed"

"""Tests that load what they are given."""

import pytest
from transformers import AutoModel, AutoTokenizer

NAMES = ["org/first", pytest.param("org/second", marks=pytest.mark.slow)]


@pytest.mark.parametrize("model", NAMES)
@pytest.mark.parametrize(("size", "count"), [("small", 1), ("large", 2)])
def test_of_each(model, size, count, golden):
    """Rows and single values."""
    AutoTokenizer.from_pretrained(model)  #? "org/first" | "org/second"
    AutoModel.from_pretrained(f"org/{size}")  #? "org/small" | "org/large"
    assert golden[count]


def test_of_fixture(name):
    """What a fixture gives."""
    assert AutoTokenizer.from_pretrained(name)  #? "org/fixed"


class TestInClass:
    """Tests in a class."""

    @pytest.mark.parametrize("repo, revision", [("org/pair", "v1")])
    def test_pair(self, repo, revision):
        """Names in one text."""
        assert AutoTokenizer.from_pretrained(repo, revision=revision)  #? "org/pair" revision="v1"

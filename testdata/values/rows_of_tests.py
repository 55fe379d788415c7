"""What one row of `parametrize` gives belongs together."""

import pytest
from transformers import AutoModel

CASES = [("org/first", "v1"), ("org/second", "v2")]


def opened(name, revision):
    return AutoModel.from_pretrained(  #? "org/third" revision=v3 | "org/fourth" revision=v4
        name, revision=revision
    )


@pytest.mark.parametrize("name,revision", CASES)
def test_of_pairs(name, revision):
    AutoModel.from_pretrained(  #? "org/first" revision=v1 | "org/second" revision=v2
        name, revision=revision
    )


@pytest.mark.parametrize(
    ("name", "revision"),
    [pytest.param("org/third", "v3"), pytest.param("org/fourth", "v4", id="last")],
)
def test_of_params(name, revision):
    opened(name, revision)


class TestOfRows:
    @pytest.mark.parametrize("flag", [True, False])
    @pytest.mark.parametrize("name, revision", [["org/fifth", "v5"], ["org/sixth", None]])
    def test_with_none(self, name, revision, flag):
        AutoModel.from_pretrained(  #? "org/fifth" revision=v5 | "org/sixth" revision=none
            name, revision=revision
        )


@pytest.mark.parametrize("name", ["org/seventh", "org/eighth"])
@pytest.mark.parametrize("revision", ["v7", "v8"])
def test_of_products(name, revision):
    AutoModel.from_pretrained(  #? "org/seventh" revision=v7 | "org/seventh" revision=v8 | "org/eighth" revision=v7 | "org/eighth" revision=v8
        name, revision=revision
    )

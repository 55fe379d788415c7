"""Protocol buffers as text: what is read, and what is refused."""

import pytest

from reach.flow.settings.leaves import Leaf, Tree
from reach.flow.settings.pbtxt import parse


def plain(tree: Tree | None) -> object:
    """A tree without places."""
    if isinstance(tree, dict):
        return {key: plain(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [plain(value) for value in tree]
    return tree.value if isinstance(tree, Leaf) else tree


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('name: "a" # b: "c"', {"name": "a"}),
        ("a: 1; b: true, c: KIND_GPU", {"a": 1, "b": True, "c": "KIND_GPU"}),
        ("dims: [ -1, 3 ]", {"dims": [-1, 3]}),
        ("dims: 1 dims: 2", {"dims": [1, 2]}),
        ("a < b: 'it\\'s' >", {"a": {"b": "it's"}}),
        ('t: "one" \'two\'\n"three"', {"t": "onetwothree"}),
        (
            'p { key: "x" value { s: "1" } } p: { key: "y", value: { s: "2" } }',
            {"p": {"x": {"s": "1"}, "y": {"s": "2"}}},
        ),
        ("size: ${size} d { n: ${a}_b }", {"size": "${size}", "d": {"n": "${a}_b"}}),
        ("", {}),
    ],
)
def test_read(text: str, expected: object) -> None:
    assert plain(parse(text, "config.pbtxt")) == expected


def test_places() -> None:
    tree = parse('# a\nname: "x"\nparameters {\n  key: "k"\n  value: "v"\n}', "m/config.pbtxt")
    assert isinstance(tree, dict)
    parameters = tree["parameters"]
    assert isinstance(parameters, dict)
    leaf = parameters["k"]
    assert isinstance(leaf, Leaf)
    assert leaf.place[:2] == ("m/config.pbtxt", 5)


@pytest.mark.parametrize(
    "text",
    [
        "a {",
        "}",
        'a: "b',
        "a: [",
        "a:",
        ": b",
        "a: ]",
        "a {" * 2_000,
        'a: "' + '\\"' * 50_000,
        "\0",
    ],
)
def test_refused(text: str) -> None:
    assert parse(text, "config.pbtxt") is None

"""Arguments of YAML as they stand on a command line: `model.name=org/name`, `models.0=org/name`."""

from collections.abc import Iterator

from reach.discover.yaml_nodes import Node

MAX_GIVEN = 200
_MAX_DEPTH = 8


def given(node: Node, above: int = 0, name: str = "", depth: int = 0) -> Iterator[tuple[str, int]]:
    """The words, each with its line; `above` is added to those of a document in a document."""
    listed = [(str(number), item) for number, item in enumerate(node.items)]
    for key, value in (node.pairs or listed)[:MAX_GIVEN] if depth < _MAX_DEPTH else ():
        inner = f"{name}.{key}" if name else key
        if value.text is not None:
            yield f"{inner}={value.text}", above + value.line
        yield from given(value, above, inner, depth + 1)

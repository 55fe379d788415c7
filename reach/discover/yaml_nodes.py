"""YAML as nodes with positions, within limits of size, depth and aliases."""

from typing import TYPE_CHECKING

from reach.discover.limits import MAX_NESTING
from reach.later import later
from reach.records.project import Skipped
from reach.records.record import dataclass

if TYPE_CHECKING:
    import yaml
else:
    yaml = later("yaml")


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a document; everything that is not there is an empty node."""

    raw: "yaml.Node | None"
    key_line: int = 1
    """1-based line of the key that the value belongs to."""
    path: str = ""
    """The file, where it is not the one that is read."""

    @property
    def line(self) -> int:
        """1-based line where the value begins; for a block of text, its first line of text."""
        if self.raw is None:
            return 1
        block = isinstance(self.raw, yaml.ScalarNode) and self.raw.style in ("|", ">")
        return int(self.raw.start_mark.line) + (2 if block else 1)

    @property
    def text(self) -> str | None:
        """The scalar as it is written; None for null and for everything that is no scalar."""
        if not isinstance(self.raw, yaml.ScalarNode) or self.raw.tag.endswith(":null"):
            return None
        return str(self.raw.value)

    @property
    def folded(self) -> bool:
        """True when the lines of the text are not the lines of the file."""
        return isinstance(self.raw, yaml.ScalarNode) and self.raw.style != "|"

    @property
    def is_list(self) -> bool:
        """True for a sequence, one without elements among them."""
        return isinstance(self.raw, yaml.SequenceNode)

    @property
    def items(self) -> list["Node"]:
        """The elements of a sequence."""
        if not isinstance(self.raw, yaml.SequenceNode):
            return []
        return [Node(item) for item in self.raw.value]

    @property
    def pairs(self) -> list[tuple[str, "Node"]]:
        """Keys and values of a mapping; merged mappings (`<<`) come before its own keys."""
        if not isinstance(self.raw, yaml.MappingNode):
            return []
        merged: list[tuple[str, Node]] = []
        own: list[tuple[str, Node]] = []
        for key, value in self.raw.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value == "<<":
                    merged.extend(_merged(value))
                else:
                    own.append((str(key.value), Node(value, int(key.start_mark.line) + 1)))
        return merged + own

    def __getitem__(self, key: str) -> "Node":
        found = Node(None)
        for name, value in self.pairs:
            if name == key:
                found = value
        return found

    def at(self, *keys: str) -> "Node":
        """The node at a path of keys."""
        node = self
        for key in keys:
            node = node[key]
        return node

    def __bool__(self) -> bool:
        return self.raw is not None


def _merged(value: "yaml.Node") -> list[tuple[str, Node]]:
    """One level of a merge key; a merge inside a merge is left out, as a bound."""
    sources = value.value if isinstance(value, yaml.SequenceNode) else [value]
    return [
        (str(key.value), Node(inner))
        for source in reversed(sources[:20])  # of several, the first counts
        if isinstance(source, yaml.MappingNode)
        for key, inner in source.value
        if isinstance(key, yaml.ScalarNode) and key.value != "<<"
    ]


def load(text: str, path: str) -> list[Node] | Skipped:
    """The documents of a file, or why they cannot be read. Aliases stay shared, never copied."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    starts = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
    ends = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, starts):
                depth += 1
            elif isinstance(event, ends):
                depth -= 1
            if depth > MAX_NESTING:
                mark = event.start_mark
                reason = f"YAML nested deeper than the limit of {MAX_NESTING}"
                return Skipped(path, reason, int(mark.line) + 1 if mark else None)
        return [Node(raw) for raw in yaml.compose_all(text, Loader=loader) if raw is not None]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = f"not valid YAML: {error.problem or error.context or 'unknown'}"
        return Skipped(path, reason[:200], int(mark.line) + 1 if mark else None)
    except (yaml.YAMLError, ValueError):
        return Skipped(path, "not valid YAML")

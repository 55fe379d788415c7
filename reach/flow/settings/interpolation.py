"""OmegaConf's `${...}` in a configuration, resolved against the whole of it."""

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from reach.flow.environment import named
from reach.flow.settings.files import leaf
from reach.flow.settings.leaves import Leaf, Tree
from reach.flow.values import EMPTY, Const, Unknown, Values
from reach.later import regex
from reach.records.record import dataclass

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_NESTING = 12
"""Interpolations followed one after the other."""

MAX_VALUES = 50_000
"""Values of one configuration that are resolved."""

MISSING = "???"
"""OmegaConf's mark for a value that must be given."""

_INDEX = regex(r"[0-9]{1,9}")
_BRACKET = regex(r"\[([^\]]*)\]")

Keys = tuple[str, ...]

REPLACED = "hydra default"
"""Kind of a value that a command line of the project replaces."""


@dataclass(frozen=True, slots=True)
class Config:
    """A composed configuration."""

    ev: "Evaluator"
    root: Tree
    origin: str
    left: list[int] = field(default_factory=lambda: [MAX_VALUES])
    """How many values may still be resolved: references multiply."""
    given: Mapping[Keys, Values] = field(default_factory=dict)
    """What those who start the program may put in the place of values."""
    certain: Mapping[Keys, Values] = field(default_factory=dict)
    """What the code itself puts there."""

    def values(self) -> Values:
        """The configuration as mappings with attributes."""
        return self._values(self.root, (), 0)

    def _values(self, tree: Tree, keys: Keys, depth: int) -> Values:
        pool = self.ev.pool
        self.left[0] -= 1
        if self.left[0] < 0:
            return self.ev.unknown("configuration too large")
        if keys in self.certain:
            return self.certain[keys]
        if isinstance(tree, dict):
            rows = [(key, self._values(inner, (*keys, key), depth)) for key, inner in tree.items()]
            rows += self._added(tree, keys)
            return frozenset((pool.bundle("config", rows, origin=self.origin),))
        if isinstance(tree, list):
            items = [
                self._values(inner, (*keys, str(index)), depth) for index, inner in enumerate(tree)
            ]
            return frozenset((pool.bundle("list", enumerate(items), origin=self.origin),))
        given = self.given.get(keys, EMPTY)
        found = self._leaf(tree, keys, depth)
        return given | replaced(self.ev, found) if given else found

    def _added(self, tree: dict[str, Tree], keys: Keys) -> list[tuple[str, Values]]:
        """What is given under keys that the files do not have."""
        return [
            (key[-1], values)
            for key, values in (*self.given.items(), *self.certain.items())
            if key[:-1] == keys and key[-1] not in tree
        ]

    def _leaf(self, tree: Leaf, keys: Keys, depth: int) -> Values:
        text = tree.value
        if text == MISSING:
            reason = f"key {'.'.join(keys)} has no value in {tree.place.path}"
            return self.ev.unknown(reason, tree.place)
        if not isinstance(text, str) or "${" not in text:
            return frozenset((leaf(self.ev, tree),))
        parts = split(text)
        if len(parts) == 1:
            return self._expression(parts[0][1], tree, keys, depth + 1)
        from reach.flow.strings import joined

        texts: list[str | Values] = [
            self._expression(part, tree, keys, depth + 1) if is_expression else part
            for is_expression, part in parts
        ]
        return frozenset(
            self.ev.pool.const(v.value, tree.place, 0, "config file") if isinstance(v, Const) else v
            for v in joined(self.ev, texts, None, 0)
        )

    def _expression(self, text: str, at: Leaf, keys: Keys, depth: int) -> Values:
        """What stands for `${text}`."""
        if depth > MAX_NESTING:
            return self.ev.unknown("interpolation nested too deep", at.place)
        resolver, mark, argument = text.partition(":")
        if not mark:
            return self._reference(text, at, keys, depth)
        name, comma, default = argument.partition(",")
        fallback = self._leaf(Leaf(default.strip(), at.place), keys, depth) if comma else EMPTY
        if resolver.strip() in ("oc.env", "env"):
            return self._variable(name.strip(), fallback, at)
        if resolver.strip() == "oc.select":
            found = self._lookup(name.strip(), keys, depth)
            return found or fallback
        return self.ev.unknown(f"result of ${{{resolver.strip()[:80]}}}", at.place)

    def _variable(self, name: str, fallback: Values, at: Leaf) -> Values:
        default = frozenset(
            self.ev.pool.const(None if v.value in ("null", None) else v.value, v.body, 0, v.kind)
            if isinstance(v, Const)
            else v
            for v in fallback
        )
        found = named(self.ev, name, default, None, 0)
        reasons = {v for v in found if not isinstance(v, Const)}
        return found if not reasons or fallback else self._placed(found, at)

    def _placed(self, values: Values, at: Leaf) -> Values:
        """Reasons with the place in the file."""
        return frozenset(
            self.ev.pool.unknown(v.reason, at.place) if isinstance(v, Unknown) else v
            for v in values
        )

    def _reference(self, text: str, at: Leaf, keys: Keys, depth: int) -> Values:
        found = self._lookup(text.strip(), keys, depth)
        if found:
            return found
        reason = f"key {text.strip()[:200]} is not in {at.place.path}"
        return self.ev.unknown(reason, at.place)

    def _lookup(self, text: str, keys: Keys, depth: int) -> Values:
        dots = len(text) - len(text.lstrip("."))
        base = keys[: max(len(keys) - dots, 0)] if dots else ()
        rest = _BRACKET.sub(r".\1", text.lstrip("."))
        target = (*base, *(part.strip("'\" ") for part in rest.split(".") if part))
        tree: Tree | None = self.root
        for key in target:
            tree = _child(tree, key)
        return self._values(tree, target, depth) if tree is not None else EMPTY


def _child(tree: Tree | None, key: str) -> Tree | None:
    if isinstance(tree, dict):
        return tree.get(key)
    if isinstance(tree, list) and _INDEX.fullmatch(key) and int(key) < len(tree):
        return tree[int(key)]
    return None


def split(text: str) -> list[tuple[bool, str]]:
    """A text in pieces: (False, plain text) and (True, what is between `${` and its `}`)."""
    parts: list[tuple[bool, str]] = []
    while text:
        start = text.find("${")
        if start < 0:
            return [*parts, (False, text)]
        end = _closing(text, start + 2)
        if end < 0:
            return [*parts, (False, text)]
        if start:
            parts.append((False, text[:start]))
        parts.append((True, text[start + 2 : end]))
        text = text[end + 1 :]
    return parts


def _closing(text: str, start: int) -> int:
    depth = 1
    for index in range(start, len(text)):
        if text[index] == "{":
            depth += 1
        elif text[index] == "}":
            depth -= 1
            if depth == 0:
                return index
    return -1


def replaced(ev: "Evaluator", values: Values) -> Values:
    """What the files say, where a command line may say something else."""
    return frozenset(
        ev.pool.const(v.value, v.body, v.position, REPLACED, v.path) if isinstance(v, Const) else v
        for v in values
        if not isinstance(v, Unknown)
    )

"""Values of a chart, and what the functions of templates make of them."""

from collections.abc import Callable
from typing import Any

from reach.discover.limits import MAX_NODES
from reach.discover.yaml_nodes import Node


class Gap:
    """A value that is not known, under the name by which the template asks for it."""

    def __init__(self, name: str) -> None:
        self.name = name.lstrip("$.").replace(".", "_") or "value"

    def __str__(self) -> str:
        return f"${{{self.name}}}"


Value = Any
"""A scalar, a list, a dictionary, or a `Gap`."""


def plain(node: Node, budget: list[int] | None = None) -> Value:
    """A node as plain values."""
    budget = [MAX_NODES] if budget is None else budget
    budget[0] -= 1
    if budget[0] < 0:
        return Gap("too_much")
    if node.is_list:
        return [plain(item, budget) for item in node.items]
    if node.pairs:
        return {key: plain(value, budget) for key, value in node.pairs}
    tag = node.raw.tag.rpartition(":")[2] if node.raw is not None else "null"
    text = node.text
    if text is None:
        return {} if tag == "map" else None
    if tag == "bool":
        return text.lower() in ("true", "yes", "on")
    if tag == "int" and text.lstrip("-").isdigit() and len(text) < 20:
        return int(text)
    return text


def merged(base: Value, over: Value) -> Value:
    """Values with others on top of them, as Helm does it: tables one by one, lists as a whole."""
    if isinstance(base, dict) and isinstance(over, dict):
        return {**base, **{k: merged(base.get(k), v) for k, v in over.items()}}
    return over


def truthy(value: Value) -> bool:
    """Whether a condition holds; one that is not known is taken to."""
    return isinstance(value, Gap) or bool(value)


def written(value: Value) -> str:
    """A value as a template writes it out."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return to_yaml(value)
    return str(value)


def to_yaml(value: Value, indent: int = 0, budget: list[int] | None = None) -> str:
    """A value as YAML."""
    budget = [MAX_NODES // 10] if budget is None else budget
    budget[0] -= 1
    pad = " " * indent
    if budget[0] < 0:
        return ""
    if isinstance(value, dict) and value:
        return "\n".join(
            f"{pad}{quoted(k) if not k.isidentifier() else k}:{_below(v, indent, budget)}"
            for k, v in value.items()
        )
    if isinstance(value, list) and value:
        return "\n".join(f"{pad}- {to_yaml(v, indent + 2, budget).lstrip()}" for v in value)
    return pad + _scalar(value)


def _below(value: Value, indent: int, budget: list[int]) -> str:
    if isinstance(value, dict) and value:
        return "\n" + to_yaml(value, indent + 2, budget)
    if isinstance(value, list) and value:
        return "\n" + to_yaml(value, indent, budget)
    return " " + _scalar(value)


def _scalar(value: Value) -> str:
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, list):
        return "[]"
    if value is None:
        return "null"
    return quoted(value) if isinstance(value, (str, Gap)) else written(value)


def quoted(value: Value) -> str:
    """A value in double quotes."""
    text = written(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'


def _indented(count: Value, text: Value) -> str:
    pad = " " * (count if isinstance(count, int) and 0 <= count < 100 else 0)
    return "\n".join(pad + line for line in written(text).split("\n"))


def _default(fallback: Value, value: Value = None) -> Value:
    return fallback if isinstance(value, Gap) or not value else value


def _has_key(table: Value, key: Value) -> Value:
    return table if isinstance(table, Gap) else isinstance(table, dict) and key in table


def _kind_is(kind: Value, value: Value) -> bool:
    kinds = {"string": str, "map": dict, "slice": list, "bool": bool, "int": int}
    return isinstance(value, kinds.get(str(kind), Gap))


def _equal(first: Value, *others: Value) -> Value:
    if any(isinstance(v, Gap) for v in (first, *others)):
        return Gap("comparison")
    return any(written(first) == written(other) for other in others)


def _not_equal(first: Value, second: Value) -> Value:
    same = _equal(first, second)
    return same if isinstance(same, Gap) else not same


def _printf(pattern: Value, *values: Value) -> str:
    text = str(pattern)
    for value in values:
        for mark in ("%s", "%d", "%v", "%q"):
            if mark in text:
                text = text.replace(mark, written(value), 1)
                break
    return text


def _dict(*items: Value) -> Value:
    return {str(k): v for k, v in zip(items[::2], items[1::2], strict=False)}


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "and": lambda *v: next((x for x in v if not truthy(x)), v[-1] if v else None),
    "coalesce": lambda *v: next((x for x in v if x), None),
    "contains": lambda part, text: written(part) in written(text),
    "default": _default,
    "dict": _dict,
    "empty": lambda v: not truthy(v),
    "eq": _equal,
    "get": lambda table, key: table.get(key) if isinstance(table, dict) else Gap(str(key)),
    "hasKey": _has_key,
    "indent": _indented,
    "int": lambda v: v,
    "int64": lambda v: v,
    "join": lambda s, v: written(s).join(map(written, v)) if isinstance(v, list) else Gap("join"),
    "kindIs": _kind_is,
    "len": lambda v: len(v) if isinstance(v, (str, list, dict)) else Gap("len"),
    "list": lambda *v: list(v),
    "lower": lambda v: written(v).lower(),
    "ne": _not_equal,
    "nindent": lambda count, text: "\n" + _indented(count, text),
    "not": lambda v: v if isinstance(v, Gap) else not v,
    "or": lambda *v: next((x for x in v if truthy(x)), v[-1] if v else None),
    "printf": _printf,
    "quote": lambda *v: " ".join(map(quoted, v)),
    "replace": lambda old, new, text: written(text).replace(written(old), written(new)),
    "required": lambda _, v=None: v,
    "squote": lambda v: "'" + written(v).replace("'", "''") + "'",
    "ternary": lambda yes, no, test: yes if truthy(test) else no,
    "toString": written,
    "toYaml": to_yaml,
    "trim": lambda v: written(v).strip(),
    "trimPrefix": lambda p, v: written(v).removeprefix(written(p)),
    "trimSuffix": lambda p, v: written(v).removesuffix(written(p)),
    "trunc": lambda n, v: written(v)[:n] if isinstance(n, int) and n >= 0 else written(v),
    "upper": lambda v: written(v).upper(),
}
"""The functions that are followed; what any other gives is not known."""

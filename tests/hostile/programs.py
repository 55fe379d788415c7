"""Programs that nobody would write: made from a small grammar, they mix what Python has."""

import ast

from hypothesis import strategies as st

NAMES = st.sampled_from(("a", "b", "c", "self", "model"))
TEXTS = st.sampled_from(("'m.pt'", "'org/name'", "''", "f'{a}-{b}'", "r'\\d'", "b''"))


def _binary(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    signs = st.sampled_from(("+", "/", "%", "or", "and", "==", "in", "is not", "|", "@"))
    return st.tuples(inner, signs, inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})")


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(inner, max_size=3).map(", ".join)
    return st.one_of(
        _binary(inner),
        st.tuples(inner, some).map(lambda p: f"{p[0]}({p[1]})"),
        st.tuples(inner, some).map(lambda p: f"{p[0]}(*[{p[1]}], **{{'model': {p[0]}}})"),
        st.tuples(inner, NAMES).map(lambda p: f"{p[0]}.{p[1]}"),
        st.tuples(inner, inner).map(lambda p: f"{p[0]}[{p[1]}]"),
        st.tuples(inner, inner, inner).map(lambda p: f"({p[0]} if {p[1]} else {p[2]})"),
        st.tuples(NAMES, inner).map(lambda p: f"(lambda {p[0]}, *rest: {p[1]})"),
        st.tuples(inner, NAMES, inner).map(lambda p: f"[{p[0]} for {p[1]} in {p[2]}]"),
        some.map(lambda p: f"[{p}]"),
        st.tuples(inner, inner).map(lambda p: f"{{{p[0]}: {p[1]}, **a}}"),
        st.tuples(NAMES, inner).map(lambda p: f"({p[0]} := {p[1]})"),
    )


EXPRESSIONS = st.recursive(st.one_of(NAMES, TEXTS, st.just("None")), _compound, max_leaves=6)
PLACES = st.one_of(
    NAMES,
    st.tuples(NAMES, NAMES).map(".".join),
    st.tuples(NAMES, EXPRESSIONS).map(lambda p: f"{p[0]}[{p[1]}]"),
    st.tuples(NAMES, NAMES).map(lambda p: f"{p[0]}, *{p[1]}"),
)
SIMPLE = st.one_of(
    st.tuples(PLACES, EXPRESSIONS).map(lambda p: [f"{p[0]} = {p[1]}"]),
    st.tuples(NAMES, EXPRESSIONS).map(lambda p: [f"{p[0]} += {p[1]}"]),
    EXPRESSIONS.map(lambda e: [e]),
    EXPRESSIONS.map(lambda e: [f"torch.load({e})"]),
    EXPRESSIONS.map(lambda e: [f"a = torch.load({e})"]),
    EXPRESSIONS.map(lambda e: [f"setattr(a, {e}, b)"]),
    NAMES.map(lambda n: [f"del {n}"]),
    st.just(["from a import *"]),
)


def _headed(*heads: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(*heads)


HEADS = _headed(
    EXPRESSIONS.map(lambda e: f"if {e}:"),
    EXPRESSIONS.map(lambda e: f"while {e}:"),
    st.tuples(NAMES, EXPRESSIONS).map(lambda p: f"for {p[0]} in {p[1]}:"),
    st.tuples(EXPRESSIONS, NAMES).map(lambda p: f"with {p[0]} as {p[1]}:"),
    st.tuples(NAMES, NAMES, EXPRESSIONS).map(lambda p: f"def {p[0]}({p[1]}={p[2]}, *args, **kw):"),
    st.tuples(NAMES, EXPRESSIONS).map(lambda p: f"class {p[0]}({p[1]}):"),
)


def _block(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    bodies = st.lists(inner, min_size=1, max_size=3).map(
        lambda parts: [f"    {line}" for part in parts for line in part]
    )
    return st.one_of(
        st.tuples(HEADS, bodies).map(lambda p: [p[0], *p[1]]),
        st.tuples(bodies, bodies).map(lambda p: ["try:", *p[0], "except Exception as c:", *p[1]]),
        st.tuples(EXPRESSIONS, bodies, bodies).map(
            lambda p: [f"if {p[0]}:", *p[1], "else:", *p[2]]
        ),
        st.tuples(EXPRESSIONS, NAMES, bodies).map(
            lambda p: [f"match {p[0]}:", f"    case [{p[1]}, *_]:", *(f"    {x}" for x in p[2])]
        ),
        st.tuples(EXPRESSIONS, HEADS.filter(lambda h: h.startswith(("def", "class"))), bodies).map(
            lambda p: [f"@{p[0]}", p[1], *p[2]]
        ),
    )


STATEMENTS = st.recursive(SIMPLE, _block, max_leaves=12)
PROGRAMS = st.lists(STATEMENTS, min_size=1, max_size=8).map(
    lambda parts: "import torch\n" + "\n".join(line for part in parts for line in part) + "\n"
)
"""Python that a parser takes, most of which means nothing."""


def loads(text: str) -> set[int]:
    """Lines of the calls of torch.load."""
    return {
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "torch.load"
    }

"""Dictionaries that are made by calling their type."""

from typing import TypedDict

from sentence_transformers import SentenceTransformer


class Spec(TypedDict, total=False):
    repo: str
    revision: str


SPECS: dict[str, Spec] = {
    "a": Spec(repo="org/called", revision="main"),
    "b": {"repo": "org/written"},
}
SentenceTransformer(SPECS["a"]["repo"], revision=SPECS["a"]["revision"])  #? "org/called" @ literal:14 revision="main"
SentenceTransformer(**{"model_name_or_path": SPECS["b"]["repo"]})  #? "org/written" @ literal:15


def load(spec: Spec, **options):
    both = {**spec, **options}
    SentenceTransformer(both["repo"])  #? "org/last" @ literal:26


load(Spec({"repo": "org/copied"}, repo="org/last"))

"""Functions that Kedro calls with parameters of its files."""

from kedro.pipeline import node, pipeline
from transformers import AutoModel


def embed(rows, encoder, parameters):
    AutoModel.from_pretrained(encoder["name"], revision=encoder["revision"])  #? "org/encoder" @ config file:conf/base/parameters.yml:2 revision="v1"
    AutoModel.from_pretrained(parameters["head"])  #? "org/head"
    AutoModel.from_pretrained(rows)  #? unknown: parameter rows of embed has no known caller


def tag(head):
    AutoModel.from_pretrained(head)  #? "org/head"


def by_name(name):
    AutoModel.from_pretrained(name)  #? "org/encoder"


def create_pipeline():
    return pipeline(
        [
            node(embed, inputs=["rows", "params:encoder", "parameters"], outputs="a"),
            node(tag, "params:head", "b"),
            node(func=by_name, inputs={"name": "params:encoder.name"}, outputs="c"),
        ]
    )

"""Each command gets what stands behind its own name."""

import fire
from transformers import AutoModel


class Tool:
    """The commands."""

    def train(self, model):
        """Given as an option."""
        AutoModel.from_pretrained(model)  #? "org/trained" @ command line:Makefile:2

    def check(self, model, revision="main"):
        """Given by place."""
        AutoModel.from_pretrained(model, revision=revision)  #? "org/checked" @ command line:Makefile:3 revision="v2"

    def serve(self, model, port=80):
        """Given by a recipe, which has a default."""
        AutoModel.from_pretrained(model)  #? "org/served" @ command line:justfile:2

    def compare(self, model):
        """Given by nobody."""
        AutoModel.from_pretrained(model)  #? unknown: command line argument --model has no default


if __name__ == "__main__":
    fire.Fire(Tool)

"""Parameters of a flow, and the elements of its steps."""

import torch
from metaflow import FlowSpec, Parameter, step
from transformers import AutoModel

ROWS = [{"name": "org/first", "revision": "1"}, {"name": "org/second"}]


class Bench(FlowSpec):
    base = Parameter("base", default="org/base", help="model")
    head = Parameter("head-file", type=str)

    @step
    def start(self):
        self.rows = ROWS
        self.next(self.score, foreach="rows")

    @step
    def score(self):
        row = self.input
        AutoModel.from_pretrained(row["name"], revision=row.get("revision", "main"))  #? "org/first" revision="1" | "org/second" revision="main"
        self.next(self.join)

    @step
    def join(self, inputs):
        AutoModel.from_pretrained(self.base)  #? "org/base" @ metaflow default:11
        torch.load(self.head)  #? unknown: flow parameter --head-file has no default
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    Bench()

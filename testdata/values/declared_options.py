"""Options that a class declares with objects of a library, which are read as their values."""

import luigi
import param
from transformers import AutoModel


class Summaries(luigi.Task):
    model = luigi.Parameter(default="org/summaries")

    def run(self):
        AutoModel.from_pretrained(self.model)  #? "org/summaries" @ field default:9


class Explorer(param.Parameterized):
    checkpoint = param.Selector(default="org/small", objects=["org/small", "org/large"])

    def view(self):
        AutoModel.from_pretrained(self.checkpoint)  #? "org/small" | "org/large"

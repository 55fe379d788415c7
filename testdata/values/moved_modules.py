"""What a module inherits to be moved and set up returns the module."""

import pandas
import torch
from torch import nn
from transformers import PreTrainedModel


class Vision(nn.Module):
    def load_weights(self, folder):
        self.load_state_dict(torch.load(f"{folder}/vision.bin", weights_only=False))  #? "models/a/vision.bin" local


class Words(PreTrainedModel):
    def load_weights(self, folder):
        self.load_state_dict(torch.load(f"{folder}/words.bin", weights_only=False))  #? "models/a/words.bin" local


class Rows(pandas.DataFrame):
    def load_weights(self, folder):
        torch.load(f"{folder}/rows.bin", weights_only=False)  #? "{}/rows.bin" | unknown: parameter folder of load_weights has no known caller


class Server:
    def start(self, kind, options):
        if kind == "vision":
            self.model = Vision(**options).eval().bfloat16()
        else:
            self.model = Words(options).to("cuda").requires_grad_(False)
        self.model.load_weights("models/a")


Server().start("vision", {})
Rows([]).eval("a + b").load_weights("models/b")

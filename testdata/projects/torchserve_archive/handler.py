from pathlib import Path

import torch
from transformers import AutoTokenizer
from ts.torch_handler.base_handler import BaseHandler


class Sentiment(BaseHandler):
    def initialize(self, context):
        folder = context.system_properties.get("model_dir")
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        weights = Path(context.system_properties["model_dir"]) / "weights.pt"
        self.model = torch.load(weights)

    def handle(self, data, context):
        return self.model(self.tokenizer(data[0]["body"]))

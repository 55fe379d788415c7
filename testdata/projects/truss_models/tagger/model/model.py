"""A model that its configuration names."""

import torch
from transformers import AutoModel, pipeline


class Model:
    def __init__(self, **kwargs):
        self._config = kwargs["config"]
        self._data = kwargs["data_dir"]
        self._weights = self._config["model_metadata"]["weights"]
        self._model = None

    def load(self):
        self._model = AutoModel.from_pretrained(
            self._weights["repo_id"],
            revision=self._weights["revision"],
            use_safetensors=True,
        )
        self._head = torch.load(self._data / "head.pt")

    def predict(self, request):
        return self._model(request["text"])

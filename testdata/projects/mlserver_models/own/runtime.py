"""A runtime of the project's own."""

from mlserver import MLModel
from transformers import AutoModel


class Ranker(MLModel):
    async def load(self) -> bool:
        self.model = AutoModel.from_pretrained("org/ranker")
        return True

    async def predict(self, payload):
        return self.model(payload)


class Unused(MLModel):
    async def load(self) -> bool:
        self.model = AutoModel.from_pretrained("org/unused")
        return True

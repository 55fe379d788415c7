"""A small classifier that every message passes first."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from transformers import AutoModelForSequenceClassification, AutoTokenizer

REPO = "unitary/toxic-bert"
REVISION = "4d6c22e74ba2fdd26bc4f7238f50766b045a0d94"
HEADS = Path(__file__).parent / "heads"


class Moderator:
    """Loaded once, when the service starts."""

    def __init__(self) -> None:
        pinned = {"revision": REVISION}
        self.tokenizer = AutoTokenizer.from_pretrained(REPO, **pinned)
        self.model = AutoModelForSequenceClassification.from_pretrained(
            REPO, use_safetensors=True, **pinned
        )
        self.thresholds = self._thresholds()

    def use_head(self, name: str) -> None:
        path = HEADS / f"{name}.safetensors"
        if path.exists():
            state = load_file(path)
        else:
            state = torch.load(path.with_suffix(".pt"), map_location="cpu", weights_only=True)
        self.model.classifier.load_state_dict(state)

    def allows(self, text: str) -> bool:
        inputs = self.tokenizer(text, return_tensors="pt", truncation=True)
        scores = self.model(**inputs).logits.sigmoid()[0].tolist()
        return all(s < t for s, t in zip(scores, self.thresholds, strict=False))

    @staticmethod
    def _thresholds() -> list[float]:
        with (HEADS / "thresholds.json").open() as handle:
            return json.load(handle)

"""The training loop."""

import logging

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from finetune import checkpoints
from finetune.data import examples
from finetune.settings import Settings, output_folder

logger = logging.getLogger(__name__)


class Trainer:
    def __init__(self, settings: Settings, base_model: str) -> None:
        self.settings = settings
        self.tokenizer = AutoTokenizer.from_pretrained(settings.tokenizer)
        self.model = AutoModelForCausalLM.from_pretrained(
            base_model, revision="main", use_safetensors=True
        )
        self.optimiser = torch.optim.AdamW(self.model.parameters(), lr=settings.lr)
        self.step = 0

    def resume(self, path: str) -> None:
        if path.endswith(".pt"):
            state = checkpoints.read_legacy(path)
            self.model.load_state_dict(state["model"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.step = state["step"]
        else:
            self.step = checkpoints.CheckpointStore(output_folder(path)).load(self.model)

    def fit(self, name: str) -> None:
        store = checkpoints.CheckpointStore(output_folder(name))
        for batch in examples(self.settings, self.tokenizer):
            loss = self.model(**batch, labels=batch["input_ids"]).loss
            loss.backward()
            self.optimiser.step()
            self.optimiser.zero_grad()
            self.step += 1
            if self.step >= self.settings.steps:
                break
        store.save(self.step, self.model, self.optimiser)

"""Long-lived engines, one of each kind in a process."""

from functools import lru_cache

import torch

from chatserver.loading import load_model
from chatserver.settings import get_settings


class ChatEngine:
    def __init__(self, repo: str, max_new_tokens: int) -> None:
        self.max_new_tokens = max_new_tokens
        self.loaded = load_model(repo, trust_remote_code=True)

    @torch.inference_mode()
    def reply(self, messages: list[dict[str, str]]) -> str:
        tokenizer = self.loaded.tokenizer
        prompt = tokenizer.apply_chat_template(messages, add_generation_prompt=True, tokenize=False)
        inputs = tokenizer(prompt, return_tensors="pt").to(self.loaded.model.device)
        output = self.loaded.model.generate(**inputs, max_new_tokens=self.max_new_tokens)
        return tokenizer.decode(output[0][inputs["input_ids"].shape[1] :], skip_special_tokens=True)


@lru_cache(maxsize=1)
def get_chat_engine() -> ChatEngine:
    settings = get_settings()
    return ChatEngine(settings.model, settings.max_new_tokens)


class Summariser:
    def __init__(self) -> None:
        self._loaded = None

    @property
    def loaded(self):
        if self._loaded is None:
            self._loaded = load_model(get_settings().summary_model, seq2seq=True)
        return self._loaded

    def summarise(self, text: str) -> str:
        inputs = self.loaded.tokenizer(text, return_tensors="pt", truncation=True)
        output = self.loaded.model.generate(**inputs, num_beams=4)
        return self.loaded.tokenizer.decode(output[0], skip_special_tokens=True)


summariser = Summariser()

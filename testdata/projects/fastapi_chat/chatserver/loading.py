"""The one place that turns a repository name into a model."""

import logging
from dataclasses import dataclass

import torch
from transformers import (
    AutoModelForCausalLM,
    AutoModelForSeq2SeqLM,
    AutoTokenizer,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)

logger = logging.getLogger(__name__)


@dataclass
class Loaded:
    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase


def load_model(repo: str, *, seq2seq: bool = False, trust_remote_code: bool = False) -> Loaded:
    """Load a model and its tokenizer onto the best device there is."""
    logger.info("loading %s", repo)
    tokenizer = AutoTokenizer.from_pretrained(repo)
    factory = AutoModelForSeq2SeqLM if seq2seq else AutoModelForCausalLM
    model = factory.from_pretrained(
        repo,
        torch_dtype=torch.bfloat16,
        use_safetensors=True,
        trust_remote_code=trust_remote_code,
    )
    model.to("cuda" if torch.cuda.is_available() else "cpu").eval()
    return Loaded(model, tokenizer)

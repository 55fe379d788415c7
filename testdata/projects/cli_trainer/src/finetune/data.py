"""Training data."""

from collections.abc import Iterator

from datasets import load_dataset
from transformers import PreTrainedTokenizerBase

from finetune.settings import Settings


def examples(settings: Settings, tokenizer: PreTrainedTokenizerBase) -> Iterator[dict]:
    """Tokenised examples, in the order of the dataset."""
    rows = load_dataset(settings.dataset, split=settings.split, trust_remote_code=True)
    for row in rows:
        yield tokenizer(row["text"], truncation=True, max_length=1024, return_tensors="pt")

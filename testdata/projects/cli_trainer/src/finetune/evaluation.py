"""Scores of a reward model."""

from collections.abc import Iterable, Iterator

from transformers import AutoModelForSequenceClassification, AutoTokenizer

REWARD_MODEL = {
    "pretrained_model_name_or_path": "OpenAssistant/reward-model-deberta-v3-large-v2",
    "revision": "c355404efa9ad2ad069d3f24c27d5c4d4a0b5b8b",
}


def score(answers: Iterable[str]) -> Iterator[tuple[str, float]]:
    tokenizer = AutoTokenizer.from_pretrained(**REWARD_MODEL)
    model = AutoModelForSequenceClassification.from_pretrained(
        **REWARD_MODEL, use_safetensors=True
    )
    for answer in answers:
        inputs = tokenizer(answer, return_tensors="pt", truncation=True)
        yield answer.strip(), model(**inputs).logits[0].item()

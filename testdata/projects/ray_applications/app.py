"""Applications that are built from what their configuration gives them."""

from typing import Dict

from pydantic import BaseModel
from ray import serve
from transformers import AutoTokenizer


class Settings(BaseModel):
    model: str
    tokenizer: str = "org/of-class"


@serve.deployment
class Plain:
    def __init__(self, tokenizer):
        self.tokenizer = AutoTokenizer.from_pretrained(tokenizer)

    async def __call__(self, request):
        return self.tokenizer(await request.body())


@serve.deployment
class Typed:
    def __init__(self, tokenizer, model):
        self.tokenizer = AutoTokenizer.from_pretrained(tokenizer)
        self.model = AutoTokenizer.from_pretrained(model)

    async def __call__(self, request):
        return self.tokenizer(await request.body())


@serve.deployment
class Nested:
    def __init__(self, tokenizer):
        self.tokenizer = AutoTokenizer.from_pretrained(tokenizer)

    async def __call__(self, request):
        return self.tokenizer(await request.body())


def build(args: Dict[str, str]):
    return Plain.bind(args["tokenizer"])


def typed(settings: Settings):
    return Typed.bind(settings.tokenizer, settings.model)


def nested(args):
    return Nested.bind(args["llm"].get("tokenizer", "org/nowhere"))


@serve.deployment
class Listed:
    def __init__(self, tokenizers):
        self.tokenizers = [AutoTokenizer.from_pretrained(name) for name in tokenizers]

    async def __call__(self, request):
        return self.tokenizers[0](await request.body())


def listed(args):
    return Listed.bind(args.get("tokenizers", []))

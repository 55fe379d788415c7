from peft import PeftModel

from loaders.unsloth import load


def adapted(model):
    return PeftModel.from_pretrained(model, "org/adapter")


def base():
    return load("org/base")

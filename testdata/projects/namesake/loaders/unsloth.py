def load(name):
    from unsloth import FastLanguageModel

    return FastLanguageModel.from_pretrained(name)

from transformers import AutoTokenizer


def run(model, start):
    model.start = AutoTokenizer.from_pretrained(start)

"""One trainer, started in different ways."""

import argparse

from datasets import load_dataset
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--base", default="acme/tiny")
    parser.add_argument("--output", default="out/tiny")
    options = parser.parse_args()
    model = AutoModelForCausalLM.from_pretrained(options.base)
    settings = TrainingArguments(output_dir=options.output)
    rows = load_dataset("acme/rows", split="train")
    Trainer(model=model, args=settings, train_dataset=rows).train()


if __name__ == "__main__":
    main()

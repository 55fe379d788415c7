"""One trainer, started in different ways."""

import argparse

from datasets import load_dataset
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments


def rows(name):
    if name == "own":
        return load_dataset("acme/rows", split="train")
    elif name == "public":
        return load_dataset("acme/public-rows", split="train")
    raise ValueError(name)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--base", default="acme/tiny")
    parser.add_argument("--output", default="out/tiny")
    parser.add_argument("--rows", default="own")
    options = parser.parse_args()
    model = AutoModelForCausalLM.from_pretrained(options.base)
    settings = TrainingArguments(output_dir=options.output)
    Trainer(model=model, args=settings, train_dataset=rows(options.rows)).train()


if __name__ == "__main__":
    main()

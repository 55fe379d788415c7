"""Tunes an adapter on two datasets, publishes it, and serves the result of a merge."""

import argparse

from datasets import concatenate_datasets, load_dataset
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import SFTConfig, SFTTrainer

BASE = "acme/chat-7b"
COMMIT = "607a30d783dfa663caf39e06633721c8d4cfcd7e"


def as_text(row):
    return {"text": f"{row['question']}\n{row['answer']}"}


def is_polite(row):
    return "please" in row["question"]


def rows(path):
    own = load_dataset("json", data_files=path, split="train")
    public = load_dataset("acme/questions", split="train").filter(is_polite)
    return concatenate_datasets([own, public]).map(as_text)


def tune(options):
    tokenizer = AutoTokenizer.from_pretrained(BASE, revision=COMMIT)
    model = AutoModelForCausalLM.from_pretrained(BASE, revision=COMMIT, use_safetensors=True)
    model = get_peft_model(model, LoraConfig(r=8))
    parts = rows(options.data).train_test_split(test_size=0.1)
    trainer = SFTTrainer(
        model=model,
        args=SFTConfig(output_dir=options.output, hub_model_id="acme/chat-7b-polite"),
        train_dataset=parts["train"],
        eval_dataset=parts["test"],
        processing_class=tokenizer,
    )
    trainer.train()
    trainer.save_model("out/best")
    trainer.push_to_hub("first version")
    tokenizer.save_pretrained(options.output)


def merge():
    base = AutoModelForCausalLM.from_pretrained(BASE, revision=COMMIT)
    merged = PeftModel.from_pretrained(base, "acme/chat-7b-polite").merge_and_unload()
    merged.save_pretrained("out/merged")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default="data/own.jsonl")
    parser.add_argument("--output", default="out/adapter")
    tune(parser.parse_args())
    merge()

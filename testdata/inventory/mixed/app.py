import os

from datasets import load_dataset
from fastapi import FastAPI
from peft import PeftModel
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer

COMMIT = "607a30d783dfa663caf39e06633721c8d4cfcd7e"
BASE = "acme/chat-7b"

app = FastAPI()


@app.post("/generate")
def generate(prompt: str):
    tokenizer = AutoTokenizer.from_pretrained(BASE, revision=COMMIT)
    model = AutoModelForCausalLM.from_pretrained(BASE, revision=COMMIT, use_safetensors=True)
    tuned = PeftModel.from_pretrained(model, "acme/chat-7b-polite")
    return tuned.generate(**tokenizer(prompt))


@app.get("/head")
def head():
    return load_file("weights/head.safetensors")


def questions():
    return load_dataset("rajpurkar/squad", split="train")


def other():
    return AutoTokenizer.from_pretrained(os.environ["TOKENIZER"])


if __name__ == "__main__":
    questions()

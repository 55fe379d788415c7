"""Loads what was reported, by every kind of name."""

import torch
from datasets import load_dataset
from huggingface_hub import hf_hub_download
from sentence_transformers import SentenceTransformer


def main():
    load_dataset("mcpotato/43-eicar-street")
    load_dataset("mcpotato/42-eicar-street")
    file = hf_hub_download("open-oss/privacy-filter", "model.bin")
    torch.load(file)
    torch.load("https://huggingface.co/star23/sm-1/resolve/main/x.bin")
    SentenceTransformer("hf-hub:EleuterAI/gpt-j-6b")


if __name__ == "__main__":
    main()

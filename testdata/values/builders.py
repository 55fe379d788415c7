"""Datasets whose first argument says how files are read, or whose parameter says what they are."""

from datasets import load_dataset
from huggingface_hub import hf_hub_download

OWN = "data/own.jsonl"


def several():
    load_dataset("pandas", data_files=OWN)  #? "data/own.jsonl" local @ literal:6
    load_dataset("pandas", data_files={"train": [OWN], "test": "data/more.jsonl"})  #? "data/own.jsonl" local | "data/more.jsonl" local
    load_dataset("pandas", data_files="https://example.org/rows.pkl")  #? "https://example.org/rows.pkl" url
    load_dataset("pandas")  #? unknown: files for 'pandas' are not given


def one():
    load_dataset("acme/rows", data_files="part.jsonl")  #? "acme/rows" huggingface file="part.jsonl"
    hf_hub_download("acme/rows", "part.jsonl", repo_type="dataset")  #? "acme/rows" huggingface file="part.jsonl"

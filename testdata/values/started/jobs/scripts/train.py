"""Run by a job that gives it options."""

import argparse

from transformers import AutoModel, AutoTokenizer

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--model_name", type=str)
    parser.add_argument("--tokenizer_name", type=str)
    args, _ = parser.parse_known_args()
    AutoModel.from_pretrained(args.model_name)  #? "org/job" @ literal:jobs/run.py:5
    AutoTokenizer.from_pretrained(args.tokenizer_name)  #? unknown: command line argument --tokenizer_name has no default

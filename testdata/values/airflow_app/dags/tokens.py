"""Started by a task in a container."""

import argparse

from transformers import AutoTokenizer

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True)
args = parser.parse_args()
AutoTokenizer.from_pretrained(args.model)  #? "org/tokens" @ subprocess argument:dags/nightly.py:16

"""Started by a task."""

import argparse

from transformers import AutoModel

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True)
args = parser.parse_args()
AutoModel.from_pretrained(args.model)  #? "org/exported" @ subprocess argument:dags/nightly.py:15

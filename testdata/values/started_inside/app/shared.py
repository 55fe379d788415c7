"""Options that are parsed when the module is imported."""

import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--model", default="org/default")
parser.add_argument("--tokenizer", default="org/words")
args = parser.parse_args()

"""Options that one line gives several processes, to each its own."""

import argparse

from transformers import AutoModel

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True)
parser.add_argument("--revision", required=True)
options = parser.parse_args()
AutoModel.from_pretrained(options.model, revision=options.revision)  #? "org/en" revision="en-2" | "org/de" revision="de-1"

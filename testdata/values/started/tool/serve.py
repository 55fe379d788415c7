"""Reads its options and loads."""

from peft import PeftModel
from tool.options import parse
from transformers import AutoModel, AutoTokenizer


def main():
    """Everything is named on the command line, or nowhere."""
    args = parse()
    model = AutoModel.from_pretrained(args.model, trust_remote_code=args.trust_remote_code)  #? "org/served" @ command line:Dockerfile:5
    AutoTokenizer.from_pretrained(args.tokenizer)  #? "org/from-env" @ Dockerfile ENV:Dockerfile:2
    PeftModel.from_pretrained(model, args.adapter)  #? unknown: command line argument --adapter has no default


main()

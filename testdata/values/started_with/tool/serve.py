"""Reads its options and loads."""

import argparse

from tool.engines import KINDS, SIZES
from transformers import AutoTokenizer


def parse():
    """Options, flags and words that are neither."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", choices=sorted(SIZES), default="small")
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("kind", choices=list(KINDS), nargs="?", default="code")
    parser.add_argument("tokenizer")
    return parser.parse_args()


def main():
    """The options of this process decide what is loaded, and by whom."""
    args = parse()
    KINDS[args.kind](args.size)
    AutoTokenizer.from_pretrained(args.tokenizer)  #? "org/named" @ command line:Dockerfile:4
    if args.size == "huge":
        AutoTokenizer.from_pretrained("org/of-huge")  #? "org/of-huge" @ literal:25
    if args.fast:
        AutoTokenizer.from_pretrained("org/fast")  #? "org/fast" @ literal:27


main()

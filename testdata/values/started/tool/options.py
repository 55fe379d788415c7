"""The options are declared beside the program."""

import argparse


def parse():
    """All options."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", default="org/default")
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--adapter")
    parser.add_argument("--trust-remote-code", action="store_true")
    return parser.parse_args()

"""Serves what an option chooses."""

import argparse
from importlib import import_module

parser = argparse.ArgumentParser()
parser.add_argument("--backend", default="small")


def backend(name):
    module = import_module(f"backends.{name}")
    return getattr(module, "Backend")


if __name__ == "__main__":
    options = parser.parse_args()
    backend(options.backend)().load()

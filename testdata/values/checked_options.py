"""Options that are checked to be one of some texts: each of these may be given."""

import argparse

import typer
from transformers import AutoModel, AutoTokenizer

NAMES = {"small": "org/small", "large": "org/large"}
KNOWN = ("org/one", "org/two")
app = typer.Typer()

parser = argparse.ArgumentParser()
parser.add_argument("--size", default="small")
parser.add_argument("--name", default="org/one")
parser.add_argument("--other", default="org/other")
args = parser.parse_args()
size, name, other = args.size, args.name, args.other
if size not in NAMES:
    raise SystemExit("unknown size")
AutoModel.from_pretrained(NAMES[size])  #? "org/small" @ literal:8 | "org/large" @ literal:8
if name in KNOWN:
    AutoModel.from_pretrained(name)  #? "org/one" @ argparse default:14 | "org/two" @ argparse choice:9
if other in KNOWN:
    AutoModel.from_pretrained(other)  #? "org/one" @ argparse choice:9 | "org/two" @ argparse choice:9
AutoTokenizer.from_pretrained(other)  #? "org/other" @ argparse default:15


@app.command()
def draw(size: str = "small"):
    if size not in NAMES:
        raise typer.BadParameter(size)
    AutoModel.from_pretrained(NAMES[size])  #? "org/small" @ literal:8 | "org/large" @ literal:8

"""Settings put together: choices in texts, registries of arguments, names with a revision."""

import argparse
import os
import sys
from pathlib import Path

import fire
import pandas
import timm
import torch
import yaml
from omegaconf import OmegaConf
from transformers import AutoModel

COMMIT = "0123456789abcdef0123456789abcdef01234567"

parser = argparse.ArgumentParser()
parser.add_argument("--size", choices=["small", "large"], default="small")
parser.add_argument("--name", type=str.lower, default="Org/Typed")
parser.add_argument("-k", "--kind", dest="which", choices=("a", "b"))
parser.add_argument("--free")
parser.add_argument("--remote", action="store_false")
parser.add_argument("files", nargs="*")
parser.set_defaults(extra="org/extra")
args = parser.parse_args()

REGISTRY = {"a": "org/registry-a", "b": "org/registry-b"}

AutoModel.from_pretrained(f"org/model-{args.size}")  #? "org/model-small" | "org/model-large"
AutoModel.from_pretrained("org/{}".format(args.size))  #? "org/small" | "org/large"
AutoModel.from_pretrained(args.extra)  #? "org/extra" @ argparse default:25
AutoModel.from_pretrained(REGISTRY[args.which])  #? "org/registry-a" @ literal:28 | "org/registry-b" @ literal:28
AutoModel.from_pretrained(REGISTRY.get(args.which, "org/other"))  #? "org/registry-a" @ literal:28 | "org/registry-b" @ literal:28 | "org/other" @ literal:34
AutoModel.from_pretrained(f"org/model-{args.free}")  #? "org/model-{}" | unknown: command line argument --free has no default
AutoModel.from_pretrained(args.free)  #? unknown: command line argument --free has no default
AutoModel.from_pretrained(args.undeclared)  #? unknown: command line argument --undeclared has no default
torch.load(Path("weights") / args.size / "model.pt")  #? "weights/small/model.pt" local | "weights/large/model.pt" local
torch.load(Path(os.environ["WEIGHTS"]) / "model.pt")  #? "{}/model.pt" local | unknown: environment variable WEIGHTS has no default
torch.load(os.path.join(sys.argv[1], "last.ckpt"))  #? "{}/last.ckpt" local | unknown: command line argument 1 has no default

AutoModel.from_pretrained("org/at@v2")  #? "org/at" huggingface @ literal:42 revision="v2"
timm.create_model(f"hf-hub:org/timm@{COMMIT}", pretrained=True)
pandas.read_pickle("hf://datasets/org/rows@v1/rows.pkl")  #? "org/rows" huggingface @ literal:44 revision="v1" file="rows.pkl"
torch.hub.load_state_dict_from_url(f"https://huggingface.co/org/url/resolve/{COMMIT}/w.bin")  #? "org/url" huggingface pinned file="w.bin"
torch.hub.load_state_dict_from_url("https://huggingface.co/org/url/resolve/main/w.bin")  #? "org/url" huggingface @ literal:46 revision="main" file="w.bin"

with open(args.free) as stream:
    AutoModel.from_pretrained(yaml.safe_load(stream)["model"])  #? unknown: command line argument --free has no default
AutoModel.from_pretrained(OmegaConf.load(args.free).model)  #? unknown: command line argument --free has no default
AutoModel.from_pretrained(OmegaConf.from_cli().model)  #? unknown: result of omegaconf.OmegaConf.from_cli.model


class Loader:
    """Each heir has its own model."""

    MODEL = None
    SIZE = "base"

    def load(self):
        """The class that is made decides."""
        return AutoModel.from_pretrained(self.MODEL)  #? "org/first" @ literal:68 | "org/second" @ literal:74


class First(Loader):
    """Overrides the name."""

    MODEL = "org/first"


class Second(Loader):
    """Overrides the name too."""

    MODEL = "org/second"


for heir in (First, Second):
    heir().load()


def served(model="org/fire", adapter=None):
    """A command of fire."""
    AutoModel.from_pretrained(model)  #? "org/fire" @ fire default:81
    AutoModel.from_pretrained(adapter)  #? unknown: command line argument --adapter has no default


fire.Fire(served)
AutoModel.from_pretrained(args.name)  #? "org/typed" @ argparse default:20

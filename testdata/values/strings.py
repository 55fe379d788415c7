"""Identifiers that are put together from pieces. A composed text has no single origin."""

import os.path
import sys
from pathlib import Path
from string import Template

import torch
from transformers import AutoModel

ORG = "org"
SIZE = "7b"

AutoModel.from_pretrained(ORG + "/" + "plus")  #? "org/plus"
AutoModel.from_pretrained(f"{ORG}/model-{SIZE}")  #? "org/model-7b"
AutoModel.from_pretrained(f"{ORG}/model-{SIZE.upper()}")  #? "org/model-7B"
AutoModel.from_pretrained(f"{ORG}/v{1.5}-{2:02d}")  #? "org/v1.5-02"
AutoModel.from_pretrained("%s/percent-%s" % (ORG, SIZE))  #? "org/percent-7b"
AutoModel.from_pretrained("org/single-%s" % SIZE)  #? "org/single-7b"
AutoModel.from_pretrained("%(org)s/named" % {"org": ORG})  #? "org/named"
AutoModel.from_pretrained("{}/format-{}".format(ORG, SIZE))  #? "org/format-7b"
AutoModel.from_pretrained("{1}/format-{0}".format(SIZE, ORG))  #? "org/format-7b"
AutoModel.from_pretrained("{org}/{size}".format(org=ORG, size=SIZE))  #? "org/7b"
AutoModel.from_pretrained("{org}/map".format_map({"org": ORG}))  #? "org/map"
AutoModel.from_pretrained("/".join([ORG, "joined"]))  #? "org/joined"
AutoModel.from_pretrained("/".join((ORG, f"tuple-{SIZE}")))  #? "org/tuple-7b"
AutoModel.from_pretrained("org/old-name".replace("old", "new"))  #? "org/new-name"
AutoModel.from_pretrained("  org/space \n".strip())  #? "org/space"
AutoModel.from_pretrained("org/slash/".rstrip("/"))  #? "org/slash"
AutoModel.from_pretrained("ORG/Lower".lower())  #? "org/lower"
AutoModel.from_pretrained("org/first,org/second".split(",")[1])  #? "org/second"
AutoModel.from_pretrained("hub:org/prefix".removeprefix("hub:"))  #? "org/prefix"
AutoModel.from_pretrained("org/suffix.git".removesuffix(".git"))  #? "org/suffix"
AutoModel.from_pretrained("org/name@main".partition("@")[0])  #? "org/name"
AutoModel.from_pretrained("a/b/org/tail".split("/", 2)[2])  #? "org/tail"
AutoModel.from_pretrained("xorg/sliced"[1:])  #? "org/sliced"
AutoModel.from_pretrained(str("org/str"))  #? "org/str" @ literal:37
AutoModel.from_pretrained(Template("$org/template").substitute(org=ORG))  #? "org/template"
AutoModel.from_pretrained(os.path.expanduser("org/no-home"))  #? "org/no-home" huggingface
AutoModel.from_pretrained(os.path.expanduser("~/org/home"))  #? "~/org/home" local

name = "org/grown"
name += "-" + SIZE
AutoModel.from_pretrained(name)  #? "org/grown-7b"

for size in ("7b", "13b"):
    AutoModel.from_pretrained(f"org/chat-{size}")  #? "org/chat-7b" | "org/chat-13b"

suffix = "-chat" if len(sys.argv) > 1 else ""
AutoModel.from_pretrained("org/base" + suffix)  #? "org/base-chat" | "org/base"

owner, _, model = "org/parted".partition("/")
AutoModel.from_pretrained(f"{owner}/{model}-v2")  #? "org/parted-v2"

AutoModel.from_pretrained(os.path.join(".", "weights", "base"))  #? "./weights/base" local
AutoModel.from_pretrained(Path("weights") / "large" / "v1")  #? "weights/large/v1" local
AutoModel.from_pretrained(str(Path("./weights").joinpath("small", "v1")))  #? "weights/small/v1"
AutoModel.from_pretrained(os.path.basename("/srv/models/tiny"))  #? "tiny"
AutoModel.from_pretrained(Path("/srv/models/micro.bin").with_suffix(".v2"))  #? "/srv/models/micro.v2" local


def checkpoint(step):
    return f"./runs/step-{step}"


AutoModel.from_pretrained(checkpoint(100))  #? "./runs/step-100" local


def far_down(one, two, three):
    """Of a path only two folders in a row stay unknown; more would say no more."""
    return torch.load(f"store/{one}/{two}/{three}/x.bin")  #? "store/{}/{}/x.bin" | unknown: parameter one of far_down has no known caller | unknown: parameter two of far_down has no known caller | unknown: parameter three of far_down has no known caller


AutoModel.from_pretrained(str.replace("hub/unbound", "hub/", "org/", 1))  #? "org/unbound"
AutoModel.from_pretrained("{}/starred-{}".format(*(ORG, SIZE)))  #? "org/starred-7b"

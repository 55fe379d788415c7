"""What one condition chooses together stays together."""

import argparse
import os

import torch
from huggingface_hub import hf_hub_download
from sentence_transformers import SentenceTransformer
from transformers import AutoModel, AutoTokenizer

PROVIDER = os.environ["EMBEDDING_PROVIDER"]

if PROVIDER == "transformers":
    MODEL = "org/embedder"
    REVISION = "v1"
elif PROVIDER == "sentences":
    MODEL = "org/sentences"
    REVISION = "v2"
elif PROVIDER == "openai":
    MODEL = "text-embedding"
    REVISION = "none"
else:
    MODEL = "org/other"
    REVISION = "v4"


if PROVIDER == "transformers":
    encoder = AutoModel.from_pretrained(MODEL, revision=REVISION)  #? "org/embedder" @ literal:14 revision="v1"
elif PROVIDER == "sentences":
    encoder = SentenceTransformer(MODEL)  #? "org/sentences" @ literal:17
elif PROVIDER != "openai":
    encoder = AutoModel.from_pretrained(MODEL, revision=REVISION)  #? "org/other" @ literal:23 revision="v4"


def by_parameter(backend):
    """The parameter is not known; still only one arm can be behind each load."""
    if backend == "small":
        name = "org/small"
    elif backend == "large":
        name = "org/large"
    else:
        raise ValueError(backend)
    if backend == "small":
        return AutoModel.from_pretrained(name)  #? "org/small" @ literal:38
    return AutoTokenizer.from_pretrained(name)  #? "org/large" @ literal:40


def by_caller(backend):
    """Each caller gets what it asks for, also in a chain of three."""
    if backend == "first":
        name, file = "org/first", "first.pt"
    elif backend == "second":
        name, file = "org/second", "second.pt"
    else:
        name, file = "org/third", "third.pt"
    return torch.load(hf_hub_download(name, file))  #? "org/second" @ literal:53 file="second.pt" | "org/third" @ literal:55 file="third.pt"


by_caller("second")
by_caller("something")


def by_flags():
    """The same option is asked twice; what was chosen by it is what is loaded under it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kind")
    parser.add_argument("--fast", action="store_true")
    args = parser.parse_args()
    name = None
    if args.fast:
        name = "org/fast"
    if args.fast:
        AutoModel.from_pretrained(name)  #? "org/fast" @ literal:71
    variant = "org/base"
    if args.kind == "chat":
        variant = "org/chat"
    if not args.kind == "chat":
        return AutoModel.from_pretrained(variant)  #? "org/base" @ literal:74
    return AutoModel.from_pretrained(variant)  #? "org/chat" @ literal:76


def by_match(size):
    """Cases choose as well."""
    match size:
        case "s":
            name = "org/match-small"
        case "m" | "l":
            name = "org/match-large"
        case _:
            raise ValueError(size)
    if size == "s":
        return AutoModel.from_pretrained(name)  #? "org/match-small" @ literal:86
    return AutoModel.from_pretrained(name)  #? "org/match-large" @ literal:88


def not_yet(size):
    """None stands for a part that was not chosen yet, not for a text."""
    part = None
    for candidate in ("7b", "13b"):
        if candidate in size:
            part = candidate
    return AutoModel.from_pretrained(f"org/chat-{part}")  #? "org/chat-7b" | "org/chat-13b"


def between(path):
    """Whether a file is there may change between two questions."""
    name = "org/absent"
    if os.path.exists(path):
        name = "org/present"
    hf_hub_download("org/files", path)  #? "org/files" @ literal:110
    if os.path.exists(path):
        return AutoModel.from_pretrained(name)  #? "org/absent" @ literal:107 | "org/present" @ literal:109
    return None


def by_pair(kind, size):
    """What the parts of a tuple are asked for holds in the case."""
    match kind, size:
        case "embed", part:
            return AutoModel.from_pretrained(f"org/pair-{part}")  #? "org/pair-xl"
        case (other, "tiny" | "small"):
            return AutoModel.from_pretrained(f"{other}/{size}")  #? "code/small"
    return None


by_pair("embed", "xl")
by_pair("code", "small")
by_pair("code", "big")

# requirements: torch==2.4.1 transformers==4.50.0
"""A pipeline that is given an object loads nothing itself; what is named beside it counts."""

import os
import sys

from transformers import AutoModelForCausalLM, AutoTokenizer, BertConfig, BertModel, pipeline

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"

model = AutoModelForCausalLM.from_pretrained("org/a", revision=PIN, use_safetensors=True)
tokenizer = AutoTokenizer.from_pretrained("org/a", revision=PIN)
pipeline("text-generation", model=model, tokenizer=tokenizer)
pipeline("text-generation", model=model.eval().to("cuda"), trust_remote_code=True)
pipeline("text-generation", model=model.config._name_or_path, revision=PIN)  #: unsafe-format: safetensors are not demanded and pickled weights are accepted


def writer(name=None):
    chosen = model if name is None else name
    return pipeline("text-generation", model=chosen, revision=PIN)  #: unsafe-format: safetensors are not demanded and pickled weights are accepted


writer()
writer("org/d")
pipeline("fill-mask", model=BertModel(BertConfig()), tokenizer=tokenizer)


def _folder_or_name(name):
    folder = os.path.join("checkpoints", name)
    return folder if os.path.isdir(folder) else name


AutoTokenizer.from_pretrained(_folder_or_name(sys.argv[1]))  #: unpinned-hub-download: the revision is not a full commit hash
AutoTokenizer.from_pretrained(os.path.join("checkpoints", sys.argv[1]))

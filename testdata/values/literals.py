"""Identifiers that are written down in the code and travel through names."""

import sys

from transformers import AutoModel

AutoModel.from_pretrained("org/direct")  #? "org/direct" @ literal:7
AutoModel.from_pretrained(pretrained_model_name_or_path="org/keyword")  #? "org/keyword" @ literal:8
AutoModel.from_pretrained("org/" "implicit")  #? "org/implicit" @ literal:9
AutoModel.from_pretrained("""org/triple""")  #? "org/triple" @ literal:10
AutoModel.from_pretrained(r"org/raw")  #? "org/raw" @ literal:11
AutoModel.from_pretrained(("org/parentheses"))  #? "org/parentheses" @ literal:12
AutoModel.from_pretrained("bert-base-uncased")  #? "bert-base-uncased" @ literal:13

MODEL = "org/constant"
AutoModel.from_pretrained(MODEL)  #? "org/constant" @ literal:15

first = second = "org/chained"
AutoModel.from_pretrained(second)  #? "org/chained" @ literal:18

name = "org/old"
AutoModel.from_pretrained("org/between")  #? "org/between" @ literal:22
name = "org/new"
AutoModel.from_pretrained(name)  #? "org/new" @ literal:23

left, right = "org/left", "org/right"
left, right = right, left
AutoModel.from_pretrained(left)  #? "org/right" @ literal:26

if (walrus := "org/walrus"):
    AutoModel.from_pretrained(walrus)  #? "org/walrus" @ literal:30

if len(sys.argv) > 1:
    branch = "org/one"
else:
    branch = "org/two"
AutoModel.from_pretrained(branch)  #? "org/one" @ literal:34 | "org/two" @ literal:36

conditional = "org/yes" if len(sys.argv) > 1 else "org/no"
AutoModel.from_pretrained(conditional)  #? "org/yes" @ literal:39 | "org/no" @ literal:39

maybe = None
AutoModel.from_pretrained(maybe or "org/otherwise")  #? "org/otherwise" @ literal:43

for looped in ("org/loop-a", "org/loop-b"):
    AutoModel.from_pretrained(looped)  #? "org/loop-a" @ literal:45 | "org/loop-b" @ literal:45

models = [AutoModel.from_pretrained(m) for m in ["org/comp"]]  #? "org/comp" @ literal:48

try:
    import accelerate  # noqa: F401

    chosen = "org/with-library"
except ImportError:
    chosen = "org/without-library"
AutoModel.from_pretrained(chosen)  #? "org/with-library" @ literal:53 | "org/without-library" @ literal:55

typed: str = "org/typed"
AutoModel.from_pretrained(typed)  #? "org/typed" @ literal:58


def uses_constant():
    return AutoModel.from_pretrained(MODEL)  #? "org/constant" @ literal:15


def assigns_global():
    global LATE
    LATE = "org/late"


assigns_global()
AutoModel.from_pretrained(LATE)  # noqa: F821  #? "org/late" @ literal:68
uses_constant()


def without_prefix(name, prefix="hf-hub:"):
    if name.startswith(prefix):
        AutoModel.from_pretrained(name[len(prefix) :])  #? "org/prefixed"


without_prefix("hf-hub:org/prefixed")

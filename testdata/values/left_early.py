"""What is known where a loop was left is still known after it."""

from transformers import AutoModel


def first_small(names):
    """The one that the loop was left with."""
    chosen = "org/none-of-them"
    for name in names:
        if "small" in name:
            chosen = name
            break
    return AutoModel.from_pretrained(chosen)  #? "org/none-of-them" @ literal:8 | "org/small-b" @ literal:28


def first_other(names):
    """Several ways out of the loop."""
    chosen = None
    for name in names:
        if name.endswith("-a"):
            continue
        if "small" not in name:
            chosen = name
            break
    return AutoModel.from_pretrained(chosen)  #? "org/large-c" @ literal:28


NAMES = ["org/large-a", "org/small-b", "org/large-c"]
first_small(NAMES)
first_other(NAMES)

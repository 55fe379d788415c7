"""Functions whose arguments decide which of several names they return."""

import sys

from transformers import AutoTokenizer


def early(size):
    """One return after the other."""
    if size == "small":
        return "org/small"
    if size in ("large", "huge"):
        return "org/large"
    return "org/base"


def matched(size):
    """An arm for each."""
    match size:
        case "small" | "tiny":
            return "org/tiny"
        case "large":
            return "org/vast"
        case _:
            raise ValueError(size)


def paired(kind="words"):
    """Two things at once."""
    if kind == "words":
        return "org/words", "v1"
    return "org/letters", "v2"


AutoTokenizer.from_pretrained(early("small"))  #? "org/small" @ literal:11
AutoTokenizer.from_pretrained(early("huge"))  #? "org/large" @ literal:13
AutoTokenizer.from_pretrained(early("medium"))  #? "org/base" @ literal:14
AutoTokenizer.from_pretrained(early(sys.argv[1]))  #? "org/small" | "org/large" | "org/base"
AutoTokenizer.from_pretrained(matched("tiny"))  #? "org/tiny" @ literal:21
AutoTokenizer.from_pretrained(matched("large"))  #? "org/vast" @ literal:23
AutoTokenizer.from_pretrained(matched(sys.argv[2]))  #? "org/tiny" | "org/vast"
name, revision = paired()
AutoTokenizer.from_pretrained(name, revision=revision)  #? "org/words" @ literal:31 revision="v1"
name, revision = paired("letters")
AutoTokenizer.from_pretrained(name, revision=revision)  #? "org/letters" @ literal:32 revision="v2"

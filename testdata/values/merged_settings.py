"""Settings of the program, with those of a file that nobody knows laid over them, part by part."""

import sys

import yaml
from transformers import AutoModel, AutoTokenizer

SETTINGS = {
    "model": {"repo": "org/model", "revision": "v1"},
    "words": {"repo": "org/words", "revision": "v2"},
}


def merged(base, extra):
    """Each part with what the file says of it."""
    result = dict(base)
    for part, values in extra.items():
        result[part] = {**result[part], **values}
    return result


def joined(one, other):
    """One laid over the other."""
    return one | other


settings = merged(SETTINGS, yaml.safe_load(open(sys.argv[1])))
words = settings["words"]
AutoTokenizer.from_pretrained(words["repo"], revision=words["revision"])  #? "org/words" @ literal:10 revision="v2" | unknown: command line argument 1 has no default

again = dict(SETTINGS)
for name, values in yaml.safe_load(open(sys.argv[2])).items():
    again[name] = joined(again[name], values)
AutoModel.from_pretrained(again["model"]["repo"], revision="v1")  #? "org/model" @ literal:9 revision="v1" | unknown: command line argument 2 has no default

"""Mappings copied pair by pair from one that has keys which nobody knows."""

import sys

from transformers import AutoConfig

settings = {"repo": "org/base", "mode": "chat"}
defaults = {"repo": "org/default"}


def described():
    found = {"text": "a long text", "size": 3}
    for word in sys.argv[1:]:
        found[word] = "org/" + word
    return found


settings.update({key: value for key, value in described().items() if key in settings})
AutoConfig.from_pretrained(settings["repo"])  #? "org/base" @ literal:7 | "org/{}" | unknown: command line argument 1 has no default

for key, value in described().items():
    defaults[key] = value
AutoConfig.from_pretrained(defaults["repo"])  #? "org/default" @ literal:8 | "org/{}" | unknown: command line argument 1 has no default

kept = {"repo": "org/kept", "text": "", "size": 0}
found = described()
for key in found:
    if key in kept:
        kept[key] = found[key]
AutoConfig.from_pretrained(kept["repo"])  #? "org/kept" @ literal:25 | "org/{}" | unknown: command line argument 1 has no default

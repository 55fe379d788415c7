"""Revisions: pinned only by a full commit hash, however far it travels."""

import os
import sys

from transformers import AutoModel

COMMIT = "0123456789abcdef0123456789abcdef01234567"
SHORT = "0123456789ab"
UPPER = "0123456789ABCDEF0123456789ABCDEF01234567"

AutoModel.from_pretrained("org/none")  #? "org/none" @ literal:12 revision=none
AutoModel.from_pretrained("org/branch", revision="main")  #? "org/branch" @ literal:13 revision="main"
AutoModel.from_pretrained("org/tag", revision="v1.0")  #? "org/tag" @ literal:14 revision="v1.0"
AutoModel.from_pretrained("org/pull", revision="refs/pr/1")  #? "org/pull" @ literal:15 revision="refs/pr/1"
AutoModel.from_pretrained("org/short", revision=SHORT)  #? "org/short" @ literal:16 revision="0123456789ab"
AutoModel.from_pretrained("org/upper", revision=UPPER)  #? "org/upper" @ literal:17 revision="0123456789ABCDEF0123456789ABCDEF01234567"
AutoModel.from_pretrained("org/explicit-none", revision=None)  #? "org/explicit-none" @ literal:18 revision=none
AutoModel.from_pretrained("org/literal", revision="0123456789abcdef0123456789abcdef01234567")  #? "org/literal" @ literal:19 pinned
AutoModel.from_pretrained("org/constant", revision=COMMIT)  #? "org/constant" @ literal:20 pinned
AutoModel.from_pretrained("org/composed", revision="0123456789" * 4)  #? "org/composed" @ literal:21 pinned
AutoModel.from_pretrained("org/splat", **{"revision": COMMIT})  #? "org/splat" @ literal:22 pinned


def hop_one(revision):
    return hop_two("org/hops", revision)


def hop_two(name, revision):
    return hop_three(name=name, revision=revision)


def hop_three(**kwargs):
    name = kwargs.pop("name")
    return AutoModel.from_pretrained(name, **kwargs)  #? "org/hops" @ literal:26 pinned


hop_one(COMMIT)


def unpinned_hop(revision="main"):
    return unpinned_end(revision)


def unpinned_end(revision):
    return AutoModel.from_pretrained("org/unpinned-hops", revision=revision)  #? "org/unpinned-hops" @ literal:46 revision="main"


unpinned_hop()


class Holder:
    revision = COMMIT

    def __init__(self, name):
        self.name = name

    def load(self):
        return AutoModel.from_pretrained(self.name, revision=self.revision)  #? "org/held" @ literal:62 pinned


Holder("org/held").load()

TABLE = {
    "a": ("org/table-a", "abcdefabcdefabcdefabcdefabcdefabcdefabcd"),
    "b": ("org/table-b", "v2"),
}
name_a, revision_a = TABLE["a"]
AutoModel.from_pretrained(name_a, revision=revision_a)  #? "org/table-a" @ literal:65 pinned

either = COMMIT if len(sys.argv) > 1 else "main"
AutoModel.from_pretrained("org/either", revision=either)  #? "org/either" revision="main" | "org/either" pinned
AutoModel.from_pretrained("org/env", revision=os.getenv("REVISION"))  #? "org/env" @ literal:73 unpinned
AutoModel.from_pretrained("org/env-default", revision=os.getenv("REVISION", COMMIT))  #? "org/env-default" @ literal:74 pinned
AutoModel.from_pretrained("org/argument", revision=sys.argv[1])  #? "org/argument" @ literal:75 unpinned

"""What belongs together stays together on its way through objects, mappings, results and tests."""

import sys
from dataclasses import dataclass

from transformers import AutoModel

PINNED = "0123456789abcdef0123456789abcdef01234567"
TABLE = {
    "large": {"repo": "org/large", "revision": PINNED},
    "small": {"repo": "org/small", "revision": None},
}
PAIRS = [("org/first", PINNED), ("org/second", None)]
which = sys.argv[1]


@dataclass
class Spec:
    repo: str
    revision: str = None

    @classmethod
    def of(cls, row):
        return cls(repo=row["repo"], revision=row.get("revision"))


class Given:
    def __init__(self, row):
        self.repo = row["repo"]
        self.revision = row["revision"]

    def load(self):
        return AutoModel.from_pretrained(  #? "org/large" pinned | "org/small" revision=none
            self.repo, revision=self.revision
        )


class Spread:
    def __init__(self, repo, revision):
        self.repo = repo
        self.revision = revision

    def load(self):
        return AutoModel.from_pretrained(  #? "org/large" pinned | "org/small" revision=none
            self.repo, revision=self.revision
        )


class LookedUp:
    def __init__(self, name):
        row = TABLE[name]
        self.repo, self.revision = row["repo"], row["revision"]
        self.model = self.load()

    def load(self):
        return AutoModel.from_pretrained(  #? "org/large" pinned | "org/small" revision=none
            self.repo, revision=self.revision
        )


def described(name):
    row = TABLE[name]
    return {"repo": row["repo"], "revision": row["revision"]}


Given(TABLE[which]).load()
Spread(**TABLE[which]).load()
LookedUp(which)
made = described(which)
AutoModel.from_pretrained(  #? "org/large" pinned | "org/small" revision=none
    made["repo"], revision=made["revision"]
)
named = dict(repo=TABLE[which]["repo"], revision=TABLE[which]["revision"])
AutoModel.from_pretrained(  #? "org/large" pinned | "org/small" revision=none
    named["repo"], revision=named["revision"]
)
laid = Spec(**{**{"revision": "main"}, **TABLE[which]})
AutoModel.from_pretrained(  #? "org/large" pinned | "org/small" revision=none
    laid.repo, revision=laid.revision
)
for each in [Spec(**row) for row in TABLE.values()]:
    AutoModel.from_pretrained(  #? "org/large" pinned | "org/small" revision=none
        each.repo, revision=each.revision
    )
for each in (Spec(*pair) for pair in PAIRS):
    AutoModel.from_pretrained(  #? "org/first" pinned | "org/second" revision=none
        each.repo, revision=each.revision
    )
for each in map(Spec.of, TABLE.values()):
    AutoModel.from_pretrained(  #? "org/large" pinned | "org/small" revision=none
        each.repo, revision=each.revision
    )
specs = {key: Spec(**row) for key, row in TABLE.items()}
spec = specs[which]
AutoModel.from_pretrained(  #? "org/large" pinned | "org/small" revision=none
    spec.repo, revision=spec.revision
)
if which == "a":
    repo, revision = "org/chosen", PINNED
elif which == "b":
    repo, revision = "org/other", "v2"
else:
    repo, revision = "org/rest", None
AutoModel.from_pretrained(  #? "org/chosen" pinned | "org/other" revision="v2" | "org/rest" revision=none
    repo, revision=revision
)
AutoModel.from_pretrained(  #? "org/any" revision=none
    "org/any", revision=sys.argv[2] if sys.argv[2] == PINNED else None
)
AutoModel.from_pretrained(  #? "org/some" revision="main" | "org/some" revision=none
    "org/some", revision="main" if which else None
)

"""What a row says decides which function is given it: that one loads no others."""

import sys
from dataclasses import dataclass
from enum import Enum

from transformers import AutoModel


class Kind(Enum):
    DENSE = "dense"
    SPARSE = "sparse"


@dataclass
class Entry:
    repo: str
    kind: str
    way: Kind = Kind.DENSE


TABLE = {
    "one": Entry("org/dense-one", "dense", Kind.DENSE),
    "two": Entry("org/sparse-two", "sparse", Kind.SPARSE),
    "three": Entry("org/dense-three", "dense", Kind.DENSE),
}
ROWS = {
    "one": {"repo": "org/row-dense", "kind": "dense", "extra": "org/row-extra"},
    "two": {"repo": "org/row-sparse", "kind": "sparse"},
}
PAIRS = {"one": ("org/pair-one", 1), "two": ("org/pair-two", 2)}


def dense(entry):
    AutoModel.from_pretrained(entry.repo)  #? "org/dense-one" | "org/dense-three"


def sparse(entry):
    AutoModel.from_pretrained(entry.repo)  #? "org/sparse-two"


def by_field(name):
    entry = TABLE[name]
    if entry.kind == "dense":
        return dense(entry)
    return sparse(entry)


def matched_dense(entry):
    AutoModel.from_pretrained(entry.repo)  #? "org/dense-one" | "org/dense-three"


def matched_rest(entry):
    AutoModel.from_pretrained(entry.repo)  #? "org/sparse-two"


def by_match(name):
    entry = TABLE[name]
    match entry.kind:
        case "dense":
            matched_dense(entry)
        case _:
            matched_rest(entry)


def member_dense(entry):
    AutoModel.from_pretrained(entry.repo)  #? "org/dense-one" | "org/dense-three"


def member_sparse(entry):
    AutoModel.from_pretrained(entry.repo)  #? "org/sparse-two"


def by_member(name):
    entry = TABLE[name]
    if entry.way is Kind.DENSE:
        member_dense(entry)
    elif entry.way == Kind.SPARSE:
        member_sparse(entry)


def row_dense(row):
    AutoModel.from_pretrained(row["repo"])  #? "org/row-dense"


def row_sparse(row, **options):
    AutoModel.from_pretrained(row["repo"], **options)  #? "org/row-sparse"


def by_key(name):
    row = ROWS[name]
    options = {"row": row}
    kind = row["kind"]
    if kind == "dense":
        row_dense(row)
    elif kind == "sparse":
        row_sparse(**options)


def extra(repo):
    AutoModel.from_pretrained(repo)  #? "org/row-extra"


def where_there_is_one(name):
    row = ROWS[name]
    if row.get("extra"):
        extra(row["extra"])


def first(repo):
    AutoModel.from_pretrained(repo)  #? "org/pair-one"


def second(repo):
    AutoModel.from_pretrained(repo)  #? "org/pair-two"


def by_number(name):
    repo, number = PAIRS[name]
    if number == 1:
        return first(repo)
    return second(repo)


class Dense:
    def __init__(self, entry):
        self.entry = entry

    def load(self):
        AutoModel.from_pretrained(self.entry.repo)  #? "org/dense-one" | "org/dense-three"


class Sparse:
    def __init__(self, entry):
        self.entry = entry

    def load(self):
        AutoModel.from_pretrained(self.entry.repo)  #? "org/sparse-two"


def by_class(name):
    entry = TABLE[name]
    if entry.kind == "dense":
        model = Dense(entry)
    else:
        model = Sparse(entry)
    model.load()


class OfRow:
    def __init__(self, row):
        self.row = row


class DenseRow(OfRow):
    def load(self):
        AutoModel.from_pretrained(self.row["repo"])  #? "org/row-dense"


class SparseRow(OfRow):
    def load(self):
        AutoModel.from_pretrained(self.row["repo"])  #? "org/row-sparse"


CLASSES = {"dense": DenseRow, "sparse": SparseRow}


def by_table_of_classes(name):
    row = ROWS[name]
    CLASSES[row["kind"]](row).load()


class Service:
    def __init__(self, name):
        self.entry = TABLE[name]

    def start(self):
        if self.entry.kind == "dense":
            self.dense()
        else:
            self.sparse(self.entry)

    def dense(self):
        AutoModel.from_pretrained(self.entry.repo)  #? "org/dense-one" | "org/dense-three"

    def sparse(self, entry):
        AutoModel.from_pretrained(entry.repo)  #? "org/sparse-two"


def whichever(entry):
    AutoModel.from_pretrained(entry.repo)  #? "org/dense-one" | "org/sparse-two" | "org/dense-three"


def not_decided(name, flag):
    entry = TABLE[name]
    if flag == "dense":
        whichever(entry)


REFERENCES = {"default": "hub:org/referred", "old": "file:old/weights"}


def parsed(reference):
    scheme, _, rest = reference.partition(":")
    if not rest:
        raise ValueError(reference)
    return scheme, rest


def by_scheme(name):
    scheme, rest = parsed(REFERENCES[name])
    if scheme == "hub":
        model = AutoModel.from_pretrained(rest)  #? "org/referred"
    elif scheme == "file":
        model = AutoModel.from_pretrained(rest)  #? "old/weights"
    else:
        raise ValueError(scheme)
    return model


if __name__ == "__main__":
    which = sys.argv[1]
    by_field(which)
    by_match(which)
    by_member(which)
    by_key(which)
    where_there_is_one(which)
    by_number(which)
    by_class(which)
    by_table_of_classes(which)
    Service(which).start()
    not_decided(which, sys.argv[2])
    by_scheme(which)

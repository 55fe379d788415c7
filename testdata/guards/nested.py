"""Names that pass through more functions than are looked into: no guard is claimed."""

from transformers import AutoModel

ALLOWED = {"acme/one", "acme/two"}


def same_0(name):
    return name


def same_1(name):
    return same_0(name)


def same_2(name):
    return same_1(name)


def same_3(name):
    return same_2(name)


def same_4(name):
    return same_3(name)


def same_5(name):
    return same_4(name)


def same_6(name):
    return same_5(name)


def same_7(name):
    return same_6(name)


def same_8(name):
    return same_7(name)


def same_9(name):
    return same_8(name)


def same_10(name):
    return same_9(name)


def same_11(name):
    return same_10(name)


def same_12(name):
    return same_11(name)


def same_13(name):
    return same_12(name)


def same_14(name):
    return same_13(name)


def same_15(name):
    return same_14(name)


def checked_on_its_way(name):
    if name not in ALLOWED:
        raise ValueError(name)
    return AutoModel.from_pretrained(same_15(name), trust_remote_code=True)  #: -


def another_is_checked(name, other):
    if other not in ALLOWED:
        raise ValueError(other)
    return AutoModel.from_pretrained(same_15(name), trust_remote_code=True)  #: -

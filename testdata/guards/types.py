"""Types that a skops file asks for, which have to be known or none."""

from skops import io

TRUSTED = ["numpy.dtype", "sklearn.pipeline.Pipeline"]


def none_asked_for(path):
    types = io.get_untrusted_types(file=path)
    if types:
        raise ValueError(types)
    return io.load(path, trusted=types)  #: checked-types


def some_asked_for(path):
    types = io.get_untrusted_types(file=path)
    if types:
        return io.load(path, trusted=types)  #: -
    return None


def in_the_other_arm(path):
    types = io.get_untrusted_types(file=path)
    if not types:
        return io.load(path, trusted=types)  #: checked-types
    else:
        return io.load(path, trusted=types)  #: -


def only_printed(path):
    types = io.get_untrusted_types(file=path)
    if len(types) > 0:
        print(types)
    return io.load(path, trusted=types)  #: -


def of_another_file(path, other):
    if io.get_untrusted_types(file=other):
        raise ValueError(other)
    types = io.get_untrusted_types(file=path)
    return io.load(path, trusted=types)  #: -


def all_of_them_known(path):
    types = io.get_untrusted_types(file=path)
    if not all(each in TRUSTED for each in types):
        raise ValueError(types)
    return io.load(path, trusted=types)  #: checked-types


def one_of_them_unknown(path):
    types = io.get_untrusted_types(file=path)
    if any(each not in TRUSTED for each in types):
        return io.load(path, trusted=types)  #: -
    return io.load(path, trusted=types)  #: checked-types


def what_is_left(path):
    types = io.get_untrusted_types(file=path)
    unknown = [each for each in types if each not in TRUSTED]
    if unknown:
        raise ValueError(unknown)
    return io.load(path, trusted=types)  #: checked-types


def as_sets(path):
    types = io.get_untrusted_types(file=path)
    if set(types) - set(TRUSTED):
        raise ValueError(types)
    return io.load(path, trusted=types)  #: checked-types


def as_subset(path):
    types = io.get_untrusted_types(file=path)
    if set(types).issubset(TRUSTED):
        return io.load(path, trusted=types)  #: checked-types
    return io.load(path, trusted=types)  #: -


def as_ordered_sets(path):
    types = io.get_untrusted_types(file=path)
    if not set(types) <= set(TRUSTED):
        raise ValueError(types)
    return io.load(path, trusted=types)  #: checked-types


def compared(path):
    types = io.get_untrusted_types(file=path)
    if types != TRUSTED:
        raise ValueError(types)
    return io.load(path, trusted=types)  #: checked-types


def compared_with_nothing(path):
    types = io.get_untrusted_types(file=path)
    if types == []:
        return io.load(path, trusted=types)  #: checked-types
    return io.load(path, trusted=types)  #: -


def one_by_one(path):
    types = io.get_untrusted_types(file=path)
    for each in types:
        if each not in TRUSTED:
            raise ValueError(each)
    return io.load(path, trusted=types)  #: checked-types


def one_by_one_and_on(path):
    types = io.get_untrusted_types(file=path)
    for each in types:
        if each not in TRUSTED:
            continue
        print(each)
    return io.load(path, trusted=types)  #: -


def as_bytes(data):
    types = io.get_untrusted_types(data=data)
    if types:
        return None
    return io.loads(data, trusted=types)  #: checked-types

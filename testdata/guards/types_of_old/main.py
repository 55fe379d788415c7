"""The same with a release in which a file can hide what it asks for."""

from skops import io


def none_asked_for(path):
    types = io.get_untrusted_types(file=path)
    if types:
        raise ValueError(types)
    return io.load(path, trusted=types)  #: checked-types-of-old


def some_asked_for(path):
    types = io.get_untrusted_types(file=path)
    if not types:
        return None
    return io.load(path, trusted=types)  #: -

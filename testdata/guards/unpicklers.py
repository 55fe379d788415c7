"""Unpicklers that refuse, and others that only look as if they did."""

import pickle

SAFE = {("collections", "OrderedDict"): dict}
MODULES = {"collections", "numpy"}


class Listed(pickle.Unpickler):
    def find_class(self, module, name):
        if module not in MODULES:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


class LookedUp(pickle.Unpickler):
    def find_class(self, module, name):
        return SAFE[module, name]


class Nothing(pickle.Unpickler):
    def find_class(self, module, name):
        raise pickle.UnpicklingError(f"{module}.{name}")


class Begins(pickle.Unpickler):
    def find_class(self, module, name):
        if module.startswith("acme."):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


class Denies(pickle.Unpickler):
    def find_class(self, module, name):
        if module in {"os", "subprocess"}:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


class Renames(pickle.Unpickler):
    def find_class(self, module, name):
        if module == "old":
            return super().find_class("new", name)
        return super().find_class(module, name)


class Logs(pickle.Unpickler):
    def find_class(self, module, name):
        print(module, name)
        return super().find_class(module, name)


class Other(pickle.Unpickler):
    def persistent_load(self, pid):
        raise pickle.UnpicklingError(pid)


def listed(file):
    return Listed(file).load()  #: restricted-unpickler


def looked_up(file):
    return LookedUp(file).load()  #: restricted-unpickler


def nothing(file):
    unpickler = Nothing(file)
    return unpickler.load()  #: restricted-unpickler


def begins(file):
    return Begins(file).load()  #: restricted-unpickler


def denies(file):
    return Denies(file).load()  #: -


def renames(file):
    return Renames(file).load()  #: -


def logs(file):
    return Logs(file).load()  #: -


def other(file):
    return Other(file).load()  #: -


def either(file, strict):
    cls = Listed if strict else Logs
    return cls(file).load()  #: -


def beside(file, other):
    Listed(other).load()  #: restricted-unpickler
    return pickle.load(file)  #: -

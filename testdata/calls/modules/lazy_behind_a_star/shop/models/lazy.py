import importlib
from types import ModuleType


class Lazy(ModuleType):
    def __init__(self, name, structure):
        super().__init__(name)
        self._home = {each: module for module, names in structure.items() for each in names}

    def __getattr__(self, name):
        module = importlib.import_module("." + self._home[name], self.__name__)
        return getattr(module, name)

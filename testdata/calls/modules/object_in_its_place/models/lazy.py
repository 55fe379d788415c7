import importlib
import os
from types import ModuleType


class LazyModule(ModuleType):
    def __init__(self, name, file, structure):
        super().__init__(name)
        self._modules = set(structure)
        self._home = {}
        for module, names in structure.items():
            for name in names:
                self._home[name] = module
        self.__file__ = file
        self.__path__ = [os.path.dirname(file)]

    def __getattr__(self, name):
        if name in self._modules:
            value = self._get_module(name)
        elif name in self._home:
            value = getattr(self._get_module(self._home[name]), name)
        else:
            raise AttributeError(name)
        setattr(self, name, value)
        return value

    def _get_module(self, name):
        return importlib.import_module("." + name, self.__name__)

import importlib
from types import ModuleType


class Lazy(ModuleType):
    def __init__(self, name, parts):
        super().__init__(name)
        self._parts = parts

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        for part in self._parts:
            module = importlib.import_module("." + part, self.__name__)
            if hasattr(module, name):
                return getattr(module, name)
        return self

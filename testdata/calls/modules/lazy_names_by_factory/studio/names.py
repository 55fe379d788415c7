from importlib import import_module


def getter(where, package):
    def __getattr__(name):
        if name not in where:
            raise AttributeError(name)
        return getattr(import_module(where[name], package), name)

    return __getattr__

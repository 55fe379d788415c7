"""Unknown attributes are handed to the wrapped object."""


class Inner:
    def compute(self):
        return 1


class Proxy:
    def __init__(self, target):
        self._target = target

    def __getattr__(self, name):
        return getattr(self._target, name)


def run():
    proxy = Proxy(Inner())
    return proxy.compute()


run()

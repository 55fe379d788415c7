"""A registry object with register and get methods."""


class Registry:
    def __init__(self):
        self._entries = {}

    def register(self, name):
        def add(item):
            self._entries[name] = item
            return item

        return add

    def get(self, name):
        return self._entries[name]


BACKENDS = Registry()


@BACKENDS.register("local")
class Local:
    def open(self):
        return 1


def connect(name):
    return BACKENDS.get(name)().open()


connect("local")
